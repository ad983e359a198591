import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { commandOf } from "../../http/requests/command.ts";
import { Message, NewMessage } from "./message-contract.ts";
import type { MessageService } from "./message-service.ts";

const tags = ["Conversations"];
const config = {
  access: "user",
  audit: "message.post",
  limits: ["global", "messagesOfDay"],
  limitWhenDone: "message",
} as const;
const response = { 201: Message, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) };

export function messageRoutes(api: App, messages: MessageService): void {
  api.post("/offers/:id/messages", {
    config,
    schema: {
      tags,
      operationId: "openConversation",
      summary: "Write to the other side of an offer: its provider and the mission's client",
      description:
        "Begins the conversation where there is none. In a sealed auction once its deadline has passed. No message is " +
        "changed or removed.",
      params: IdParams,
      body: NewMessage,
      response,
    },
    handler: async (request, reply) =>
      reply.code(201).send(await messages.open(commandOf(request), request.params.id, request.body)),
  });

  api.post("/conversations/:id/messages", {
    config,
    schema: {
      tags,
      operationId: "writeMessage",
      summary: "Write in a conversation of the acting party's",
      description:
        "Refused as `blocked` where one side has blocked the other and the two do not work together. Whose offer was not " +
        "taken may write until seven days after the work has begun, the accepted provider and the client until 90 days " +
        "after the completion.",
      params: IdParams,
      body: NewMessage,
      response,
    },
    handler: async (request, reply) =>
      reply.code(201).send(await messages.write(commandOf(request), request.params.id, request.body)),
  });
}
