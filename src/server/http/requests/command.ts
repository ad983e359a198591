import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Command } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import { answerCheckOf } from "../answers/checked-answers.ts";
import type { App } from "../app.ts";
import { userOf } from "./authentication.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** null before the route has asked for it. */
    command: Command | null;
    /** What a limit answers, left to the command because it may repeat another. */
    refusal: AppError | null;
  }
}

/** Every API request may become a command. */
export function prepareCommands(api: App): void {
  api.decorateRequest("command", null);
  api.decorateRequest("refusal", null);
}

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The user's write, with its Idempotency-Key when there is one. Throws `validation_failed` on a key out of form. */
export function commandOf(request: FastifyRequest): Command {
  request.command = readCommand(request);
  return request.command;
}

function readCommand(request: FastifyRequest): Command {
  const actor = userOf(request);
  const answer = answerCheckOf(request);
  const key = request.headers["idempotency-key"];
  if (key === undefined || request.method !== "POST") return { actor, idempotency: null, answer };
  if (typeof key !== "string" || !KEY.test(key)) {
    throw new AppError("validation_failed", {
      fields: [{ path: "Idempotency-Key", code: "invalid_format", values: { format: "1–255 ASCII" } }],
    });
  }
  // The validated body has its keys in the schema's order: the same content gives the same hash.
  const content = JSON.stringify([request.method, request.url, request.body ?? null]);
  return {
    actor,
    idempotency: {
      key,
      fingerprint: createHash("sha256").update(content).digest("base64url"),
      refusal: request.refusal,
    },
    answer,
  };
}
