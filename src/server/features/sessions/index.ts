export { type AccessTokens, createAccessTokens } from "./access-tokens.ts";
export { sessionsManifest } from "./manifest.ts";
export { createOwnSessions, type OwnSessions } from "./own-sessions.ts";
export { createRefreshCookie, type RefreshCookie } from "./refresh-cookie.ts";
export { endSessions } from "./session-events.ts";
export { sessionJobs } from "./session-jobs.ts";
export { endSessionsOf } from "./session-queries.ts";
export { keySetRoute, ownSessionRoutes, sessionRoutes } from "./session-routes.ts";
export { createSessionService, type OpenSession, type SessionService } from "./session-service.ts";
