import { problems } from "../../http/answers/openapi.ts";
import { type PublicAnswers, readyJson } from "../../http/answers/public-answers.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { commandOf } from "../../http/requests/command.ts";
import type { Cursors } from "../../http/requests/cursor.ts";
import { lookAt } from "../../http/requests/looks.ts";
import { addVary } from "../../http/vary.ts";
import { missionTag } from "../missions/index.ts";
import { NewAnswer, NewQuestion, Question, QuestionPage, QuestionsQuery } from "./question-contract.ts";
import type { QuestionService } from "./question-service.ts";

const tags = ["Questions"];
const refusals = problems(400, 401, 403, 404, 409, 413, 415, 422, 503);

/** As a mission's own answer: each change of the mission, a question or an answer among them, ends it. */
const FRESH_MS = 5_000;
const VISITOR = { cacheControl: "public, max-age=0, must-revalidate", vary: "Authorization" };

export interface QuestionRoutesDependencies {
  readonly questions: QuestionService;
  readonly cursors: Cursors;
  readonly answers: PublicAnswers;
}

export function questionRoutes(api: App, { questions, cursors, answers }: QuestionRoutesDependencies): void {
  api.get("/missions/:id/questions", {
    config: {
      access: "public",
      audit: "question.look",
      look: lookAt<QuestionPage>("mission", ({ items }) => items.some(({ author }) => author !== null)),
      forParty: true,
    },
    schema: {
      tags,
      operationId: "listQuestions",
      summary: "Questions on a mission and their answers, by number: whoever sees the mission",
      params: IdParams,
      querystring: QuestionsQuery,
      response: { 200: QuestionPage, ...problems(400, 401, 404, 503) },
    },
    handler: async (request, reply) => {
      const { actor, params, query } = request;
      const scope = `questions:${params.id}`;
      const after = query.cursor === undefined ? 0 : Number(cursors.decode(scope, query.cursor)[0]);
      const { limit } = query;
      const read = async (): Promise<QuestionPage> => {
        const found = await questions.list(actor, params.id, { after, limit: limit + 1 });
        const items = found.slice(0, limit);
        const last = found.length > limit ? items.at(-1) : undefined;
        return { items, nextCursor: last === undefined ? null : cursors.encode(scope, [last.number]) };
      };
      if (actor.kind !== "visitor") {
        addVary(reply, "Authorization");
        return read();
      }
      const address = { tag: missionTag(params.id), key: `${scope}:${limit}:${after}`, freshMs: FRESH_MS };
      return answers.send(request, reply, address, async () =>
        readyJson(JSON.stringify(await read()), VISITOR),
      );
    },
  });

  api.post("/missions/:id/questions", {
    config: { access: "user", audit: "question.ask", limitWhenDone: "question" },
    schema: {
      tags,
      operationId: "askQuestion",
      summary: "Ask a question on a mission, without a name: anyone but its client, until the deadline",
      description:
        "Everybody reads it at once, and nobody is told who asked. Five a party and mission, a hundred a mission. " +
        "Refused as `contact_details` where it holds an e-mail address, a telephone number or a link.",
      params: IdParams,
      body: NewQuestion,
      response: { 201: Question, ...refusals },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await questions.ask(commandOf(request), request.params.id, request.body)),
  });

  api.post("/questions/:id/answer", {
    config: {
      access: "user",
      audit: ["question.answer", "mission.addendum"],
      permission: "missions:conduct",
      permissionAskedBy: "service",
    },
    schema: {
      tags,
      operationId: "answerQuestion",
      summary: "Answer a question once, until the award: the mission's client",
      description: "What was answered is not changed any more: what follows is an addendum.",
      params: IdParams,
      body: NewAnswer,
      response: { 200: Question, ...refusals },
    },
    handler: (request) => questions.answer(commandOf(request), request.params.id, request.body),
  });
}
