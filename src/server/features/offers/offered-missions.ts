import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";

export interface OfferedMission {
  readonly missionId: string;
  readonly accepted: boolean;
}

/** Missions on which one of these parties has an offer that stands or has won, the latest first; at most so many. */
export async function offeredMissions(
  connection: Connection,
  partyIds: readonly string[],
  most: number,
): Promise<OfferedMission[]> {
  const { rows } = await sql<OfferedMission>`
    select mission_id as "missionId", status = 'accepted' as accepted from offers
    where provider_party_id = any(${partyIds}::uuid[]) and status in ('submitted', 'accepted')
    order by id desc limit ${most}`.execute(connection);
  return rows;
}
