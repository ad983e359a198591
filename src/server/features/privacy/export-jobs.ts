import { systemActor } from "../../core/actor.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { Emit } from "../../platform/events.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { deleteExpiredExports, findAwaited, finishExport, insertPart } from "./export-queries.ts";
import { type ArchiveDependencies, makeArchive } from "./make-archive.ts";

/** Ids alone: jobs are kept for days. */
export const exportsToMake: JobQueue<{ exportId: string }> = {
  name: "privacy.export",
  retries: 5,
  retryDelaySeconds: 10,
};
const purge: JobQueue = { name: "privacy.purge-exports", retries: 3, retryDelaySeconds: 60 };
const PURGE_BATCH = 10;

export interface ExportJobsDependencies extends ArchiveDependencies {
  readonly jobs: Jobs;
  readonly emit: Emit;
}

export function exportJobs(deps: ExportJobsDependencies): void {
  const { database, emit, jobs } = deps;
  jobs.handle(exportsToMake, async ({ exportId }) => {
    let number = 0;
    await makeArchive(
      deps,
      async (tx) => (await findAwaited(tx, exportId))?.userId ?? null,
      (tx, part) => insertPart(tx, exportId, number++, part),
      async (tx, { userId, size }) => {
        await finishExport(tx, exportId, size);
        const actor = systemActor("export", exportId);
        await emit(tx, actor, "export.ready", { exportId, userId });
      },
    );
  });
  jobs.schedule(purge, "47 * * * *", async () => {
    await inBatches(database, PURGE_BATCH, deleteExpiredExports);
  });
}
