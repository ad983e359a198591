import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { NewOffer, OfferStatus } from "./offer-contract.ts";

export interface OfferRow {
  readonly id: string;
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly providerPartyId: string;
  readonly providerName: string;
  readonly bidderNumber: number;
  readonly status: OfferStatus;
  readonly priceCents: number;
  readonly durationDays: number;
  readonly message: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface MyOfferRow extends OfferRow {
  readonly title: string;
  readonly missionStatus: string;
  readonly auction: "open" | "sealed";
  readonly deadline: Date | null;
  readonly offerCount: number;
  readonly bestOfferCents: number | null;
}

const columns = sql`
  o.id, o.mission_id as "missionId", o.client_party_id as "clientPartyId",
  o.provider_party_id as "providerPartyId", provider.display_name as "providerName",
  o.bidder_number as "bidderNumber", o.status, o.price_cents as "priceCents",
  o.duration_days as "durationDays", o.message, o.created_at as "createdAt", o.updated_at as "updatedAt"`;

/** The caller's own offer, or one on a mission of the caller's; null for anybody else's. */
export async function findOffer(
  connection: Connection,
  id: string,
  partyId: string,
): Promise<OfferRow | null> {
  const { rows } = await sql<OfferRow>`
    select ${columns} from offers o join parties provider on provider.id = o.provider_party_id
    where o.id = ${id} and ${partyId} in (o.provider_party_id, o.client_party_id)`.execute(connection);
  return rows[0] ?? null;
}

/** The mission of an offer that every reader of the mission meets in its list; null for one that is hidden from them. */
export async function missionOfShownOffer(tx: Tx, id: string): Promise<string | null> {
  const { rows } = await sql<{ missionId: string }>`
    select o.mission_id as "missionId" from offers o join missions m on m.id = o.mission_id
    where o.id = ${id} and m.auction = 'open' and o.status <> 'withdrawn'`.execute(tx);
  return rows[0]?.missionId ?? null;
}

export async function findOfferOf(
  tx: Tx,
  missionId: string,
  providerPartyId: string,
): Promise<OfferRow | null> {
  const { rows } = await sql<OfferRow>`
    select ${columns} from offers o join parties provider on provider.id = o.provider_party_id
    where o.mission_id = ${missionId} and o.provider_party_id = ${providerPartyId}`.execute(tx);
  return rows[0] ?? null;
}

/** An offer with what decides, at the moment it was read, who may see its price. */
export interface ListedOfferRow extends OfferRow {
  readonly sealed: boolean;
  readonly deadlinePassed: boolean;
}

/**
 * Offers on a mission, oldest first: an order that says nothing of prices. `onlyProvider` keeps one's own.
 * Withdrawn offers are their provider's alone. The deadline comes with the prices, of one snapshot: read
 * before them, it could be that of an auction which was extended meanwhile.
 */
export async function listOffers(
  connection: Connection,
  missionId: string,
  filter: { readerPartyId: string; onlyProvider: boolean; afterNumber: number; limit: number },
): Promise<ListedOfferRow[]> {
  const { rows } = await sql<ListedOfferRow>`
    select ${columns}, m.auction = 'sealed' as sealed,
      coalesce(m.deadline <= clock_timestamp(), false) as "deadlinePassed"
    from offers o
    join parties provider on provider.id = o.provider_party_id
    join missions m on m.id = o.mission_id
    where o.mission_id = ${missionId} and o.bidder_number > ${filter.afterNumber}
      and (o.provider_party_id = ${filter.readerPartyId}
        or not ${filter.onlyProvider}::boolean and o.status <> 'withdrawn')
    order by o.bidder_number limit ${filter.limit}`.execute(connection);
  return rows;
}

export async function listOffersOf(
  connection: Connection,
  partyId: string,
  filter: { status: OfferStatus | null; beforeId: string | null; limit: number },
): Promise<MyOfferRow[]> {
  const { rows } = await sql<MyOfferRow>`
    select ${columns}, m.title, m.status as "missionStatus", m.auction, m.deadline,
      coalesce(t.offer_count, 0) as "offerCount", t.best_offer_cents as "bestOfferCents"
    from offers o
    join parties provider on provider.id = o.provider_party_id
    join missions m on m.id = o.mission_id
    left join mission_tallies t on t.mission_id = o.mission_id
    where o.provider_party_id = ${partyId}
      ${filter.status === null ? sql`` : sql`and o.status = ${filter.status}`}
      ${filter.beforeId === null ? sql`` : sql`and o.id < ${filter.beforeId}`}
    order by o.id desc limit ${filter.limit}`.execute(connection);
  return rows;
}

/** Missions on which this provider has a submitted offer. */
export async function missionsBidOnBy(tx: Tx, providerPartyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select mission_id as id from offers
    where provider_party_id = ${providerPartyId} and status = 'submitted'`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The mission's row is locked, so the next bidder's number is free. */
export async function insertOffer(
  tx: Tx,
  mission: { id: string; clientPartyId: string },
  providerPartyId: string,
  offer: NewOffer,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into offers (
      mission_id, client_party_id, provider_party_id, bidder_number, price_cents, duration_days, message)
    select ${mission.id}, ${mission.clientPartyId}, ${providerPartyId}, coalesce(max(bidder_number), 0) + 1,
      ${offer.priceCents}, ${offer.durationDays}, ${offer.message}
    from offers where mission_id = ${mission.id}
    returning id`.execute(tx);
  const { id } = rows[0] as { id: string };
  await insertRevision(tx, id);
  return id;
}

/** A withdrawn offer comes back. */
export async function renewOffer(tx: Tx, id: string, offer: NewOffer): Promise<void> {
  await sql`
    update offers set status = 'submitted', price_cents = ${offer.priceCents},
      duration_days = ${offer.durationDays}, message = ${offer.message}, updated_at = clock_timestamp()
    where id = ${id}`.execute(tx);
  await insertRevision(tx, id);
}

export async function updatePrice(tx: Tx, id: string, priceCents: number): Promise<void> {
  await sql`
    update offers set price_cents = ${priceCents}, updated_at = clock_timestamp() where id = ${id}`.execute(
    tx,
  );
  await insertRevision(tx, id);
}

async function insertRevision(tx: Tx, offerId: string): Promise<void> {
  await sql`
    insert into offer_revisions (offer_id, revision, mission_id, provider_party_id, price_cents)
    select o.id, coalesce((select max(revision) from offer_revisions r where r.offer_id = o.id), 0) + 1,
      o.mission_id, o.provider_party_id, o.price_cents
    from offers o where o.id = ${offerId}`.execute(tx);
}

export async function setStatus(tx: Tx, id: string, status: OfferStatus): Promise<void> {
  await sql`update offers set status = ${status}, updated_at = clock_timestamp() where id = ${id}`.execute(
    tx,
  );
}
