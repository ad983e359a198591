import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams, page } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { reauthentication } from "../accounts/index.ts";
import { CreationOptions, NewPasskey, Passkey } from "./passkey-contract.ts";
import type { PasskeyService } from "./passkey-service.ts";

const tags = ["Accounts"];

export function passkeyRoutes(api: App, passkeys: PasskeyService): void {
  api.get("/me/passkeys", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listPasskeys",
      summary: "One's own passkeys, newest first",
      response: { 200: page(Passkey), ...problems(401, 503) },
    },
    handler: async (request) => ({ items: await passkeys.list(userOf(request)), nextCursor: null }),
  });

  api.post("/me/passkeys/options", {
    config: { access: "user", audit: { none: "a challenge, which nobody has met yet" } },
    schema: {
      tags,
      operationId: "beginPasskey",
      summary: "What a browser needs to make a passkey, within 5 minutes",
      body: z.strictObject(reauthentication),
      response: { 200: CreationOptions, ...problems(400, 401, 409, 413, 415, 503) },
    },
    handler: (request) => passkeys.options(userOf(request), request.body),
  });

  api.post("/me/passkeys", {
    config: { access: "user", audit: "passkey.create" },
    schema: {
      tags,
      operationId: "createPasskey",
      summary: "Register the passkey that a browser has made",
      body: NewPasskey,
      response: { 201: Passkey, ...problems(400, 401, 409, 413, 415, 422, 503) },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await passkeys.create(commandOf(request), request.body)),
  });

  api.delete("/me/passkeys/:id", {
    config: { access: "user", audit: "passkey.delete" },
    schema: {
      tags,
      operationId: "deletePasskey",
      summary: "Remove a passkey",
      params: IdParams,
      body: z.strictObject(reauthentication),
      response: { 204: z.null(), ...problems(400, 401, 404, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      await passkeys.remove(userOf(request), request.params.id, request.body);
      return reply.code(204).send(null);
    },
  });
}
