import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { AuditKeys } from "../../platform/proof/keys.ts";
import { auditJobs } from "./audit-jobs.ts";
import { journalRoutes } from "./journal-routes.ts";
import { createJournalService } from "./journal-service.ts";
import { logRoutes } from "./log-routes.ts";
import { auditManifest } from "./manifest.ts";
import { createSealer } from "./sealer.ts";
import { folderPlace } from "./second-places.ts";

export interface AuditNeeds {
  readonly auditKeys: AuditKeys;
  /** Folders beside the database in which heads are kept. */
  readonly auditHeads: readonly string[];
}

export const auditFeature = defineFeature(
  auditManifest,
  ({ cursors, database, jobs, log, publicUrl, auditKeys, auditHeads }: FeatureContext & AuditNeeds) => {
    const host = () => new URL(publicUrl()).host;
    const publishing = { noteKeys: auditKeys.note, places: auditHeads.map(folderPlace) };
    const sealer = createSealer({
      ...{ database, host, ...publishing },
      macKeys: auditKeys.mac,
      onBadMac: (entryId) =>
        log.error({ entryId }, "an entry of the audit log was not written by the program"),
    });
    return {
      registerRoutes: (api: App) =>
        journalRoutes(api, { journal: createJournalService({ database }), cursors }),
      registerMachineRoutes: (machines: App) => logRoutes(machines, database),
      registerJobs: () => auditJobs({ database, jobs, sealer, host, ...publishing }),
    };
  },
);
