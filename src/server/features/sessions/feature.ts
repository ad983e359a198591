import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { sessionsManifest } from "./manifest.ts";
import { createOwnSessions } from "./own-sessions.ts";
import { createRefreshCookie, type RefreshCookie } from "./refresh-cookie.ts";
import { sessionJobs } from "./session-jobs.ts";
import { keySetRoute, ownEventsRoute, ownSessionRoutes, sessionRoutes } from "./session-routes.ts";
import { createSessionService } from "./session-service.ts";

/** What sessions are signed with and continued by. */
export interface SessionKeys {
  readonly accessTokens: AccessTokens;
  /** See `SessionDependencies`. */
  readonly refreshKeys: readonly Buffer[];
}

export const sessionsFeature = defineFeature(
  sessionsManifest,
  ({ database, jobs, publicUrl, hub, streams, accessTokens, refreshKeys }: FeatureContext & SessionKeys) => {
    const sessions = createSessionService({ database, accessTokens, refreshKeys });
    let cookie: RefreshCookie | undefined;
    const refreshCookie = (api: App) => (cookie ??= createRefreshCookie(api, publicUrl));
    return {
      gives: { openSession: sessions.open, findActor: sessions.findActor, refreshCookie },
      registerRoutes(api: App) {
        sessionRoutes(api, { sessions, refreshCookie: refreshCookie(api) });
        ownSessionRoutes(api, createOwnSessions(database));
        ownEventsRoute(api, { hub, streams, findActor: sessions.findActor });
      },
      registerMachineRoutes: (machines: App) => keySetRoute(machines, accessTokens.keySet),
      registerJobs: () => sessionJobs({ database, jobs }),
    };
  },
);
