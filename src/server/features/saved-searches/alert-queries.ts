import { type RawBuilder, sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { judgedCard, passesSaved, type SavedQuery } from "../listing/index.ts";
import { membersOf } from "../organisations/index.ts";
import type { Frequency } from "./saved-search-contract.ts";

/**
 * Of the queries for which `asked` holds of `s` those that a published mission passes: those that share a key with its card
 * are judged by the list's own conditions, each once however many people have saved it. Nothing for a mission that is not
 * published.
 */
const passing = (missionId: string, asked: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> => sql`
  c as materialized (${judgedCard(missionId)}),
  candidates as materialized (
    select distinct a.query_hash from c join alert_anchors a on a.anchor_key = any(c.search_keys)
  ),
  passing as materialized (
    select s.hash from c cross join candidates join alert_queries s on s.hash = candidates.query_hash
    where ${asked} and ${passesSaved}
  )`;

export interface PhraseQuery {
  readonly hash: string;
  readonly query: SavedQuery;
  readonly language: "fr" | "en";
}

/** Of the passing queries those with phrases, which the mission's text has to show. */
export async function passingWithPhrases(connection: Connection, missionId: string): Promise<PhraseQuery[]> {
  const { rows } = await sql<PhraseQuery>`
    with ${passing(missionId, sql`s.phrases`)}
    select q.hash, q.query, q.language from passing join alert_queries q using (hash)`.execute(connection);
  return rows;
}

/** The hashes of all passing queries, but for these; for whoever holds the judgement against the list. */
export async function passingHashes(
  connection: Connection,
  missionId: string,
  refused: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`
    with ${passing(missionId)} select hash from passing where hash <> all (${refused}::uuid[])`.execute(
    connection,
  );
  return rows.map(({ hash }) => hash);
}

/**
 * One transaction after another matches a mission: what is repeated meanwhile finds what is there. A hundred thousand
 * searches are sorted in memory.
 */
export async function lockMatching(tx: Tx, missionId: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`alert-matching:${missionId}`}, 0)),
      set_config('work_mem', '64MB', true)`.execute(tx);
}

/**
 * Keeps which searches find the mission, but for those of its own client's members; `refused`: queries whose phrases it
 * does not hold. Once more changes nothing. The mission is locked, see `lockMatching`: `on conflict` would write each row's
 * log twice. In the order of the key, along which rows are written one behind the other.
 */
export async function insertMatches(tx: Tx, missionId: string, refused: readonly string[]): Promise<void> {
  await sql`
    with ${passing(missionId)}
    insert into alert_matches (user_id, mission_id, search_id)
    select saved.user_id, ${missionId}::uuid, saved.id
    from passing join saved_searches saved on saved.query_hash = passing.hash
    where passing.hash <> all (${refused}::uuid[]) and saved.review_since is null
      and saved.user_id not in (select user_id from c cross join lateral ${membersOf(sql`c.client_party_id`)} as own)
      and not exists (
        select from alert_matches known
        where known.mission_id = ${missionId} and known.user_id = saved.user_id and known.search_id = saved.id)
    order by saved.user_id, saved.id`.execute(tx);
}

/** A person who is to be alerted of a mission, and by which of its searches. */
export interface DueAlert {
  readonly userId: string;
  readonly searchIds: readonly string[];
  /** Of these searches the most urgent. */
  readonly frequency: Exclude<Frequency, "off">;
}

export interface TakenAlerts {
  readonly alerts: readonly DueAlert[];
  /** Behind whom the next are; null: everybody was looked at. */
  readonly next: string | null;
}

/**
 * Takes as alerted, of the next so many people by their ids whose searches have found the mission, those who were not
 * alerted of it; or only for a digest, and one of their searches alerts at once now. Searches that are off alert nobody.
 */
export async function takeDueAlerts(
  tx: Tx,
  missionId: string,
  after: string,
  limit: number,
): Promise<TakenAlerts> {
  const { rows } = await sql<DueAlert & { next: string | null }>`
    with people as (
      select distinct user_id from alert_matches
      where mission_id = ${missionId} and user_id > ${after}::uuid
      order by user_id limit ${limit}
    ), due as (
      select m.user_id, array_agg(m.search_id order by m.search_id) as search_ids,
        min(array_position('{instant,daily,weekly}'::text[], s.frequency)) as urgency
      from people join alert_matches m on m.mission_id = ${missionId} and m.user_id = people.user_id
      join saved_searches s on s.id = m.search_id
      where s.frequency <> 'off'
      group by m.user_id
    ), taken as (
      insert into alerts_sent (user_id, mission_id, urgency)
      select due.user_id, ${missionId}::uuid, due.urgency
      from due left join alerts_sent sent on sent.user_id = due.user_id and sent.mission_id = ${missionId}
      where sent.user_id is null or (due.urgency = 1 and sent.urgency > 1)
      order by due.user_id
      on conflict (user_id, mission_id) do update set urgency = excluded.urgency, at = excluded.at
        where alerts_sent.urgency > 1 and excluded.urgency = 1
      returning user_id
    )
    select due.user_id as "userId", due.search_ids as "searchIds",
      ('{instant,daily,weekly}'::text[])[due.urgency] as frequency, last.next
    from (select (select user_id from people order by user_id offset ${limit - 1}) as next) as last
    left join (taken join due using (user_id)) on true order by due.user_id`.execute(tx);
  const alerts = rows.flatMap(({ next: _, ...alert }) => (alert.userId === null ? [] : [alert]));
  return { alerts, next: rows[0]?.next ?? null };
}

/** So long matches are kept. */
export const MATCHES_KEPT = "90 days";
/** A mission is alive no longer than this. */
export const ALERTS_SENT_KEPT = "2 years";

/** Forgets old matches, at most so many; returns how many. */
export async function forgetOldMatches(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from alert_matches where ctid in (
      select ctid from alert_matches where at < clock_timestamp() - ${MATCHES_KEPT}::interval limit ${limit}
    )`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Forgets matches whose search was deleted while its mission was matched; at most so many. */
export async function forgetLostMatches(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from alert_matches where ctid in (
      select m.ctid from alert_matches m
      where not exists (select from saved_searches s where s.id = m.search_id) limit ${limit}
    )`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Forgets who was alerted of what, once no such mission is alive; at most so many. */
export async function forgetOldAlerts(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from alerts_sent where ctid in (
      select ctid from alerts_sent where at < clock_timestamp() - ${ALERTS_SENT_KEPT}::interval limit ${limit} for update skip locked
    )`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
