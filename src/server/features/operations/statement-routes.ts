import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import type { Database } from "../../platform/database/database.ts";
import { slowestStatements } from "../../platform/database/statement-statistics.ts";
import { Statements } from "./statement-contract.ts";

const MOST = 20;

export function statementRoutes(api: App, database: Database): void {
  api.get("/admin/statements", {
    config: {
      access: "user",
      audit: "statement.look",
      look: { type: "statement" },
      permission: "statements:read",
    },
    schema: {
      tags: ["Operations"],
      operationId: "listStatements",
      summary: "The statements on which the database spent most time, without their values",
      response: { 200: Statements, ...problems(401, 403, 503) },
    },
    handler: async () => {
      // Each server counts for itself: these are the primary's.
      const items = await slowestStatements(database.writer, MOST);
      return { available: items !== null, items: items ?? [] };
    },
  });
}
