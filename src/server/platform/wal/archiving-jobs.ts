import type { KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { clusterOf } from "../embedded-postgres/cluster-folder.ts";
import type { Jobs } from "../jobs.ts";
import type { Log } from "../log.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { spoolOf } from "./archive-command.ts";
import { baseIsDue } from "./base-due.ts";
import { closedGap, shipLog } from "./ship-log.ts";

export interface ArchivingDependencies {
  readonly jobs: Jobs;
  readonly log: Log;
  readonly dataDir: string;
  readonly store: ObjectStore;
  readonly keys: readonly KeyObject[];
  readonly recipients: () => Promise<readonly string[]>;
  /** Makes a base backup in a process of its own; null: nobody makes any, as in tests. */
  readonly makeBase: (() => Promise<object>) | null;
}

const SHIP_EVERY_MS = 2_000;
const LOOK_EVERY_MS = 60_000;
/** The place of backups is asked no more often what it holds. */
const ASK_EVERY_MS = 3_600_000;
const LEAST_FREE_BYTES = 256 * 1024 * 1024;

/** Takes the log to the place of backups, and has a base backup made each week. */
export function archivingJobs(dependencies: ArchivingDependencies): void {
  const { jobs, log, dataDir, store, keys, recipients, makeBase } = dependencies;
  const cluster = clusterOf(dataDir);
  jobs.repeat("archive-log", SHIP_EVERY_MS, async () =>
    shipLog({
      ...{ dataDir, cluster, store, keys, recipients: await recipients() },
      leastFreeBytes: LEAST_FREE_BYTES,
      onGap: (file) =>
        log.error({ file }, "the log is not archived any more: no recovery to moments after this one"),
    }),
  );
  if (makeBase === null) return;
  let askedAt = Number.NEGATIVE_INFINITY;
  jobs.repeat("base-backup", LOOK_EVERY_MS, async () => {
    const asked = performance.now() - askedAt < ASK_EVERY_MS;
    if (asked && !existsSync(closedGap(spoolOf(dataDir)))) return;
    if (await baseIsDue({ store, keys, identities: [] }, { dataDir, cluster }, new Date()))
      log.info(await makeBase(), "a base backup was made");
    // After it, so that one that failed is tried again at the next look.
    askedAt = performance.now();
  });
}
