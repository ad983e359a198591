import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { commandOf } from "../../http/requests/command.ts";
import { Mission, Reason, sendMission } from "../missions/index.ts";
import type { HiddenMissions } from "./hidden-missions.ts";

const answers = { 200: Mission, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) };

export function hiddenMissionRoutes(api: App, missions: HiddenMissions): void {
  for (const name of ["hide", "unhide"] as const) {
    api.post(`/admin/missions/:id/${name}`, {
      config: {
        access: "user",
        audit: `mission.${name}`,
        permission: "missions:moderate",
        permissionAskedBy: "service",
      },
      schema: {
        tags: ["Moderation"],
        operationId: `${name}Mission`,
        summary: name === "hide" ? "Take a mission out of sight" : "Show a hidden mission again",
        params: IdParams,
        body: Reason,
        response: answers,
      },
      handler: async (request, reply) => {
        const { reason } = request.body;
        const { id } = request.params;
        return sendMission(
          reply,
          await missions.move(commandOf(request), id, name, reason, languageOf(request)),
        );
      },
    });
  }
}
