import { z } from "zod";
import { headOfStream } from "../../http/answers/event-streams.ts";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams, page } from "../../http/common-contract.ts";
import { originOf, userOf } from "../../http/requests/authentication.ts";
import { SignedIn } from "../accounts/index.ts";
import { type OwnEventsDependencies, openOwnEvents } from "./own-events.ts";
import type { OwnSessions } from "./own-sessions.ts";
import type { RefreshCookie } from "./refresh-cookie.ts";
import { KeySet, Session } from "./session-contract.ts";
import type { SessionService } from "./session-service.ts";

const tags = ["Accounts"];

export interface SessionRoutesDependencies {
  readonly sessions: SessionService;
  readonly refreshCookie: RefreshCookie;
}

export function sessionRoutes(api: App, { sessions, refreshCookie }: SessionRoutesDependencies): void {
  api.post("/auth/refresh", {
    config: {
      access: "public",
      audit: { none: "each quarter of an hour of everybody; what is refused is an entry" },
    },
    schema: {
      tags,
      operationId: "refresh",
      summary: "Exchange the refresh cookie for its successor and a new access token",
      response: { 200: SignedIn, ...problems(400, 401, 403, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      const token = refreshCookie.read(request);
      // A refusal leaves the cookie: another tab may have signed in since this request was sent.
      const { signedIn, refreshToken } = await sessions.refresh(token, originOf(request));
      refreshCookie.set(reply, refreshToken);
      return signedIn;
    },
  });

  api.post("/auth/logout", {
    config: { access: "public", audit: "session.logout" },
    schema: {
      tags,
      operationId: "logout",
      summary: "End the session of the access token or of the refresh cookie",
      response: { 204: z.null(), ...problems(400, 401, 403, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      const actor = request.actor.kind === "user" ? request.actor : null;
      await sessions.signOut(actor, refreshCookie.read(request), originOf(request));
      refreshCookie.clear(reply);
      return reply.code(204).send(null);
    },
  });
}

export function ownSessionRoutes(api: App, own: OwnSessions): void {
  const config = { access: "user" } as const;

  api.get("/me/sessions", {
    config,
    schema: {
      tags,
      operationId: "listSessions",
      summary: "One's own sessions that live, last used first",
      response: { 200: page(Session), ...problems(401, 503) },
    },
    handler: async (request) => ({ items: await own.list(userOf(request)), nextCursor: null }),
  });

  api.delete("/me/sessions/:id", {
    config: { ...config, audit: "session.end" },
    schema: {
      tags,
      operationId: "endSession",
      summary: "End one of one's own sessions",
      params: IdParams,
      response: { 204: z.null(), ...problems(401, 404, 503) },
    },
    handler: async (request, reply) => {
      await own.end(userOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  });

  api.delete("/me/sessions", {
    config: { ...config, audit: "session.end_others" },
    schema: {
      tags,
      operationId: "endOtherSessions",
      summary: "End all one's own sessions but the one that asks",
      response: { 204: z.null(), ...problems(401, 503) },
    },
    handler: async (request, reply) => {
      await own.endOthers(userOf(request));
      return reply.code(204).send(null);
    },
  });
}

/** OpenAPI has no words for the events in a stream. */
const OwnEvents = z.string().meta({
  description:
    "Server-sent events without content: `notification` and `message`, something is new; `session`, ended or with other roles, and `expired`, the access token: the last of the stream. A comment every 15 s.",
});

export function ownEventsRoute(api: App, events: OwnEventsDependencies): void {
  api.get("/me/events", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "watchOwn",
      summary: "That something is new for the caller, as it happens, for as long as the access token is good",
      response: {
        200: { description: "A stream", content: { "text/event-stream": { schema: OwnEvents } } },
        ...problems(401, 503),
      },
    },
    handler: async (request, reply) => {
      const actor = userOf(request);
      if (request.method === "HEAD") return headOfStream(reply);
      openOwnEvents(events, request, reply, actor);
      return reply;
    },
  });
}

/** At the root, where others look for it. */
export function keySetRoute(app: App, keySet: KeySet): void {
  app.get("/.well-known/jwks.json", {
    schema: {
      tags: ["Machines"],
      operationId: "keySet",
      summary: "The public keys of access tokens",
      response: { 200: KeySet },
    },
    handler: async (_request, reply) => {
      reply.header("cache-control", "public, max-age=300");
      return keySet;
    },
  });
}
