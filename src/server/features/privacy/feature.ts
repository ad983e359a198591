import type { FastifyReply } from "fastify";
import type { Manifest } from "../../core/manifest.ts";
import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { AuditKeys } from "../../platform/proof/keys.ts";
import type { SinceList } from "../../platform/since-list.ts";
import type { Reauthenticate } from "../accounts/index.ts";
import { erasureJobs } from "./erasure/erasure-jobs.ts";
import { createErasureList } from "./erasure/erasure-list.ts";
import { erasureRoutes } from "./erasure/erasure-routes.ts";
import { createErasureService } from "./erasure/erasure-service.ts";
import { exportJobs } from "./export-jobs.ts";
import { exportRoutes } from "./export-routes.ts";
import { createExportService } from "./export-service.ts";
import { type InactiveDependencies, inactiveJobs } from "./inactive-accounts.ts";
import { privacyManifest } from "./manifest.ts";
import { registerRoutes } from "./register-routes.ts";

export interface PrivacyNeeds {
  /** Of every feature: what each keeps of people. */
  readonly manifests: readonly Manifest[];
  readonly auditKeys: AuditKeys;
  /** Where an erasure is noted beside the backups. */
  readonly since: SinceList;
}

interface Needs extends FeatureContext, PrivacyNeeds {
  readonly reauthenticate: Reauthenticate;
  readonly warnUnused: InactiveDependencies["warnUnused"];
  readonly refreshCookie: (api: App) => { readonly clear: (reply: FastifyReply) => void };
}

export const privacyFeature = defineFeature(privacyManifest, (needs: Needs) => {
  const { database, jobs, emit, log, mailer, sealing, dataDir, publicUrl } = needs;
  const { manifests, auditKeys, since, reauthenticate, refreshCookie, warnUnused } = needs;
  const list = createErasureList(dataDir, auditKeys.mac);
  return {
    registerRoutes(api: App) {
      exportRoutes(api, createExportService({ database, jobs, reauthenticate }), log);
      registerRoutes(api, manifests);
      const erasures = createErasureService({ database, jobs, emit, manifests, sealing, reauthenticate });
      erasureRoutes(api, { erasures, clearRefreshCookie: refreshCookie(api).clear });
    },
    registerJobs() {
      exportJobs({ database, jobs, emit, manifests, publicUrl });
      inactiveJobs({ database, jobs, emit, log, sealing, manifests, warnUnused });
      erasureJobs({ database, jobs, emit, log, mailer, sealing, manifests, list, since, dataDir, publicUrl });
    },
  };
});
