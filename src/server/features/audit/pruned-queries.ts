import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

export interface PrunedRow {
  readonly minimum: number;
  readonly note: string;
  readonly begun: Buffer | null;
}

/** What was pruned last of a log; null: nothing ever was. */
export async function selectPruned(connection: Connection, log: number): Promise<PrunedRow | null> {
  const { rows } = await sql<PrunedRow>`
    select minimum, note, begun from audit_pruned where log = ${log} order by minimum desc limit 1
  `.execute(connection);
  return rows[0] ?? null;
}

/** Whether a leaf below this one is an entry with a MAC. */
export async function hasProven(connection: Connection, log: number, below: number): Promise<boolean> {
  const { rows } = await sql`
    select from audit_leaves where log = ${log} and leaf < ${below} and kind = 'entry' limit 1
  `.execute(connection);
  return rows.length > 0;
}

/** The lowest leaf of a log that holds an entry from this day on; null: none does. @param day the first of a month, UTC */
export async function selectLowestKept(
  connection: Connection,
  log: number,
  day: string,
): Promise<number | null> {
  const { rows } = await sql<{ leaf: number | null }>`
    select min(leaf) as leaf from audit_leaves
    where log = ${log} and entry_at >= ${day}::date::timestamp at time zone 'UTC'
  `.execute(connection);
  return rows[0]?.leaf ?? null;
}

/**
 * The month of the earliest entry of before this day that stands at or behind this leaf; null: there is none.
 * @returns the first of a month, UTC
 */
export async function selectStraggler(
  connection: Connection,
  log: number,
  day: string,
  leaf: number,
): Promise<string | null> {
  const { rows } = await sql<{ month: string | null }>`
    select to_char(min(entry_at) at time zone 'UTC', 'YYYY-MM-01') as month from audit_leaves
    where log = ${log} and leaf >= ${leaf} and entry_at < ${day}::date::timestamp at time zone 'UTC'
  `.execute(connection);
  return rows[0]?.month ?? null;
}

/** The month of the earliest entry of before this day that waits to be sealed; null: none does. */
export async function selectWaitingMonth(connection: Connection, day: string): Promise<string | null> {
  const { rows } = await sql<{ month: string | null }>`
    select to_char(min(entry_at) at time zone 'UTC', 'YYYY-MM-01') as month from audit_unsealed
    where entry_at < ${day}::date::timestamp at time zone 'UTC'
  `.execute(connection);
  return rows[0]?.month ?? null;
}

/** How many entries are of before this day. */
export async function countBefore(connection: Connection, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from audit_entries where at < ${day}::date::timestamp at time zone 'UTC'
  `.execute(connection);
  return rows[0]?.n ?? 0;
}

/** The first of the month that is so many years ago, by the database's clock. */
export async function selectYearsAgo(connection: Connection, years: number): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select to_char(clock_timestamp() at time zone 'UTC' - make_interval(years => ${years}::integer), 'YYYY-MM-01') as day
  `.execute(connection);
  return rows[0]?.day ?? "";
}

/** Puts the stub, and takes away the leaves and the tiles that it stands for. As the owner. */
export async function prunePart(
  tx: Tx,
  log: number,
  { minimum, size, note, begun }: PrunedRow & { readonly size: number },
): Promise<void> {
  await sql`
    insert into audit_pruned (log, minimum, size, note, begun) values (${log}, ${minimum}, ${size}, ${note}, ${begun})
  `.execute(tx);
  await sql`delete from audit_leaves where log = ${log} and leaf < ${size}`.execute(tx);
  // 256^(level + 1) leaves stand below a tile.
  await sql`
    delete from audit_tiles where log = ${log} and (tile + 1) * (256::numeric ^ (level + 1)) <= ${size}
  `.execute(tx);
}

/** As the owner; returns how many partitions went. */
export async function dropMonths(tx: Tx, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select audit_drop_months(${day}::date) as n`.execute(tx);
  return rows[0]?.n ?? 0;
}
