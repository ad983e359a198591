import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { AuctionRecord } from "./record-contract.ts";
import type { RecordService } from "./record-service.ts";

export function recordRoutes(api: App, records: RecordService): void {
  api.get("/missions/:id/record", {
    config: { access: "user", audit: "mission.read_record" },
    schema: {
      tags: ["Missions"],
      operationId: "readRecord",
      summary:
        "The signed record of an auction that is over: its client, moderators, and whoever made an offer",
      description:
        "The client and moderators get every line; bidders of an open auction all prices under numbers, of a sealed one their " +
        "own lines, the commitments and how many there were. `invalid_transition` while the auction runs; `not_found` also " +
        "of one that ended before there were records, or was loaded as an example without. Each answer to a moderator " +
        "stands in the log of actions. docs/auction-record.md says how to check it.",
      params: IdParams,
      response: { 200: AuctionRecord, ...problems(400, 401, 404, 409, 503) },
    },
    handler: (request) =>
      records.read(userOf(request), request.params.id, { tells: request.method !== "HEAD" }),
  });
}
