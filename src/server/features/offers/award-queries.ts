import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";

/** A mission's award as one of those sees it who may ask for it. */
export interface AwardRow {
  /** Whether the reader is the mission's client, not a bidder. */
  readonly forClient: boolean;
  /** Null while no offer is accepted, and so are both others. */
  readonly providerPartyId: string | null;
  /** As `shownName` reads it. */
  readonly providerName: string | null;
  readonly awardedAt: Date | null;
}

/** Null for who is neither the mission's client nor has an offer on it, be it a withdrawn one, and for no such mission. */
export async function findAward(
  connection: Connection,
  missionId: string,
  readerPartyId: string,
): Promise<AwardRow | null> {
  // What changes an accepted offer takes the award back: until then it was changed last by the award.
  const { rows } = await sql<AwardRow>`
    select m.client_party_id = ${readerPartyId} as "forClient", winner.provider_party_id as "providerPartyId",
      party.display_name as "providerName", winner.updated_at as "awardedAt"
    from missions m
    left join offers winner on winner.mission_id = ${missionId} and winner.status = 'accepted'
    left join parties party on party.id = winner.provider_party_id
    where m.id = ${missionId} and (m.client_party_id = ${readerPartyId} or exists (
      select from offers own where own.mission_id = ${missionId} and own.provider_party_id = ${readerPartyId}))`.execute(
    connection,
  );
  return rows[0] ?? null;
}
