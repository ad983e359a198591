import type { Database } from "../../platform/database/database.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { deleteExpiredChallenges } from "./challenges.ts";

const purge: JobQueue = { name: "passkeys.purge", retries: 3, retryDelaySeconds: 60 };
const PURGE_BATCH = 1_000;

export function passkeyJobs({ database, jobs }: { readonly database: Database; readonly jobs: Jobs }): void {
  jobs.schedule(purge, "*/10 * * * *", async () => {
    await inBatches(database, PURGE_BATCH, deleteExpiredChallenges);
  });
}
