import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { userOf } from "../../http/requests/authentication.ts";
import type { AwardService } from "./award-service.ts";
import { MissionAward } from "./offer-contract.ts";

export function awardRoutes(api: App, awards: AwardService): void {
  api.get("/missions/:id/award", {
    config: { access: "user", audit: "mission.read_award" },
    schema: {
      tags: ["Offers"],
      operationId: "readAward",
      summary: "Whose offer was accepted: the mission's client, and whoever made an offer, be it withdrawn",
      description:
        "`invalid_transition` while no offer is accepted. Each answer to a bidder stands in the log of actions.",
      params: IdParams,
      response: { 200: MissionAward, ...problems(400, 401, 404, 409, 503) },
    },
    handler: (request) => {
      const asked = { language: languageOf(request), tells: request.method !== "HEAD" };
      return awards.read(userOf(request), request.params.id, asked);
    },
  });
}
