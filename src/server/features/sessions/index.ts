export { type AccessTokens, createAccessTokens } from "./access-tokens.ts";
export { createRefreshCookie, type RefreshCookie } from "./refresh-cookie.ts";
export { sessionJobs } from "./session-jobs.ts";
export { endSessionsOf } from "./session-queries.ts";
export { keySetRoute, sessionRoutes } from "./session-routes.ts";
export { createSessionService, type SessionService } from "./session-service.ts";
