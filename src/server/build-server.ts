import { createLookLog, createRefusalLog } from "./features/audit/index.ts";
import { backupRecipients, openBackupStore, refusalToSchedule } from "./features/backups/index.ts";
import { keepSearchFresh, pageTag } from "./features/listing/index.ts";
import { createRecordSigner } from "./features/record-keys/index.ts";
import { createSecondFactorCheck } from "./features/second-factor/index.ts";
import { createAccessTokens } from "./features/sessions/index.ts";
import { features } from "./features.ts";
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
import { noteLooks } from "./http/requests/looks.ts";
import { checkPermissions } from "./http/requests/permissions.ts";
import { refuseUnexpectedBody } from "./http/requests/unexpected-body.ts";
import { openHttp } from "./http-parts.ts";
import { listeners } from "./listeners.ts";
import { manifests } from "./manifests.ts";
import { createEmit } from "./platform/events.ts";
import { housekeepingJobs } from "./platform/housekeeping.ts";
import { createSealing } from "./platform/sealing.ts";
import { deriveKeys } from "./platform/secrets.ts";
import { archivingJobs } from "./platform/wal/archiving-jobs.ts";
import type { Resources } from "./resources.ts";
import type { ServerOptions } from "./server-options.ts";
import { sinceListOf } from "./since-places.ts";

/** The whole server, part by part, not yet listening. Production, tests and benches start this same object. */
export async function buildServer(resources: Resources, options: ServerOptions): Promise<App> {
  const { config, database, hub, jobs, log, mailer, secrets } = resources;
  const { currency, emailVerification, timeZone, demo, dataDir } = config;
  const { publicUrl } = options;

  const accessTokens = createAccessTokens({ keys: secrets.authKeys, publicUrl });
  const refusals = createRefusalLog({ database, log });
  const http = await openHttp(resources, options, accessTokens.read, refusals.note);
  const { app, answers, limits, streams } = http;
  app.addHook("onClose", refusals.close);
  const { attempts } = limits;

  const sealing = createSealing(deriveKeys(secrets.appKeys, "sealing"));
  const freshness = keepSearchFresh(database.writer, { onError: (error) => log.error(error) });
  app.addHook("onClose", freshness.stop);

  const recordSigner = createRecordSigner(resources.auditKeys.record);
  const opened = features.open({
    database,
    jobs,
    log,
    mailer,
    emit: createEmit(listeners({ currency, recordSigner, searchable: freshness.published, jobs })),
    sealing,
    cursors: createCursors(deriveKeys(secrets.appKeys, "cursors")),
    attempts,
    answers,
    hub,
    streams,
    publicUrl,
    currency,
    timeZone,
    emailVerification,
    dataDir,
    manifests,
    since: sinceListOf(config, resources.auditKeys),
    accessTokens,
    auditKeys: resources.auditKeys,
    auditHeads: config.auditHeads,
    auditWitnesses: config.auditWitnesses,
    auditWitnessFor: config.auditWitnessFor,
    unsubscribeKeys: deriveKeys(secrets.appKeys, "unsubscribe"),
    refreshKeys: deriveKeys(secrets.appKeys, "refresh"),
    backups: config.backups,
    backupRefusal: refusalToSchedule(config),
    makeBackup: options.makeBackup ?? null,
    checkSecondFactor: createSecondFactorCheck({ database, sealing, attempts }),
  });

  for (const feature of opened.features) feature.registerJobs?.();
  housekeepingJobs({ database, jobs });
  if (config.backups.wal !== null)
    archivingJobs({
      ...{ jobs, log, dataDir, store: openBackupStore(config), keys: resources.auditKeys.backup },
      recipients: async () => (await backupRecipients(config)).recipients,
      makeBase: options.makeBaseBackup ?? null,
    });

  await app.register(async (machines: App) => {
    represent(machines);
    for (const feature of opened.features) feature.registerMachineRoutes?.(machines);
    wellKnownRoutes(machines, { publicUrl, securityContact: config.securityContact });
    healthRoutes(machines, healthChecks(resources, limits, opened.features));
  });

  await app.register(
    async (api: App) => {
      authenticate(api, opened.given.findActor);
      prepareCommands(api);
      checkPermissions(api);
      requireAudited(api);
      noteLooks(api, createLookLog(database));
      refuseUnexpectedBody(api);
      represent(api);
      for (const feature of opened.features) feature.registerRoutes?.(api);
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
