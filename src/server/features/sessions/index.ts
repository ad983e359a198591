export { type AccessTokens, createAccessTokens } from "./access-tokens.ts";
export { type SessionKeys, sessionsFeature } from "./feature.ts";
export type { RefreshCookie } from "./refresh-cookie.ts";
export { endErasedSessions, endRestoredSessions, endSessions } from "./session-events.ts";
export { endSessionsOf } from "./session-queries.ts";
export type { OpenSession } from "./session-service.ts";
