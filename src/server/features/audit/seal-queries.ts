import { type RawBuilder, sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { Hash } from "../../platform/proof/merkle.ts";
import type { EntryFacts } from "./audit-line.ts";
import { type EntryKey, exactTime } from "./audit-queries.ts";
import type { EntryMac } from "./entry-mac.ts";
import type { TileGrowth } from "./tiles.ts";

/** What waits to be sealed; without a MAC: written before the log was sealed. */
export interface Unsealed extends EntryKey {
  readonly keyId: Buffer | null;
  readonly mac: Buffer | null;
}

export interface Leaf {
  readonly kind: "entry" | "unproven" | "bad-mac" | "padding";
  readonly at: string | null;
  readonly id: string | null;
  readonly padding: Buffer | null;
}

export const queueUnsealed = (entries: readonly EntryKey[], macs: readonly EntryMac[]): RawBuilder<unknown> =>
  sql`
    insert into audit_unsealed (entry_at, entry_id, key_id, mac)
    select * from unnest(
      ${entries.map(({ at }) => at)}::timestamptz[], ${entries.map(({ id }) => id)}::uuid[],
      ${macs.map(({ keyId }) => keyId)}::bytea[], ${macs.map(({ mac }) => mac)}::bytea[])
  `;

/** Whether this transaction is the one that seals: one at a time in a whole cluster, until it ends. */
export async function becomeSealer(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('swideal/audit sealer', 0)) as alone
  `.execute(tx);
  return rows[0]?.alone === true;
}

/** As `becomeSealer`, once whoever seals now has ended. */
export async function awaitSealing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('swideal/audit sealer', 0))`.execute(tx);
}

/** Those whose entries are there, in the order in which they are sealed. */
export async function selectUnsealed(tx: Tx, most: number): Promise<Unsealed[]> {
  const { rows } = await sql<Unsealed>`
    select ${exactTime(sql`entry_at`)} as at, entry_id as id, key_id as "keyId", mac
    from audit_unsealed waiting
    where exists (select from audit_entries where at = entry_at and id = entry_id)
    order by entry_at, entry_id limit ${most}
  `.execute(tx);
  return rows;
}

/** The entries of these keys that are there, by id. */
export async function selectEntries(
  connection: Connection,
  keys: readonly EntryKey[],
): Promise<Map<string, EntryFacts>> {
  if (keys.length === 0) return new Map();
  const times = keys.map(({ at }) => at).sort();
  const { rows } = await sql<EntryFacts>`
    select ${exactTime(sql`entry.at`)} as at, entry.id, action, result, actor_kind as "actorKind", actor_id as "actorId",
      actor_party_id as "actorPartyId", actor_name as "actorName", resource_type as "resourceType",
      resource_id as "resourceId", request_id as "requestId", evidence, details_hash as "detailsHash"
    from audit_entries entry
    join unnest(${keys.map(({ at }) => at)}::timestamptz[], ${keys.map(({ id }) => id)}::uuid[]) as wanted (at, id)
      on entry.at = wanted.at and entry.id = wanted.id
    where entry.at between ${times[0]}::timestamptz and ${times.at(-1)}::timestamptz
  `.execute(connection);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Adds leaves to a log that has exactly `sizeBefore`; throws where it has another size, or a tile another end. */
export async function appendLeaves(
  tx: Tx,
  log: number,
  sizeBefore: number,
  leaves: readonly Leaf[],
  growth: readonly TileGrowth[],
): Promise<void> {
  await sql`
    select audit_seal(${log}::integer, ${sizeBefore}::bigint,
      ${leaves.map(({ kind }) => kind)}::text[], ${leaves.map(({ at }) => at)}::timestamptz[],
      ${leaves.map(({ id }) => id)}::uuid[], ${leaves.map(({ padding }) => padding)}::bytea[],
      ${growth.map(({ level }) => level)}::integer[], ${growth.map(({ tile }) => tile)}::bigint[],
      ${growth.map(({ offset }) => offset)}::integer[], ${growth.map(({ added }) => Buffer.concat(added))}::bytea[])
  `.execute(tx);
}

export async function selectSize(connection: Connection, log: number): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select greatest(
      (select max(leaf) + 1 from audit_leaves where log = ${log}),
      (select max(minimum) from audit_pruned where log = ${log}), 0) as size
  `.execute(connection);
  return rows[0]?.size ?? 0;
}

/** The hashes of tiles, by `level/tile`; those that are not there are left out. */
export async function selectTiles(
  connection: Connection,
  log: number,
  wanted: readonly { readonly level: number; readonly tile: number }[],
): Promise<Map<string, Buffer>> {
  const { rows } = await sql<{ level: number; tile: number; hashes: Buffer }>`
    select level, tile, hashes from audit_tiles
    where log = ${log} and (level, tile) in (
      select * from unnest(${wanted.map(({ level }) => level)}::integer[], ${wanted.map(({ tile }) => tile)}::bigint[]))
  `.execute(connection);
  return new Map(rows.map(({ level, tile, hashes }) => [`${level}/${tile}`, hashes]));
}

export interface Log {
  readonly log: number;
  readonly origin: string;
}

/** The log that entries are sealed into now; null before the first. */
export async function selectLog(connection: Connection): Promise<Log | null> {
  const { rows } = await sql<Log>`select log, origin from audit_logs order by log desc limit 1`.execute(
    connection,
  );
  return rows[0] ?? null;
}

export async function beginLog(tx: Tx, log: number, origin: string): Promise<void> {
  await sql`select audit_begin_log(${log}::integer, ${origin})`.execute(tx);
}

/** A published state of the log. */
export interface Head {
  readonly size: number;
  readonly root: Hash;
  /** A C2SP checkpoint. */
  readonly note: string;
  readonly at: Date;
}

/** The newest first. */
export async function selectHeads(connection: Connection, log: number, most: number | null): Promise<Head[]> {
  const { rows } = await sql<Head>`
    select size, root, note, at from audit_heads where log = ${log} order by size desc limit ${most}::integer
  `.execute(connection);
  return rows;
}

export async function insertHead(tx: Tx, log: number, head: Omit<Head, "at">): Promise<void> {
  await sql`select audit_publish_head(${log}::integer, ${head.size}::bigint, ${head.root}, ${head.note})`.execute(
    tx,
  );
}

export async function hasHeadOfThisHour(connection: Connection): Promise<boolean> {
  const { rows } = await sql`
    select from audit_heads where at >= date_trunc('hour', clock_timestamp()) limit 1
  `.execute(connection);
  return rows.length > 0;
}
