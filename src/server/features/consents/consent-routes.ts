import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { PageQuery } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import type { Cursors } from "../../http/requests/cursor.ts";
import type { Database } from "../../platform/database/database.ts";
import { type ConsentAct, ConsentActPage } from "./consent-contract.ts";
import { type ActPosition, type ActRow, listActs } from "./consent-queries.ts";

export interface ConsentRoutesDependencies {
  readonly database: Database;
  readonly cursors: Cursors;
}

export function consentRoutes(api: App, { database, cursors }: ConsentRoutesDependencies): void {
  api.get("/me/consents", {
    config: { access: "user" },
    schema: {
      tags: ["Accounts"],
      operationId: "listConsents",
      summary: "What the caller agreed to, and took back: when, to which text, and how; the latest first",
      querystring: PageQuery,
      response: { 200: ConsentActPage, ...problems(400, 401, 503) },
    },
    handler: async (request) => {
      const { userId } = userOf(request);
      const { cursor, limit } = request.query;
      const scope = `consents:${userId}`;
      const after = cursor === undefined ? null : (cursors.decode(scope, cursor) as ActPosition);
      const found = await listActs(database.writer, userId, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(actOf),
        nextCursor: last === undefined ? null : cursors.encode(scope, [last.sortValue, last.id]),
      };
    },
  });
}

const actOf = ({ subjectId, sortValue: _, ...row }: ActRow): ConsentAct => ({
  ...row,
  at: row.at.toISOString(),
  missionId: row.purpose === "contact" ? subjectId : null,
});
