import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import type { Database } from "../../platform/database/database.ts";
import { ModeratedMissionPage, ModeratedMissionsQuery } from "./mission-queue-contract.ts";
import { listMissionsInState } from "./mission-queue-queries.ts";

export function missionQueueRoutes(api: App, deps: { database: Database; cursors: Cursors }): void {
  const { database, cursors } = deps;
  api.get("/admin/missions", {
    config: {
      access: "user",
      audit: "mission.look",
      look: { type: "mission" },
      permission: "missions:moderate",
    },
    schema: {
      tags: ["Moderation"],
      operationId: "listMissionsInState",
      summary: "Missions of one state, e.g. disputed or hidden, newest first",
      querystring: ModeratedMissionsQuery,
      response: { 200: ModeratedMissionPage, ...problems(400, 401, 403, 503) },
    },
    handler: async (request) => {
      const { status, cursor, limit } = request.query;
      const walk = idCursor(cursors, `admin/missions:${userOf(request).userId}:${status}`, limit);
      const filter = { status, beforeId: walk.after(cursor), limit: limit + 1 };
      return walk.page(await listMissionsInState(database.writer, filter));
    },
  });
}
