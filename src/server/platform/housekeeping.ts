import type { Database } from "./database/database.ts";
import { inBatches } from "./database/in-batches.ts";
import { forgetOldAnswers } from "./database/write.ts";
import type { JobQueue, Jobs } from "./jobs.ts";

const answers: JobQueue = { name: "idempotency-answers", retries: 0, retryDelaySeconds: 0 };
const BATCH = 5_000;

/** Answers kept under an Idempotency-Key go after their 24 hours. */
export function housekeepingJobs({
  database,
  jobs,
}: {
  readonly database: Database;
  readonly jobs: Jobs;
}): void {
  jobs.schedule(answers, "13 * * * *", async () => {
    await inBatches(database, BATCH, forgetOldAnswers);
  });
}
