import type { BackupSettings } from "../../platform/backup-settings.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Log } from "../../platform/log.ts";

/** Makes a backup in a process of its own. Rejects with why it failed, in one line. */
export type MakeBackup = (madeBy: "schedule" | "administrator") => Promise<object>;

export interface BackupJobsDependencies {
  readonly jobs: Jobs;
  readonly log: Log;
  readonly settings: BackupSettings;
  /** Why none can be made here; null: they can. */
  readonly refusal: string | null;
  /** null: nobody makes any, as in tests. */
  readonly makeBackup: MakeBackup | null;
}

/** A terabyte takes hours; pg-boss lets a job be given up after a day at most. */
const LONGEST_SECONDS = 23 * 3_600;

const nightly: JobQueue = {
  name: "backup-create",
  retries: 2,
  retryDelaySeconds: 900,
  longestSeconds: LONGEST_SECONDS,
};

/** At BACKUP_AT, once in a cluster. */
export function backupJobs({ jobs, log, settings, refusal, makeBackup }: BackupJobsDependencies): void {
  const { hour, minute } = settings.at;
  if (settings.folder !== null && refusal !== null) log.warn(refusal);
  jobs.schedule(nightly, `${minute} ${hour} * * *`, async () => {
    // The time stands in the database, where an instance with other settings may have left it.
    if (settings.folder === null || makeBackup === null) return;
    if (refusal !== null) throw new Error(refusal);
    log.info(await makeBackup("schedule"), "a backup was made");
  });
}
