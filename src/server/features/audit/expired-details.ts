import { sql } from "kysely";
import { systemActor } from "../../core/actor.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { recordAudit } from "./audit.ts";

/** CNIL, délibération n° 2021-122 on journals: six months to a year. */
export const DETAILS_KEPT = "12 months";

/**
 * Forgets at most `limit` addresses, browsers and changed values of actions of that long ago; returns how many. An entry of
 * the same transaction says up to when, so that verification misses none of them: its evidence is that moment as text.
 */
export async function deleteOldDetails(tx: Tx, limit: number): Promise<number> {
  const { rows } = await sql<{ until: string; gone: number }>`
    with until as (select clock_timestamp() - ${DETAILS_KEPT}::interval as at),
    old as (
      select entry_at, entry_id from audit_details
      where entry_at < (select at from until) order by entry_at limit ${limit}),
    gone as (
      delete from audit_details d using old where d.entry_at = old.entry_at and d.entry_id = old.entry_id
      returning 1)
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as until, (select count(*) from gone)::integer as gone
    from until`.execute(tx);
  const { until = "", gone = 0 } = rows[0] ?? {};
  if (gone === 0) return 0;
  await recordAudit(tx, systemActor("audit-details", "audit-details"), {
    action: "audit.details_expired",
    resource: { type: "log", id: null },
    evidence: Buffer.from(until),
  });
  return gone;
}

/** How many would go now. */
export async function countOldDetails(connection: Connection): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from audit_details
    where entry_at < clock_timestamp() - ${DETAILS_KEPT}::interval`.execute(connection);
  return rows[0]?.n ?? 0;
}

/** Details of before this moment may be gone, as an ISO text of UTC; null: none were. */
export async function selectExpired(connection: Connection): Promise<string | null> {
  const { rows } = await sql<{ until: string | null }>`
    select max(convert_from(evidence, 'UTF8')) as until from audit_entries
    where action = 'audit.details_expired' and result = 'done'`.execute(connection);
  return rows[0]?.until ?? null;
}
