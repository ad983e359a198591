import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import { MessagePage, MessagesQuery } from "../conversations/index.ts";
import type { Threads } from "./threads.ts";

/** How a moderator comes to read what two others have written to each other: there is no other way. */
const ways = [
  {
    path: "/admin/reports/:id/messages",
    operationId: "readReportedConversation",
    summary:
      "The conversation of a reported message, newest first; each reading stands in the log of actions",
    from: "report",
  },
  {
    path: "/admin/missions/:id/messages",
    operationId: "readDisputedConversation",
    summary:
      "The conversation of a disputed mission's two parties; each reading stands in the log of actions",
    from: "dispute",
  },
] as const;

export function threadRoutes(api: App, { threads, cursors }: { threads: Threads; cursors: Cursors }): void {
  for (const { path, operationId, summary, from } of ways) {
    api.get(path, {
      config: {
        access: "user",
        permission: from === "report" ? "reports:decide" : "disputes:decide",
        audit: "conversation.read",
      },
      schema: {
        tags: ["Moderation"],
        operationId,
        summary,
        params: IdParams,
        querystring: MessagesQuery,
        response: { 200: MessagePage, ...problems(400, 401, 403, 404, 503) },
      },
      handler: async (request) => {
        const actor = userOf(request);
        const { id } = request.params;
        const { cursor, limit } = request.query;
        const walk = idCursor(cursors, `admin/thread:${from}:${id}:${actor.userId}`, limit);
        const tells = request.method !== "HEAD";
        const page = { beforeId: walk.after(cursor), limit: limit + 1, tells };
        return walk.page(await threads.read(actor, { from, id }, page));
      },
    });
  }
}
