import type { FastifyRequest } from "fastify";
import type { Actor } from "../../core/actor.ts";
import type { AuditedActionName } from "../../core/audited-actions.ts";
import type { AppError, RefusedAttempt } from "../../core/errors.ts";
import { problemTexts } from "../problems/problem-texts.ts";
import { originOf } from "./authentication.ts";

/** A refused attempt, and who made it. */
export interface RefusedRequest extends RefusedAttempt {
  readonly actor: Actor;
  /** Method and pattern of the route, never the address that was asked for; null where it met none. */
  readonly route: string | null;
}

/** Under which action stands what a route refuses that names none of its own. */
const UNNAMED = "request.refuse";
/** What a field says of a token out of a mail that leads nowhere. */
const INVALID_TOKEN = "invalid_token";

/**
 * What the log of actions is to hold of a refusal: a wrong password or code, a token of a mail that is none, a permission
 * that lacks, a limit that was passed, and whatever names an attempt by itself; null for every other. An access token that
 * has expired is none: each browser sends one every quarter of an hour.
 */
export function refusedRequest(request: FastifyRequest, error: AppError): RefusedRequest | null {
  const reason = reasonOf(error);
  if (error.attempt === undefined && reason === null) return null;
  const { method, url, config } = request.routeOptions;
  const route = url === undefined ? null : `${[method].flat().join(" ")} ${url}`;
  const asked = {
    action: actionOf(config?.audit) ?? UNNAMED,
    resource: accountOf(request),
    reason: reason ?? error.code,
  };
  return {
    ...asked,
    ...error.attempt,
    actor: request.actor ?? { kind: "visitor", ...originOf(request) },
    route,
  };
}

function reasonOf({ code, fields }: AppError): string | null {
  if (fields.some((field) => field.code === INVALID_TOKEN)) return INVALID_TOKEN;
  const { status } = problemTexts[code];
  return status === 403 || status === 429 || code === "invalid_credentials" ? code : null;
}

function actionOf(audit: FastifyRequest["routeOptions"]["config"]["audit"]): AuditedActionName | undefined {
  if (typeof audit === "object" && "none" in audit) return undefined;
  return [audit].flat()[0] as AuditedActionName | undefined;
}

/** Whom the access token names, before its session was looked up. */
function accountOf({ actor, bearer }: FastifyRequest): RefusedAttempt["resource"] {
  const named = actor === undefined && bearer?.kind === "good";
  return named ? { type: "user", id: bearer.subject.userId } : { type: "request", id: null };
}
