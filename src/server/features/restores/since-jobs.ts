import { sql } from "kysely";
import type { Database } from "../../platform/database/database.ts";
import type { Jobs } from "../../platform/jobs.ts";
import type { SinceList } from "../../platform/since-list.ts";
import { sinceToNote } from "./note-since.ts";

const BEGIN = "restores.begin-since";
const EVERY_MS = 600_000;

/** Writes what happened to the list, and begins it in each place that has none. */
export function sinceJobs({
  database,
  jobs,
  since,
}: {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly since: SinceList;
}): void {
  jobs.handle(sinceToNote, (entry) => since.add(entry));
  // Of each instance: its DATA_DIR is a place of its own.
  jobs.repeat(BEGIN, EVERY_MS, async () => {
    const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(database.writer);
    await since.begin((rows[0] as { at: Date }).at);
  });
}
