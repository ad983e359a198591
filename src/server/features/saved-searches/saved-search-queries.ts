import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { ReadQuery, SavedQuery } from "../listing/index.ts";
import type { Frequency, SavedSearchChange } from "./saved-search-contract.ts";

type Language = "fr" | "en";

export interface SavedSearchRow {
  readonly id: string;
  readonly name: string;
  readonly query: SavedQuery;
  readonly language: Language;
  readonly placeInseeCode: string | null;
  readonly frequency: Frequency;
  readonly reviewSince: Date | null;
  readonly newCount: number;
  readonly createdAt: Date;
}

/** How many new missions are told of a search; more is as good as this. */
const MOST_COUNTED = 1_000;

/** One person's, in the order in which they were saved; they are bounded. */
export async function listSavedSearches(
  connection: Connection,
  userId: string,
  id: string | null = null,
): Promise<SavedSearchRow[]> {
  const { rows } = await sql<SavedSearchRow>`
    select s.id, s.name, q.query, q.language, s.place_insee_code as "placeInseeCode", s.frequency, s.review_since as "reviewSince",
      s.created_at as "createdAt", (
        select count(*) from (
          select from alert_matches m where m.search_id = s.id and m.at > s.seen_at limit ${sql.lit(MOST_COUNTED)}
        ) as found
      )::integer as "newCount"
    from saved_searches s join alert_queries q on q.hash = s.query_hash
    where s.user_id = ${userId} and (${id}::uuid is null or s.id = ${id}::uuid)
    order by s.id`.execute(connection);
  return rows;
}

/** Whether this search may be saved by its owner: how many there are, and whether this one is among them. */
export async function countSaved(
  tx: Tx,
  userId: string,
  hash: string,
): Promise<{ count: number; known: boolean }> {
  const { rows } = await sql<{ count: number; known: boolean }>`
    select count(*)::integer as count, coalesce(bool_or(query_hash = ${hash}), false) as known
    from saved_searches where user_id = ${userId}`.execute(tx);
  return rows[0] as { count: number; known: boolean };
}

/** What is judged: a query with how it was read. */
export interface JudgedQuery {
  readonly hash: string;
  readonly query: SavedQuery;
  readonly language: Language;
  readonly readBy: string;
  readonly read: ReadQuery;
  readonly anchors: readonly number[];
}

/** Keeps the query, or reads it anew. The row stays locked, so that who forgets unheld queries comes after. */
export async function putQuery(tx: Tx, { hash, query, language, readBy, read, anchors }: JudgedQuery) {
  const { category, budgetMin, budgetMax, remote, latitude, longitude, chord, words, phrases } = read;
  await sql`
    insert into alert_queries (hash, query, language, read_by, category, budget_min, budget_max, remote, latitude,
      longitude, chord, words, phrases)
    values (${hash}, ${JSON.stringify(query)}::jsonb, ${language}, ${readBy}, ${category}, ${budgetMin}, ${budgetMax},
      ${remote}, ${latitude}, ${longitude}, ${chord}, ${words}::public.query_int, ${phrases})
    on conflict (hash) do update set read_by = excluded.read_by, words = excluded.words, phrases = excluded.phrases`.execute(
    tx,
  );
  await sql`
    delete from alert_anchors where query_hash = ${hash} and anchor_key <> all (${anchors}::integer[])`.execute(
    tx,
  );
  await sql`
    insert into alert_anchors (anchor_key, query_hash) select unnest(${anchors}::integer[]), ${hash}::uuid
    on conflict do nothing`.execute(tx);
}

export async function insertSavedSearch(
  tx: Tx,
  search: { userId: string; name: string; hash: string; placeInseeCode: string | null; frequency: Frequency },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into saved_searches (user_id, name, query_hash, place_insee_code, frequency)
    values (${search.userId}, ${search.name}, ${search.hash}, ${search.placeInseeCode}, ${search.frequency})
    returning id`.execute(tx);
  return rows[0]?.id as string;
}

/** Locks one person's search; null: there is none. */
export async function lockSavedSearch(
  tx: Tx,
  userId: string,
  id: string,
): Promise<{ hash: string; reviewSince: Date | null } | null> {
  const { rows } = await sql<{ hash: string; reviewSince: Date | null }>`
    select query_hash as hash, review_since as "reviewSince" from saved_searches
    where id = ${id} and user_id = ${userId} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function updateSavedSearch(
  tx: Tx,
  id: string,
  { name, frequency, seen }: SavedSearchChange,
): Promise<void> {
  await sql`
    update saved_searches set name = coalesce(${name ?? null}, name),
      frequency = coalesce(${frequency ?? null}, frequency),
      seen_at = case when ${seen === true} then clock_timestamp() else seen_at end
    where id = ${id}`.execute(tx);
}

/** With what it has found. */
export async function deleteSavedSearch(tx: Tx, id: string): Promise<void> {
  await sql`delete from alert_matches where search_id = ${id}`.execute(tx);
  await sql`delete from saved_searches where id = ${id}`.execute(tx);
}

/** Forgets a query that nobody has saved any more. */
export async function forgetUnheld(tx: Tx, hash: string): Promise<void> {
  // Who saves it just now holds this row: a statement of its own then sees that search.
  await sql`select from alert_queries where hash = ${hash} for update`.execute(tx);
  await sql`
    delete from alert_queries q where q.hash = ${hash}
      and not exists (select from saved_searches s where s.query_hash = q.hash)`.execute(tx);
}

/** What its owner calls a search; null: it is gone, or another's. */
export async function savedSearchName(
  connection: Connection,
  userId: string,
  id: string,
): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select name from saved_searches where id = ${id} and user_id = ${userId}`.execute(connection);
  return rows[0]?.name ?? null;
}
