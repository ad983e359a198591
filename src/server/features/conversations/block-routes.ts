import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import type { BlockService } from "./block-service.ts";
import { BlockParams, Blocks } from "./message-contract.ts";

const tags = ["Conversations"];
const config = { access: "user", permission: "contact:change" } as const;
const response = { 204: z.null(), ...problems(400, 401, 403, 404, 409, 503) };

export function blockRoutes(api: App, blocks: BlockService): void {
  api.get("/me/blocks", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listBlocks",
      summary: "Whose messages the acting party has blocked, the latest first",
      response: { 200: Blocks, ...problems(401, 503) },
    },
    handler: async (request) => ({ items: await blocks.list(userOf(request)) }),
  });

  api.put("/me/blocks/:partyId", {
    config: { ...config, audit: "party.block" },
    schema: {
      tags,
      operationId: "blockParty",
      summary: "Stop messages between the acting party and another; offers and questions go on",
      description: "Not while the two work together: mute the conversation instead.",
      params: BlockParams,
      response,
    },
    handler: async (request, reply) => {
      await blocks.block(commandOf(request), request.params.partyId);
      return reply.code(204).send(null);
    },
  });

  api.delete("/me/blocks/:partyId", {
    config: { ...config, audit: "party.unblock" },
    schema: {
      tags,
      operationId: "unblockParty",
      summary: "Let messages pass again",
      params: BlockParams,
      response,
    },
    handler: async (request, reply) => {
      await blocks.unblock(commandOf(request), request.params.partyId);
      return reply.code(204).send(null);
    },
  });
}
