import type { FastifyRequest } from "fastify";
import type { Actor, Origin, UserActor } from "../../core/actor.ts";
import { AppError, invalidField } from "../../core/errors.ts";
import type { App } from "../app.ts";
import { Id } from "../common-contract.ts";
import { languageOf } from "../problems/problem.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What the access token says by itself; whether its session still lives is asked later. */
    bearer: Bearer;
    actor: Actor;
  }
  interface FastifyContextConfig {
    /** Who may call: anyone, or signed-in users alone. Every API route says it. */
    access?: "public" | "user";
    /** A public route whose answer depends on the party that a signed-in caller acts for. */
    forParty?: true;
  }
}

/** Whom an access token of ours names. */
export interface TokenSubject {
  readonly userId: string;
  readonly sessionId: string;
}

/** Whom it names, and until when, in milliseconds since 1970. */
export interface ReadSubject extends TokenSubject {
  readonly expiresAt: number;
}

export type Bearer =
  | { readonly kind: "none" }
  | { readonly kind: "good"; readonly subject: ReadSubject }
  | { readonly kind: "bad"; readonly refusal: AppError };

/** Checks an access token by itself, without a look-up; throws `unauthenticated` or `token_expired`. */
export type ReadToken = (token: string) => Promise<ReadSubject>;

/**
 * The user whose session a good token names, acting for this party, null: the own one. Throws `unauthenticated` when the
 * session has ended, `forbidden` for a party that the user does not belong to, alike whether there is one or not.
 */
export type FindActor = (subject: TokenSubject, origin: Origin, partyId: string | null) => Promise<UserActor>;

const TOKEN = /^Bearer ([A-Za-z0-9._~+/=-]{1,4096})$/i;
const NONE: Bearer = { kind: "none" };

/** Reads the access token of every request and refuses nothing yet: limits count before a refusal. */
export function readBearer(app: App, readToken: ReadToken): void {
  app.decorateRequest("bearer");
  app.addHook("onRequest", (request, _reply, done) => {
    const { authorization } = request.headers;
    request.bearer = NONE;
    if (authorization === undefined) return done();
    bearerOf(authorization, readToken).then((bearer) => {
      request.bearer = bearer;
      done();
    }, done);
  });
}

async function bearerOf(authorization: string, readToken: ReadToken): Promise<Bearer> {
  const token = TOKEN.exec(authorization)?.[1];
  try {
    if (token === undefined) throw new AppError("unauthenticated");
    return { kind: "good", subject: await readToken(token) };
  } catch (error) {
    if (error instanceof AppError) return { kind: "bad", refusal: error };
    throw error;
  }
}

/**
 * Before anything else is looked at: a token that is there must be good, on every route, and a route
 * for users needs one.
 */
export function authenticate(api: App, findActor: FindActor): void {
  api.decorateRequest("actor");
  api.addHook("onRequest", async (request) => {
    const { bearer } = request;
    const origin = originOf(request);
    if (bearer.kind === "bad") throw bearer.refusal;
    if (bearer.kind === "good") {
      const party = askedParty(request);
      request.actor = await findActor(bearer.subject, origin, party === MALFORMED ? null : party);
      if (party === MALFORMED) throw invalidField(PARTY_FIELD, "invalid_format", { format: "uuid" });
      return;
    }
    if (request.routeOptions.config.access === "user") throw new AppError("unauthenticated");
    request.actor = { kind: "visitor", ...origin };
  });
}

const PARTY_FIELD = "Swideal-Party";
const MALFORMED = Symbol("malformed");

/** For whom the caller wants to act. What is the same for everyone is so whoever the caller speaks for. */
function askedParty(request: FastifyRequest): string | null | typeof MALFORMED {
  const { access, forParty } = request.routeOptions.config;
  const header = request.headers["swideal-party"];
  if (header === undefined || (access === "public" && forParty !== true)) return null;
  return Id.safeParse(header).data ?? MALFORMED;
}

export function originOf(request: FastifyRequest): Origin {
  return {
    requestId: request.id,
    address: request.ip ?? null,
    userAgent: request.headers["user-agent"]?.slice(0, 500) ?? null,
    page: request.fromOwnPage ? languageOf(request) : null,
    arrivedAt: request.arrivedAt,
  };
}

/** The signed-in user of a route with `access: "user"`. */
export function userOf(request: FastifyRequest): UserActor {
  if (request.actor.kind !== "user") throw new AppError("unauthenticated");
  return request.actor;
}
