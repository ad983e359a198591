import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { Mover, TransitionName } from "./mission.ts";

/** Why a mission was moved, in the words of whoever moved it. */
export interface GivenReason {
  readonly move: TransitionName;
  readonly author: Exclude<Mover, "timer">;
  readonly authorPartyId: string;
  /** The provider whom it concerns beside the client; null: all whose offers the move ended. */
  readonly providerPartyId: string | null;
  readonly text: string;
}

export async function insertReason(tx: Tx, missionId: string, reason: GivenReason): Promise<void> {
  await sql`
    insert into mission_reasons (mission_id, provider_party_id, author_party_id, author, move, text)
    values (${missionId}, ${reason.providerPartyId}, ${reason.authorPartyId}, ${reason.author},
      ${reason.move}, ${reason.text})`.execute(tx);
}

/** What a mission is to one reader. */
export interface ReaderPart {
  /** Its client, its accepted provider, or a moderator: who reads a dispute as one. */
  readonly insider: boolean;
  /** The latest that this reader may read: one's own, as client or provider, or as a moderator every one. */
  readonly reason: {
    readonly move: TransitionName;
    readonly by: GivenReason["author"];
    text: string;
    at: Date;
  } | null;
}

export const OUTSIDER: ReaderPart = { insider: false, reason: null };

interface PartRow extends NonNullable<ReaderPart["reason"]> {
  readonly id: string;
  readonly insider: boolean;
}

/**
 * The reader's part in each of these missions. A reason is told to the client, and to the provider whom it concerned
 * when it was given: what one provider wrote is not the next one's, nor a losing bidder's. Who cancels before an award
 * tells all whose offers lapse by it.
 */
export async function readerParts(
  connection: Connection,
  missionIds: readonly string[],
  reader: { readonly partyId: string | null; readonly moderator: boolean },
): Promise<Map<string, ReaderPart>> {
  const { partyId, moderator } = reader;
  if (partyId === null && !moderator) return new Map();
  const own = sql`${partyId}::uuid`;
  const offerIs = (status: string) => sql`exists (
    select from offers o where o.mission_id = m.id and o.mission_id = any(${missionIds}::uuid[])
      and o.provider_party_id = ${own} and o.status = ${status})`;
  const all = sql`(${moderator}::boolean or m.client_party_id = ${own})`;
  const { rows } = await sql<PartRow>`
    select m.id, ${all} or ${offerIs("accepted")} as insider,
      reason.move, reason.author as by, reason.text, reason.created_at as at
    from missions m
    left join lateral (
      select r.* from mission_reasons r
      where r.mission_id = m.id and (${all} or r.provider_party_id = ${own}
        or r.provider_party_id is null and r.move = 'cancel' and ${offerIs("lapsed")})
      order by r.id desc limit 1) reason on true
    where m.id = any(${missionIds}::uuid[])`.execute(connection);
  return new Map(
    rows.map(({ id, insider, ...reason }) => [
      id,
      { insider, reason: (reason.move as TransitionName | null) === null ? null : reason },
    ]),
  );
}
