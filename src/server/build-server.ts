import { join } from "node:path";
import {
  accountJobs,
  accountRoutes,
  createAccountService,
  createCommonPasswordCheck,
  createEmailService,
  createPasswordHashing,
  createPasswordService,
  createReauthentication,
  createTellOwner,
  credentialRoutes,
} from "./features/accounts/index.ts";
import { administrationRoutes, createAdministrationService } from "./features/administration/index.ts";
import { auditJobs } from "./features/audit/index.ts";
import { categoryRoutes } from "./features/categories/index.ts";
import { contactJobs, contactRoutes, createContactService } from "./features/contact/index.ts";
import {
  createMissionList,
  keepSearchFresh,
  listingJobs,
  listingRoutes,
  loadSynonyms,
  pageTag,
} from "./features/listing/index.ts";
import { createMissionService, missionJobs, registerMissions } from "./features/missions/index.ts";
import { createRestrict, moderationJobs, registerModeration } from "./features/moderation/index.ts";
import { createOfferService, offerRoutes } from "./features/offers/index.ts";
import { statementRoutes } from "./features/operations/index.ts";
import { registerOrganisations } from "./features/organisations/index.ts";
import {
  createPasskeyProof,
  createPasskeyService,
  passkeyJobs,
  passkeyRoutes,
} from "./features/passkeys/index.ts";
import { placeRoutes } from "./features/places/index.ts";
import {
  createSecondFactorCheck,
  createSecondFactorService,
  secondFactorJobs,
  secondFactorRoutes,
} from "./features/second-factor/index.ts";
import {
  createAccessTokens,
  createOwnSessions,
  createRefreshCookie,
  createSessionService,
  keySetRoute,
  ownSessionRoutes,
  sessionJobs,
  sessionRoutes,
} from "./features/sessions/index.ts";
import { createPasskeySignIn, createSignIn, signingInRoutes } from "./features/signing-in/index.ts";
import { healthChecks } from "./health-checks.ts";
import { healthRoutes } from "./http/answers/health.ts";
import { problemRoutes } from "./http/answers/problem-routes.ts";
import { represent } from "./http/answers/representation.ts";
import { wellKnownRoutes } from "./http/answers/well-known.ts";
import type { App } from "./http/app.ts";
import { webPages } from "./http/pages/web-pages.ts";
import { requireAudited } from "./http/requests/audited-routes.ts";
import { authenticate } from "./http/requests/authentication.ts";
import { prepareCommands } from "./http/requests/command.ts";
import { createCursors } from "./http/requests/cursor.ts";
import { checkPermissions } from "./http/requests/permissions.ts";
import { refuseUnexpectedBody } from "./http/requests/unexpected-body.ts";
import { openHttp } from "./http-parts.ts";
import { listeners } from "./listeners.ts";
import { createEmit } from "./platform/events.ts";
import { housekeepingJobs } from "./platform/housekeeping.ts";
import { createSealing } from "./platform/sealing.ts";
import { deriveKeys } from "./platform/secrets.ts";
import type { Resources } from "./resources.ts";
import type { ServerOptions } from "./server-options.ts";

/** The whole server, part by part, not yet listening. Production, tests and benches start this same object. */
export async function buildServer(resources: Resources, options: ServerOptions): Promise<App> {
  const { config, database, jobs, log, mailer, secrets } = resources;
  const { currency, emailVerification, timeZone, demo } = config;
  const { publicUrl } = options;

  const accessTokens = createAccessTokens({ keys: secrets.authKeys, publicUrl });
  const http = await openHttp(resources, options, accessTokens.read);
  const { app, answers, limits } = http;
  const { attempts } = limits;

  const hashing = createPasswordHashing();
  const refreshKeys = deriveKeys(secrets.appKeys, "refresh");
  const cursors = createCursors(deriveKeys(secrets.appKeys, "cursors"));
  const sealing = createSealing(deriveKeys(secrets.appKeys, "sealing"));
  const freshness = keepSearchFresh(database.writer, { onError: (error) => log.error(error) });
  app.addHook("onClose", freshness.stop);
  const emit = createEmit(listeners({ currency, searchable: freshness.published }));

  const checkSecondFactor = createSecondFactorCheck({ database, sealing, attempts });
  const tellOwner = createTellOwner(jobs);
  const reauthenticate = createReauthentication({ database, hashing, checkSecondFactor, attempts });
  const secondFactor = createSecondFactorService({ database, sealing, reauthenticate, tellOwner, publicUrl });
  const sessions = createSessionService({ database, accessTokens, refreshKeys });
  const refuseCommonPassword = createCommonPasswordCheck(publicUrl);
  const passkeys = createPasskeyService({ database, reauthenticate, tellOwner, publicUrl });
  const signingIn = { database, emailVerification, openSession: sessions.open };
  const signIn = createSignIn({ ...signingIn, hashing, checkSecondFactor, attempts });
  const passkeyProof = createPasskeyProof({ database, publicUrl });
  const passkeySignIn = createPasskeySignIn({ ...signingIn, passkeyProof });
  const accounts = createAccountService({
    database,
    jobs,
    hashing,
    attempts,
    emailVerification,
    refuseCommonPassword,
    openSession: sessions.open,
    emit,
  });
  const credentials = { database, jobs, hashing, attempts, reauthenticate, emit };
  const passwords = createPasswordService({ ...credentials, refuseCommonPassword });
  const emails = createEmailService({ ...credentials, emailVerification });
  const restrict = createRestrict(jobs);
  const missions = createMissionService({ database, currency, emit });
  const list = createMissionList({
    database,
    cursors,
    synonyms: loadSynonyms(join(config.dataDir, "synonyms.txt")),
  });
  const offers = createOfferService({ database, currency, emit });
  const contact = createContactService({ database });
  const administration = createAdministrationService({ database, emit, restrict });

  accountJobs({ database, jobs, mailer, publicUrl });
  sessionJobs({ database, jobs });
  secondFactorJobs({ database, jobs, sealing });
  passkeyJobs({ database, jobs });
  missionJobs({ database, jobs, log, emit });
  listingJobs({ database, jobs, currency });
  contactJobs({ database, jobs });
  moderationJobs({ database, jobs, mailer, publicUrl });
  auditJobs({ database, jobs });
  housekeepingJobs({ database, jobs });

  await app.register(async (machines: App) => {
    represent(machines);
    keySetRoute(machines, accessTokens.keySet);
    wellKnownRoutes(machines, { publicUrl, securityContact: config.securityContact });
    healthRoutes(machines, healthChecks(resources, limits));
  });

  await app.register(
    async (api: App) => {
      authenticate(api, sessions.findActor);
      prepareCommands(api);
      checkPermissions(api);
      requireAudited(api);
      refuseUnexpectedBody(api);
      represent(api);
      const refreshCookie = createRefreshCookie(api, publicUrl);
      accountRoutes(api, { accounts, setRefreshCookie: refreshCookie.set });
      credentialRoutes(api, { passwords, emails });
      registerOrganisations(api, { database, jobs, mailer, publicUrl, emit, cursors });
      sessionRoutes(api, { sessions, refreshCookie });
      ownSessionRoutes(api, createOwnSessions(database));
      secondFactorRoutes(api, secondFactor);
      passkeyRoutes(api, passkeys);
      signingInRoutes(api, { signIn, passkeySignIn, refreshCookie });
      registerMissions(api, { missions, cursors, answers });
      listingRoutes(api, { list, answers });
      offerRoutes(api, { offers, cursors });
      contactRoutes(api, contact);
      administrationRoutes(api, { administration, cursors });
      registerModeration(api, { database, cursors, missions, restrict });
      statementRoutes(api, database);
      placeRoutes(api, { database, answers });
      categoryRoutes(api);
      problemRoutes(api, publicUrl);
    },
    { prefix: "/api/v1" },
  );

  const { pagesFolder } = options;
  if (pagesFolder !== null) {
    const site = () => ({ publicUrl: publicUrl(), currency, timeZone, demo });
    await app.register((pages: App) =>
      webPages(pages, {
        buildFolder: pagesFolder,
        site,
        answers,
        tagOf: pageTag,
        innerHeaders: limits.inner.headers,
      }),
    );
  }

  http.methods.finish();
  return app;
}
