import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import type { BackupSettings } from "../../platform/backup-settings.ts";
import { checkBackups } from "./backup-health.ts";
import { backupJobs, type MakeBackup } from "./backup-jobs.ts";
import { backupsManifest } from "./manifest.ts";

export interface BackupNeeds {
  readonly backups: BackupSettings;
  /** Why the program can make none by itself; null: it can. */
  readonly backupRefusal: string | null;
  readonly makeBackup: MakeBackup | null;
}

export const backupsFeature = defineFeature(backupsManifest, (needs: FeatureContext & BackupNeeds) => {
  const { database, jobs, log, backups: settings, backupRefusal: refusal, makeBackup } = needs;
  const check = () => checkBackups(database.writer, refusal);
  return {
    registerJobs: () => backupJobs({ jobs, log, settings, refusal, makeBackup }),
    health: settings.folder === null ? [] : [{ name: "backups", vital: false, check }],
  };
});
