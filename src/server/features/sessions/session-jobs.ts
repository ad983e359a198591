import type { Database } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { deleteExpiredSessions } from "./session-queries.ts";

const purge: JobQueue = { name: "sessions.purge", retries: 3, retryDelaySeconds: 60 };
const PURGE_BATCH = 1_000;

export function sessionJobs({ database, jobs }: { readonly database: Database; readonly jobs: Jobs }): void {
  jobs.schedule(purge, "27 3 * * *", async () => {
    while ((await database.transaction((tx) => deleteExpiredSessions(tx, PURGE_BATCH))) === PURGE_BATCH);
  });
}
