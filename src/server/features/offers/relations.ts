import { sql } from "kysely";
import { AppError, type FieldError } from "../../core/errors.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import { recordAudit } from "../audit/index.ts";
import { leftBy, leftByMembersOf, partiesOf, relatedPairs, relatedParties } from "../organisations/index.ts";
import type { RelatedOffers } from "./offer-contract.ts";

/** Offers that could still win, or have won. */
const live = sql`o.status in ('submitted', 'accepted')`;
/** Missions whose auction is not over, or whose work has not begun. */
const undecided = sql`m.status in ('published', 'closed', 'hidden', 'awarded')`;

/**
 * Throws for an offer of this party on a mission whose row is locked: `forbidden` where it shares a member with the
 * client's party, or is it; `related_offer` where it shares one with another bidder whose offer is live. Likewise where
 * a member of this party has left the other: it may have read there what nobody else can. Whom it left bids on.
 */
export async function requireUnrelated(
  tx: Tx,
  mission: { readonly id: string; readonly clientPartyId: string },
  partyId: string,
): Promise<void> {
  const related = relatedParties(partyId);
  const left = leftByMembersOf(partyId);
  const { rows } = await sql<{ toClient: boolean; toRival: boolean }>`
    select ${mission.clientPartyId}::uuid in ${related} or exists (
      select from missions m join ${left} past on past.party_id = m.client_party_id and m.created_at < past.until
      where m.id = ${mission.id}) as "toClient", exists (
      select from offers o
      where o.mission_id = ${mission.id} and o.provider_party_id <> ${partyId} and ${live}
        and (o.provider_party_id in ${related} or exists (
          select from ${left} past where past.party_id = o.provider_party_id and o.created_at < past.until))) as "toRival"`.execute(
    tx,
  );
  const [found] = rows;
  if (found?.toClient) throw new AppError("forbidden");
  if (found?.toRival) throw new AppError("related_offer");
}

/** Named at once; there may be more. */
const MOST_NAMED = 20;

/**
 * Who joins an organisation may bring offers into relation that were made apart. It is told before, alone, and may join
 * all the same: then moderators find them in their list.
 */
export const tellOfRelatedOffers: Listener<"party.joined"> = async (tx, actor, event) => {
  const { partyId, userId, acceptsRelatedOffers } = event;
  const { rows } = await sql<{ id: string; title: string }>`
    with own as (
      select party_id, 'infinity'::timestamptz as until from ${partiesOf(userId)} belongs
      union all
      select party_id, until from ${leftBy(userId)} past
    )
    select m.id, m.title from missions m join (
      select o.mission_id, o.provider_party_id as party_id from offers o
      join own on own.party_id = o.provider_party_id and o.created_at < own.until where ${live}
      union all
      select m.id, m.client_party_id from missions m
      join own on own.party_id = m.client_party_id and m.created_at < own.until where ${undecided}
    ) side on side.mission_id = m.id
    where ${undecided}
    group by m.id
    having count(distinct side.party_id) > 1 and bool_or(side.party_id = ${partyId})
    order by m.id limit ${MOST_NAMED}`.execute(tx);
  if (rows.length === 0) return;
  const fields: FieldError[] = rows.map(({ id, title }) => ({
    path: `/missions/${id}`,
    code: "related_offer",
    values: { title },
  }));
  if (!acceptsRelatedOffers) throw new AppError("related_offer", { fields });
  await recordAudit(tx, actor, {
    action: "party.relate_offers",
    resource: { type: "party", id: partyId },
    changes: { userId, missions: rows.map(({ id }) => id) },
  });
};

/** For moderators: undecided missions with related parties, the newest first. */
export async function listRelatedOffers(
  connection: Connection,
  page: { beforeId: string | null; limit: number },
): Promise<RelatedOffers[]> {
  const { rows } = await sql<RelatedOffers>`
    with pairs as (${relatedPairs}), side as (
      select o.mission_id, o.provider_party_id as party_id, o.created_at from offers o
      where o.provider_party_id in (select one from pairs) and ${live}
      union all
      select m.id, m.client_party_id, m.created_at from missions m
      where m.client_party_id in (select one from pairs) and ${undecided}
    ), related as (
      select distinct mine.mission_id, mine.party_id
      from side mine join pairs on pairs.one = mine.party_id and mine.created_at < pairs.one_before
      join side theirs on theirs.mission_id = mine.mission_id and theirs.party_id = pairs.other
        and theirs.created_at < pairs.other_before
    )
    select m.id, m.title, m.status,
      jsonb_agg(jsonb_build_object('id', party.id, 'displayName', party.display_name, 'kind', party.kind,
        'client', party.id = m.client_party_id) order by party.id <> m.client_party_id, party.id) as parties
    from related join missions m on m.id = related.mission_id join parties party on party.id = related.party_id
    where ${undecided} ${page.beforeId === null ? sql`` : sql`and m.id < ${page.beforeId}`}
    group by m.id order by m.id desc limit ${page.limit}`.execute(connection);
  return rows;
}
