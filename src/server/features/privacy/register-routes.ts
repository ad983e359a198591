import type { Manifest } from "../../core/manifest.ts";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { addVary } from "../../http/vary.ts";
import { registerOf } from "./register.ts";
import { Register, RegisterQuery } from "./register-contract.ts";

export function registerRoutes(api: App, manifests: readonly Manifest[]): void {
  api.get("/privacy", {
    config: { access: "public" },
    schema: {
      tags: ["Machines"],
      operationId: "readPrivacyRegister",
      summary:
        "What is kept of people, for what, on which ground and how long: the register of processing; sentences by Accept-Language",
      querystring: RegisterQuery,
      response: { 200: Register, ...problems(400, 401) },
    },
    handler: async (request, reply) => {
      reply.header("cache-control", "public, max-age=300");
      addVary(reply, "Accept-Language");
      return { items: registerOf(manifests, languageOf(request), request.query.about), nextCursor: null };
    },
  });
}
