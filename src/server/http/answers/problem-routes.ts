import type { ErrorCode } from "../../core/errors.ts";
import type { App } from "../app.ts";
import { languageOf, problemSentence, problemType } from "../problems/problem.ts";
import { type ProblemGuide, ProblemGuideList } from "../problems/problem-guide-contract.ts";
import { extras, problemGuides } from "../problems/problem-guides.ts";
import { type Language, problemTexts } from "../problems/problem-texts.ts";
import { addVary } from "../vary.ts";
import { problems } from "./openapi.ts";

/** Every kind of refusal, made from the same table as the refusals themselves. */
export function problemRoutes(api: App, publicUrl: () => string): void {
  api.get("/problems", {
    config: { access: "public" },
    schema: {
      tags: ["Machines"],
      operationId: "listProblems",
      summary: "The codes of refusals: what each means and what to do next; sentences by Accept-Language",
      response: { 200: ProblemGuideList, ...problems(401) },
    },
    handler: async (request, reply) => {
      reply.header("cache-control", "public, max-age=300");
      addVary(reply, "Accept-Language");
      return { items: guides(languageOf(request), api.currency, publicUrl()), nextCursor: null };
    },
  });
}

/** By status, those of one status in the catalogue's order. */
function guides(language: Language, currency: string, publicUrl: string): ProblemGuide[] {
  const reader = { language, currency };
  const codes = Object.keys(problemTexts) as ErrorCode[];
  return codes
    .map((code) => {
      const { status, title, detail } = problemTexts[code];
      const { meaning, next, with: carried = [] } = problemGuides[code];
      return {
        type: problemType(publicUrl, code),
        code,
        status,
        title,
        detail: problemSentence(detail, reader),
        meaning: problemSentence(meaning, reader),
        next: problemSentence(next, reader),
        extras: carried.map((name) => {
          const { place, text } = extras[name];
          return { name, in: place, text: text[language] };
        }),
      };
    })
    .sort((one, other) => one.status - other.status);
}
