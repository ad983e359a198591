import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { OfferReceipt } from "./receipt-contract.ts";
import type { ReceiptService } from "./receipt-service.ts";

export function receiptRoutes(api: App, receipts: ReceiptService): void {
  api.get("/offers/:id/receipt", {
    config: { access: "user", audit: "offer.read_receipt" },
    schema: {
      tags: ["Offers"],
      operationId: "readReceipt",
      summary:
        "What proves what an offer said at each of its prices: its provider; the client and moderators once prices may be read",
      description:
        "`invalid_transition` to the client while a sealed auction runs, and for ever where it was cancelled before its " +
        "deadline. Each answer to a moderator stands in the log of actions.",
      params: IdParams,
      response: { 200: OfferReceipt, ...problems(400, 401, 403, 404, 409, 503) },
    },
    handler: (request) =>
      receipts.read(userOf(request), request.params.id, { tells: request.method !== "HEAD" }),
  });
}
