import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import type { Head, Log } from "./seal-queries.ts";
import type { HeadListener } from "./webhook.ts";

/** Of one who has just been named there may be years; the rest is told in the next hour. */
const MOST_AT_ONCE = 1_000;

/**
 * Tells somebody of the heads that they were not told of yet, in the order of their sizes, and remembers each. It ends at the
 * first that is not taken: the next hour begins there.
 * @param heads the smallest first
 */
export async function tellHeads(
  connection: Connection,
  listener: HeadListener,
  { log, origin }: Log,
  heads: readonly Head[],
): Promise<void> {
  const told = await selectTold(connection, listener.name, log);
  for (const { size, note } of heads.filter((head) => head.size > told).slice(0, MOST_AT_ONCE)) {
    await listener.tell(origin, size, note);
    await noteTold(connection, listener.name, log, size);
  }
}

/** The size of the last head of which somebody was told; 0: of none. */
async function selectTold(connection: Connection, listener: string, log: number): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select size from audit_told where listener = ${listener} and log = ${log}
  `.execute(connection);
  return rows[0]?.size ?? 0;
}

async function noteTold(connection: Connection, listener: string, log: number, size: number): Promise<void> {
  await sql`
    insert into audit_told (listener, log, size) values (${listener}, ${log}, ${size})
    on conflict (listener, log) do update set size = greatest(audit_told.size, excluded.size), told_at = clock_timestamp()
  `.execute(connection);
}
