import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import type { ConversationService } from "./conversation-service.ts";
import {
  Conversation,
  ConversationPage,
  ConversationsQuery,
  MessagePage,
  MessagesQuery,
  ReadState,
  ReadUpTo,
  UnreadConversations,
} from "./message-contract.ts";

const tags = ["Conversations"];
const refusals = problems(400, 401, 403, 404, 409, 413, 415, 422, 503);

export function conversationRoutes(
  api: App,
  { conversations, cursors }: { readonly conversations: ConversationService; readonly cursors: Cursors },
): void {
  api.get("/me/conversations", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listConversations",
      summary: "The acting party's conversations, the one with the latest message first",
      querystring: ConversationsQuery,
      response: { 200: ConversationPage, ...problems(400, 401, 503) },
    },
    handler: async (request): Promise<ConversationPage> => {
      const actor = userOf(request);
      const { unread = false, cursor, limit } = request.query;
      const scope = `me/conversations:${actor.partyId}:${actor.userId}:${unread}`;
      const beforeId = cursor === undefined ? null : String(cursors.decode(scope, cursor)[0]);
      const found = await conversations.list(actor, { unread, beforeId, limit: limit + 1 });
      const items = found.conversations.slice(0, limit);
      const last = found.conversations.length > limit ? items.at(-1) : undefined;
      return {
        items,
        nextCursor: last === undefined ? null : cursors.encode(scope, [last.lastMessage.id]),
        unreadConversations: found.unreadConversations,
      };
    },
  });

  api.get("/me/conversations/unread-count", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "countUnreadConversations",
      summary: "In how many of the acting party's conversations the caller has something to read",
      response: { 200: UnreadConversations, ...problems(401, 503) },
    },
    handler: async (request) => ({ count: await conversations.countUnread(userOf(request)) }),
  });

  api.get("/conversations/:id", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "readConversation",
      summary: "A conversation of the acting party's, and until when it may write there",
      params: IdParams,
      response: { 200: Conversation, ...problems(401, 404, 503) },
    },
    handler: (request) => conversations.read(userOf(request), request.params.id),
  });

  api.get("/conversations/:id/messages", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listMessages",
      summary: "The messages of a conversation, newest first: its two sides",
      params: IdParams,
      querystring: MessagesQuery,
      response: { 200: MessagePage, ...problems(400, 401, 404, 503) },
    },
    handler: async (request) => {
      const { id } = request.params;
      const { cursor, limit } = request.query;
      const walk = idCursor(cursors, `conversation:${id}`, limit);
      const page = { beforeId: walk.after(cursor), limit: limit + 1 };
      return walk.page(await conversations.listMessages(userOf(request), id, page));
    },
  });

  api.post("/conversations/:id/read", {
    config: { access: "user", audit: { none: "what somebody has read of its own is nobody's to look at" } },
    schema: {
      tags,
      operationId: "readUpTo",
      summary: "Say up to which message one has read; it only goes forward",
      params: IdParams,
      body: ReadUpTo,
      response: { 200: ReadState, ...refusals },
    },
    handler: (request) =>
      conversations.readUpTo(commandOf(request), request.params.id, request.body.messageId),
  });

  for (const method of ["put", "delete"] as const) {
    api[method]("/conversations/:id/mute", {
      config: { access: "user", audit: { none: "which mails one wants is nobody's to look at" } },
      schema: {
        tags,
        operationId: method === "put" ? "muteConversation" : "unmuteConversation",
        summary:
          method === "put" ? "No mails about this conversation" : "Mails about this conversation again",
        params: IdParams,
        response: { 204: z.null(), ...problems(400, 401, 404, 409, 503) },
      },
      handler: async (request, reply) => {
        await conversations.mute(commandOf(request), request.params.id, method === "put");
        return reply.code(204).send(null);
      },
    });
  }
}
