import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { reauthentication } from "../accounts/index.ts";
import { RecoveryCodes, SecondFactor, TotpConfirmation, TotpSecret } from "./second-factor-contract.ts";
import type { SecondFactorService } from "./second-factor-service.ts";

const tags = ["Accounts"];
const config = { access: "user" } as const;

export function secondFactorRoutes(api: App, secondFactor: SecondFactorService): void {
  api.get("/me/totp", {
    config,
    schema: {
      tags,
      operationId: "readSecondFactor",
      summary: "Whether one's account asks for a second factor",
      response: { 200: SecondFactor, ...problems(401, 503) },
    },
    handler: (request) => secondFactor.read(userOf(request)),
  });

  api.post("/me/totp", {
    config: { ...config, audit: "second_factor.begin" },
    schema: {
      tags,
      operationId: "beginSecondFactor",
      summary: "A secret for an authenticator, which waits for its first code",
      body: z.strictObject({ password: reauthentication.password }),
      response: { 201: TotpSecret, ...problems(400, 401, 409, 413, 415, 503) },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await secondFactor.begin(userOf(request), request.body.password)),
  });

  api.post("/me/totp/confirm", {
    config: { ...config, audit: "second_factor.enable" },
    schema: {
      tags,
      operationId: "confirmSecondFactor",
      summary: "Ask for a second factor at each sign-in from now on",
      body: TotpConfirmation,
      response: { 200: RecoveryCodes, ...problems(400, 401, 409, 413, 415, 503) },
    },
    handler: (request) => secondFactor.confirm(userOf(request), request.body.code),
  });

  api.post("/me/totp/recovery-codes", {
    config: { ...config, audit: "second_factor.renew_recovery_codes" },
    schema: {
      tags,
      operationId: "renewRecoveryCodes",
      summary: "Ten new recovery codes; those of before are void",
      body: z.strictObject(reauthentication),
      response: { 200: RecoveryCodes, ...problems(400, 401, 409, 413, 415, 503) },
    },
    handler: (request) => secondFactor.renewRecoveryCodes(userOf(request), request.body),
  });

  api.delete("/me/totp", {
    config: { ...config, audit: "second_factor.disable" },
    schema: {
      tags,
      operationId: "disableSecondFactor",
      summary: "Sign in by password alone again",
      body: z.strictObject(reauthentication),
      response: { 204: z.null(), ...problems(400, 401, 409, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      await secondFactor.disable(userOf(request), request.body);
      return reply.code(204).send(null);
    },
  });
}
