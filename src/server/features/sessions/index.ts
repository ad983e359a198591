export { type AccessTokens, createAccessTokens } from "./access-tokens.ts";
export { admissionRefusal, type EmailVerification } from "./admission.ts";
export { createOwnSessions, type OwnSessions } from "./own-sessions.ts";
export { createRefreshCookie, type RefreshCookie } from "./refresh-cookie.ts";
export { sessionJobs } from "./session-jobs.ts";
export { endSessionsOf } from "./session-queries.ts";
export { keySetRoute, ownSessionRoutes, sessionRoutes } from "./session-routes.ts";
export { createSessionService, type SessionService } from "./session-service.ts";
export type { OpenSession } from "./sign-in.ts";
