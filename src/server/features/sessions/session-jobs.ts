import type { Database } from "../../platform/database/database.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { deleteExpiredSessions } from "./session-queries.ts";

const purge: JobQueue = { name: "sessions.purge", retries: 3, retryDelaySeconds: 60 };
const PURGE_BATCH = 1_000;

export function sessionJobs({ database, jobs }: { readonly database: Database; readonly jobs: Jobs }): void {
  jobs.schedule(purge, "27 3 * * *", async () => {
    await inBatches(database, PURGE_BATCH, deleteExpiredSessions);
  });
}
