import { sql } from "kysely";
import type { Database } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";

const partitions: JobQueue = { name: "audit-partitions", retries: 3, retryDelaySeconds: 60 };

/** Partitions of the audit log stand ready a year ahead, so that a late job or a long stop does no harm. */
const MONTHS_AHEAD = 12;

export function auditJobs({ database, jobs }: { readonly database: Database; readonly jobs: Jobs }): void {
  jobs.schedule(partitions, "41 2 * * *", async () => {
    await sql`select ensure_month_partitions(${MONTHS_AHEAD}::integer)`.execute(database.writer);
  });
}
