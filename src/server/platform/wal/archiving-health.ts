import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import type { Connection } from "../database/database.ts";
import { spoolOf } from "./archive-command.ts";
import { closedGap } from "./ship-log.ts";

/**
 * Rejects with the reason where the log of the database is not archived as it should be: it is lost from a moment on, it waits
 * for its store to more than half of what may wait, or PostgreSQL could not archive it.
 */
export async function checkArchiving(reader: Connection, dataDir: string, mostBytes: number): Promise<void> {
  const spool = spoolOf(dataDir);
  for (const file of [spool.gap, closedGap(spool)]) {
    const since = await stat(file).catch(() => null);
    if (since === null) continue;
    const first = (await readFile(file, "utf8")).trim();
    throw new Error(
      `the log was given up from ${first} on: no recovery to moments after ${since.mtime.toISOString()} until the next base backup`,
    );
  }
  const bytes = await bytesIn(spool.folder);
  if (bytes * 2 >= mostBytes)
    throw new Error(
      `${megabytes(bytes)} MB of the log wait for the place of backups; at ${megabytes(mostBytes)} MB archiving is given up`,
    );
  const { rows } = await sql<{ file: string }>`
    select last_failed_wal as file from pg_stat_archiver
    where last_failed_time > coalesce(last_archived_time, '-infinity')`.execute(reader);
  if (rows[0] !== undefined) throw new Error(`PostgreSQL could not archive ${rows[0].file}`);
}

const megabytes = (bytes: number) => Math.floor(bytes / 1_048_576);

async function bytesIn(folder: string): Promise<number> {
  let sum = 0;
  for (const name of await readdir(folder).catch(() => []))
    sum += (await stat(join(folder, name)).catch(() => null))?.size ?? 0;
  return sum;
}
