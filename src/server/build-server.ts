import { sql } from "kysely";
import {
  accountJobs,
  accountRoutes,
  createAccountService,
  createPasswordHashing,
} from "./features/accounts/index.ts";
import { administrationRoutes, createAdministrationService } from "./features/administration/index.ts";
import { auditJobs } from "./features/audit/index.ts";
import { categoryRoutes } from "./features/categories/index.ts";
import {
  createMissionList,
  createMissionService,
  missionJobs,
  registerMissions,
  renameOnCards,
} from "./features/missions/index.ts";
import { createOfferService, offerRoutes } from "./features/offers/index.ts";
import { placeRoutes } from "./features/places/index.ts";
import {
  createAccessTokens,
  createRefreshCookie,
  createSessionService,
  keySetRoute,
  sessionJobs,
  sessionRoutes,
} from "./features/sessions/index.ts";
import { watchMethods } from "./http/allowed-methods.ts";
import { type App, createApp } from "./http/app.ts";
import { authenticate } from "./http/authentication.ts";
import { refuseWhileClosing } from "./http/closing.ts";
import { allowCrossOrigin } from "./http/cross-origin.ts";
import { createCursors } from "./http/cursor.ts";
import { healthRoutes } from "./http/health.ts";
import { redirectToHttps } from "./http/https-redirect.ts";
import { openapi } from "./http/openapi.ts";
import { checkPermissions } from "./http/permissions.ts";
import { refuseForeignOrigins } from "./http/own-origin.ts";
import { represent } from "./http/representation.ts";
import { webPages } from "./http/web-pages.ts";
import { housekeepingJobs } from "./platform/housekeeping.ts";
import { deriveKeys } from "./platform/secrets.ts";
import type { Resources } from "./resources.ts";

export interface ServerOptions {
  readonly version: string;
  /** Where people and programs reach it; known once it listens when the port is chosen by the system. */
  readonly publicUrl: () => string;
  /** Where the pages were built; null: the API alone. */
  readonly pagesFolder: string | null;
}

/** The whole server, part by part, not yet listening. Production, tests and benches start this same object. */
export async function buildServer(resources: Resources, options: ServerOptions): Promise<App> {
  const { config, database, jobs, log, mailer, redis, secrets } = resources;
  const { currency, emailVerification, corsOrigins, timeZone, demo } = config;
  const { publicUrl } = options;

  const app = createApp({ logger: log, trustedProxies: config.trustedProxies, hsts: config.hsts });
  redirectToHttps(app, { publicUrl, trustedProxies: config.trustedProxies });
  refuseForeignOrigins(app, { publicUrl, corsOrigins });
  await allowCrossOrigin(app, corsOrigins);
  refuseWhileClosing(app);
  const methods = watchMethods(app);
  await openapi(app, options);

  const hashing = createPasswordHashing();
  const accessTokens = createAccessTokens({ keys: secrets.authKeys, publicUrl });
  const refreshKeys = deriveKeys(secrets.appKeys, "refresh");
  const cursors = createCursors(deriveKeys(secrets.appKeys, "cursors"));

  const sessions = createSessionService({ database, hashing, accessTokens, refreshKeys, emailVerification });
  const accounts = createAccountService({
    database,
    jobs,
    hashing,
    emailVerification,
    openSession: sessions.open,
    onRenamed: renameOnCards,
  });
  const missions = createMissionService({ database, currency });
  const list = createMissionList({ database, cursors });
  const offers = createOfferService({ database, currency });
  const administration = createAdministrationService({ database, currency });

  accountJobs({ database, jobs, mailer, publicUrl });
  sessionJobs({ database, jobs });
  missionJobs({ database, jobs, currency });
  auditJobs({ database, jobs });
  housekeepingJobs({ database, jobs });

  await app.register(async (machines: App) => {
    represent(machines);
    keySetRoute(machines, accessTokens.keySet);
    healthRoutes(machines, [
      { name: "database", vital: true, check: () => sql`select 1`.execute(database.reader) },
      ...(redis === null ? [] : [{ name: "redis", vital: false, check: () => redis.ping() }]),
    ]);
  });

  await app.register(
    async (api: App) => {
      authenticate(api, sessions.verifyToken);
      checkPermissions(api);
      represent(api);
      const refreshCookie = createRefreshCookie(api, publicUrl);
      accountRoutes(api, { accounts, setRefreshCookie: refreshCookie.set });
      sessionRoutes(api, { sessions, refreshCookie });
      registerMissions(api, { missions, list, cursors });
      offerRoutes(api, { offers, cursors });
      administrationRoutes(api, { administration, cursors });
      placeRoutes(api, database);
      categoryRoutes(api);
    },
    { prefix: "/api/v1" },
  );

  const { pagesFolder } = options;
  if (pagesFolder !== null) {
    const site = () => ({ publicUrl: publicUrl(), currency, timeZone, demo });
    await app.register((pages: App) => webPages(pages, { buildFolder: pagesFolder, site }));
  }

  methods.finish();
  return app;
}
