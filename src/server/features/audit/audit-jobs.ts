import { sql } from "kysely";
import type { Witness } from "../../platform/audit-witnesses.ts";
import type { Database } from "../../platform/database/database.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { askWitnesses } from "./ask-witnesses.ts";
import { deleteOldDetails } from "./expired-details.ts";
import { type HeadDependencies, publishHourly } from "./heads.ts";
import type { Sealer } from "./sealer.ts";

const partitions: JobQueue = { name: "audit-partitions", retries: 3, retryDelaySeconds: 60 };
const heads: JobQueue = { name: "audit-heads", retries: 3, retryDelaySeconds: 60 };
const witnessing: JobQueue = { name: "audit-witnesses", retries: 3, retryDelaySeconds: 60 };
const details: JobQueue = { name: "audit-details", retries: 3, retryDelaySeconds: 60 };
const DETAILS_BATCH = 5_000;

/** Partitions of the audit log stand ready a year ahead, so that a late job or a long stop does no harm. */
const MONTHS_AHEAD = 12;
const SEAL_EVERY_MS = 1_000;

export interface AuditJobsDependencies extends HeadDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly sealer: Sealer;
  readonly witnesses: readonly Witness[];
}

export function auditJobs({ jobs, sealer, witnesses, ...publishing }: AuditJobsDependencies): void {
  const { database } = publishing;
  jobs.schedule(partitions, "41 2 * * *", async () => {
    await sql`select ensure_month_partitions(${MONTHS_AHEAD}::integer)`.execute(database.writer);
  });
  jobs.schedule(details, "11 3 * * *", () => inBatches(database, DETAILS_BATCH, deleteOldDetails));
  jobs.repeat("audit-seal", SEAL_EVERY_MS, async () => {
    while ((await sealer.seal()) > 0);
  });
  // What is public moves at the full hour alone: a size that grows within a second would tell when a sealed price is lowered.
  jobs.schedule(heads, "0 * * * *", () => publishHourly(publishing));
  // Once the head is there, and again for who was away.
  jobs.schedule(witnessing, "2,32 * * * *", () => askWitnesses({ connection: database.writer, witnesses }));
}
