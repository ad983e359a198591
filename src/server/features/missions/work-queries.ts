import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { MissionStatus } from "./mission-contract.ts";

/** Who works on a mission for whom, and what tells since when and for how long. */
export interface Work {
  readonly status: MissionStatus;
  readonly clientPartyId: string;
  /** Whose offer is accepted. */
  readonly providerPartyId: string | null;
  /** The state of the reader's own offer. */
  readonly offerOfReader: string | null;
  /** When a timer moves it on; the timer may lag. */
  readonly dueAt: Date | null;
  /** When the accepted provider began. */
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** The database's clock. */
  readonly now: Date;
}

export async function findWork(
  connection: Connection,
  missionId: string,
  readerPartyId: string,
): Promise<Work | null> {
  const { rows } = await sql<Work>`
    select m.status, m.client_party_id as "clientPartyId", m.due_at as "dueAt", m.ended_at as "endedAt",
      m.shown_updated_at as "startedAt",
      (select o.provider_party_id from offers o where o.mission_id = ${missionId} and o.status = 'accepted')
        as "providerPartyId",
      (select o.status from offers o where o.mission_id = ${missionId} and o.provider_party_id = ${readerPartyId})
        as "offerOfReader",
      clock_timestamp() as now
    from missions m where m.id = ${missionId}`.execute(connection);
  return rows[0] ?? null;
}

/** Whether a party's work, for others or by others, is agreed or under way, or was completed within the last milliseconds. */
export async function hasWorkedSince(tx: Tx, partyId: string, milliseconds: number): Promise<boolean> {
  const { rows } = await sql`
    select from missions m join offers o on o.mission_id = m.id and o.status = 'accepted'
    where (m.client_party_id = ${partyId} or o.provider_party_id = ${partyId})
      and (m.status in ('awarded', 'in_progress', 'delivered', 'disputed') or (m.status = 'completed'
        and m.ended_at > clock_timestamp() - make_interval(secs => ${milliseconds / 1_000})))
    limit 1`.execute(tx);
  return rows.length > 0;
}

/** Whether work is agreed or under way between two parties, whichever is the client. */
export async function areAtWork(connection: Connection, one: string, other: string): Promise<boolean> {
  const { rows } = await sql`
    select from missions m join offers o on o.mission_id = m.id and o.status = 'accepted'
    where (m.client_party_id, o.provider_party_id) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid))
      and m.status in ('awarded', 'in_progress', 'delivered', 'disputed') limit 1`.execute(connection);
  return rows.length > 0;
}
