import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";

/** A mission that somebody is to be reminded of, and the moment by which it is told once. */
export interface Reminded {
  readonly id: string;
  readonly clientPartyId: string;
  readonly about: Date;
}

/** Missions whose offers end within so many hours, of those that were published before; oldest first, behind `after`. */
export async function missionsEndingWithin(
  connection: Connection,
  hours: number,
  after: Reminded | null,
  limit: number,
): Promise<Reminded[]> {
  const { rows } = await sql<Reminded>`
    select m.id, m.client_party_id as "clientPartyId", m.deadline as about from missions m
    where m.due_at > clock_timestamp() and m.due_at <= clock_timestamp() + make_interval(hours => ${hours})
      and m.status = 'published' and m.published_at <= m.deadline - make_interval(hours => ${hours})
      ${after ? sql`and (m.due_at, m.id) > (${after.about}::timestamptz, ${after.id}::uuid)` : sql``}
    order by m.due_at, m.id limit ${limit}`.execute(connection);
  return rows;
}

/**
 * Awards without an answer with so many days left until the timer takes them back, oldest first, behind `after`. `about`
 * is when that is.
 */
export async function awardsUnanswered(
  connection: Connection,
  daysLeft: number,
  after: Reminded | null,
  limit: number,
): Promise<Reminded[]> {
  const { rows } = await sql<Reminded>`
    select m.id, m.client_party_id as "clientPartyId", m.due_at as about from missions m
    where m.due_at > clock_timestamp() and m.due_at <= clock_timestamp() + make_interval(days => ${daysLeft})
      and m.status = 'awarded'
      ${after ? sql`and (m.due_at, m.id) > (${after.about}::timestamptz, ${after.id}::uuid)` : sql``}
    order by m.due_at, m.id limit ${limit}`.execute(connection);
  return rows;
}
