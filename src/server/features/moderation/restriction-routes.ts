import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import type { Database } from "../../platform/database/database.ts";
import { RestrictionPage, RestrictionsQuery } from "./restriction-contract.ts";
import { listRestrictions } from "./restriction-queries.ts";

export function restrictionRoutes(api: App, deps: { database: Database; cursors: Cursors }): void {
  const { database, cursors } = deps;
  api.get("/me/restrictions", {
    config: { access: "user" },
    schema: {
      tags: ["Moderation"],
      operationId: "listOwnRestrictions",
      summary: "What moderators did to one's own missions and account, and why; newest first",
      querystring: RestrictionsQuery,
      response: { 200: RestrictionPage, ...problems(400, 401, 503) },
    },
    handler: async (request) => {
      const { partyId } = userOf(request);
      const { missionId = null, cursor, limit } = request.query;
      const walk = idCursor(cursors, `me/restrictions:${partyId}:${missionId}`, limit);
      const filter = { missionId, beforeId: walk.after(cursor), limit: limit + 1 };
      return walk.page(await listRestrictions(database.writer, partyId, filter));
    },
  });
}
