import type { FastifyRequest } from "fastify";
import type { Actor, Origin, UserActor } from "../core/actor.ts";
import { AppError } from "../core/errors.ts";
import type { App } from "./app.ts";

declare module "fastify" {
  interface FastifyRequest {
    actor: Actor;
  }
  interface FastifyContextConfig {
    /** Who may call: anyone, or signed-in users alone. Every API route says it. */
    access?: "public" | "user";
  }
}

/** Turns an access token into its user; throws `unauthenticated` or `token_expired`. */
export type VerifyToken = (token: string, origin: Origin) => Promise<UserActor>;

const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]{1,4096})$/i;

/**
 * Before anything else is looked at: a token that is there must be good, on every route, and a route
 * for users needs one.
 */
export function authenticate(app: App, verify: VerifyToken): void {
  app.decorateRequest("actor");
  app.addHook("onRequest", async (request) => {
    const origin = originOf(request);
    const header = request.headers.authorization;
    if (header !== undefined) {
      const token = BEARER.exec(header)?.[1];
      if (token === undefined) throw new AppError("unauthenticated");
      request.actor = await verify(token, origin);
      return;
    }
    if (request.routeOptions.config.access === "user") throw new AppError("unauthenticated");
    request.actor = { kind: "visitor", ...origin };
  });
}

export function originOf(request: FastifyRequest): Origin {
  return {
    requestId: request.id,
    address: request.ip ?? null,
    userAgent: request.headers["user-agent"]?.slice(0, 500) ?? null,
  };
}

/** The signed-in user of a route with `access: "user"`. */
export function userOf(request: FastifyRequest): UserActor {
  if (request.actor.kind !== "user") throw new AppError("unauthenticated");
  return request.actor;
}
