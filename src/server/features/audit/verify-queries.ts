import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import { type EntryKey, exactTime } from "./audit-queries.ts";
import type { Leaf, Log } from "./seal-queries.ts";

export interface NumberedLeaf extends Leaf {
  readonly leaf: number;
}

/** From `from` on, in order, at most so many. */
export async function selectLeaves(
  connection: Connection,
  log: number,
  from: number,
  most: number,
): Promise<NumberedLeaf[]> {
  const { rows } = await sql<NumberedLeaf>`
    select leaf, kind, ${exactTime(sql`entry_at`)} as at, entry_id as id, padding
    from audit_leaves where log = ${log} and leaf >= ${from} order by leaf limit ${most}
  `.execute(connection);
  return rows;
}

/** Where an entry was sealed; null where no log holds it. */
export async function selectSealedEntry(
  connection: Connection,
  id: string,
): Promise<(NumberedLeaf & { readonly log: number }) | null> {
  const { rows } = await sql<NumberedLeaf & { log: number }>`
    select log, leaf, kind, ${exactTime(sql`entry_at`)} as at, entry_id as id, padding
    from audit_leaves where entry_id = ${id}::uuid
  `.execute(connection);
  return rows[0] ?? null;
}

export interface Details {
  readonly id: string;
  readonly salt: Buffer;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** JSON as PostgreSQL writes it. */
  readonly changes: string | null;
}

/** The personal details of these entries that are there, by id. */
export async function selectDetails(
  connection: Connection,
  keys: readonly EntryKey[],
): Promise<Map<string, Details>> {
  if (keys.length === 0) return new Map();
  const times = keys.map(({ at }) => at).sort();
  const { rows } = await sql<Details>`
    select entry_id as id, salt, address, user_agent as "userAgent", changes::text as changes
    from audit_details
    join unnest(${keys.map(({ at }) => at)}::timestamptz[], ${keys.map(({ id }) => id)}::uuid[]) as wanted (at, id)
      on entry_at = wanted.at and entry_id = wanted.id
    where entry_at between ${times[0]}::timestamptz and ${times.at(-1)}::timestamptz
  `.execute(connection);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Users that were erased, and their own parties: details of entries that name them may be gone. */
export async function selectErased(connection: Connection): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ userId: string; partyId: string | null }>`
    select resource_id as "userId", changes ->> 'partyId' as "partyId"
    from audit_entries left join audit_details on entry_at = at and entry_id = id
    where action = 'privacy.erase' and result = 'done'`.execute(connection);
  return new Set(rows.flatMap(({ userId, partyId }) => (partyId === null ? [userId] : [userId, partyId])));
}

/** All logs of this installation, the oldest first. */
export async function selectLogs(connection: Connection): Promise<Log[]> {
  const { rows } = await sql<Log>`select log, origin from audit_logs order by log`.execute(connection);
  return rows;
}

/** Entries older than a minute that no leaf covers: those that wait, and those that nothing will ever seal. */
export async function selectUncovered(
  connection: Connection,
  most: number,
): Promise<(EntryKey & { readonly action: string; readonly waits: boolean })[]> {
  const { rows } = await sql<EntryKey & { action: string; waits: boolean }>`
    select ${exactTime(sql`at`)} as at, id, action,
      exists (select from audit_unsealed where entry_at = at and entry_id = id) as waits
    from audit_entries entry
    where at < clock_timestamp() - interval '1 minute'
      and not exists (select from audit_leaves leaf where leaf.entry_id = entry.id and leaf.entry_at = entry.at)
    order by entry.at, id limit ${most}
  `.execute(connection);
  return rows;
}

/** Entries that wait to be sealed and are gone. */
export async function selectVanished(connection: Connection, most: number): Promise<EntryKey[]> {
  const { rows } = await sql<EntryKey>`
    select ${exactTime(sql`entry_at`)} as at, entry_id as id from audit_unsealed
    where not exists (select from audit_entries where at = entry_at and id = entry_id)
    order by entry_at limit ${most}
  `.execute(connection);
  return rows;
}
