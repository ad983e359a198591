import { sql } from "kysely";
import type { Database, Tx } from "../../platform/database/database.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { QueryReader, SavedQuery } from "../listing/index.ts";
import { putQuery } from "./saved-search-queries.ts";

const AT_ONCE = 200;

/** Reads every query again that was read by other words or synonyms than this program's. */
export async function readQueriesAgain(database: Database, reader: QueryReader): Promise<void> {
  await inBatches(database, AT_ONCE, async (tx, limit) => {
    const old = await readOtherwise(tx, reader.readBy, limit);
    for (const { query, language } of old) {
      await putQuery(tx, await reader.judged(tx, query, language));
    }
    return old.length;
  });
}

async function readOtherwise(
  tx: Tx,
  readBy: string,
  limit: number,
): Promise<{ query: SavedQuery; language: "fr" | "en" }[]> {
  const { rows } = await sql<{ query: SavedQuery; language: "fr" | "en" }>`
    select query, language from alert_queries where read_by <> ${readBy}
    order by hash limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

/** Forgets queries that nobody has saved, whose last owner's account is gone; at most so many. */
export async function forgetUnheldQueries(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from alert_queries where hash in (
      select hash from alert_queries q
      where not exists (select from saved_searches s where s.query_hash = q.hash)
      limit ${limit} for update skip locked
    )`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
