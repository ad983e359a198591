import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { NewOffer, OfferStatus } from "./offer-contract.ts";
import { byPrice } from "./offer-order.ts";

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
  /** When the present price was made. */
  readonly pricedAt: Date;
  readonly updatedAt: Date;
}

/** Of the offer `o` and its provider, as an `OfferRow`. */
export const offerColumns = sql`
  o.id, o.mission_id as "missionId", o.client_party_id as "clientPartyId",
  o.provider_party_id as "providerPartyId", provider.display_name as "providerName",
  o.bidder_number as "bidderNumber", o.status, o.price_cents as "priceCents",
  o.duration_days as "durationDays", o.message, o.created_at as "createdAt",
  o.priced_at as "pricedAt", o.updated_at as "updatedAt"`;
const offer = sql`o`;

/** By what an offer is found: within its mission. */
export type OfferKey = Pick<OfferRow, "id" | "missionId">;

/**
 * The mission of an offer of which an address gives the id alone, and whether it is this party's own or on a mission of
 * its own. The one statement of missions and offers that is asked without a mission: whatever follows carries it.
 */
export async function lookUpOffer(
  connection: Connection,
  id: string,
  partyId: string,
): Promise<(OfferKey & { readonly own: boolean }) | null> {
  const { rows } = await sql<OfferKey & { readonly own: boolean }>`
    select o.id, o.mission_id as "missionId", ${partyId} in (o.provider_party_id, o.client_party_id) as own
    from offers o where o.id = ${id}`.execute(connection);
  return rows[0] ?? null;
}

/** The caller's own offer, or one on a mission of the caller's; null for anybody else's. */
export async function findOffer(
  connection: Connection,
  { missionId, id }: OfferKey,
  partyId: string,
): Promise<OfferRow | null> {
  const { rows } = await sql<OfferRow>`
    select ${offerColumns} from offers o join parties provider on provider.id = o.provider_party_id
    where o.mission_id = ${missionId} and o.id = ${id}
      and ${partyId} in (o.provider_party_id, o.client_party_id)`.execute(connection);
  return rows[0] ?? null;
}

/** An offer's two sides, and how prices are shown in its auction. */
export interface OfferSides extends OfferKey {
  readonly clientPartyId: string;
  readonly providerPartyId: string;
  readonly auction: "open" | "sealed";
}

/** Of an offer that was looked up. */
export async function sidesOfOffer(connection: Connection, { missionId, id }: OfferKey): Promise<OfferSides> {
  const { rows } = await sql<OfferSides>`
    select o.id, o.mission_id as "missionId", o.client_party_id as "clientPartyId",
      o.provider_party_id as "providerPartyId", m.auction
    from offers o join missions m on m.id = ${missionId}
    where o.mission_id = ${missionId} and o.id = ${id}`.execute(connection);
  return rows[0] as OfferSides;
}

/** Whether every reader of the mission meets the offer in its list. */
export async function isShown(tx: Tx, { missionId, id }: OfferKey): Promise<boolean> {
  const { rows } = await sql`
    select from offers o join missions m on m.id = o.mission_id
    where o.mission_id = ${missionId} and o.id = ${id} and m.auction = 'open' and o.status <> 'withdrawn'`.execute(
    tx,
  );
  return rows.length > 0;
}

export async function findOfferOf(
  connection: Connection,
  missionId: string,
  providerPartyId: string,
): Promise<OfferRow | null> {
  const { rows } = await sql<OfferRow>`
    select ${offerColumns} from offers o join parties provider on provider.id = o.provider_party_id
    where o.mission_id = ${missionId} and o.provider_party_id = ${providerPartyId}`.execute(connection);
  return rows[0] ?? null;
}

/**
 * Whether the prices of a sealed auction may be read: once its deadline has passed, and never where it was cancelled
 * before. The mission's row is held until the transaction ends, so that no extension that began in time is still under way: it would open the
 * auction again after prices were read.
 */
export async function lockUnsealed(tx: Tx, missionId: string): Promise<boolean> {
  await sql`select from missions where id = ${missionId} for share`.execute(tx);
  // A statement of its own: in the one above the clock would be read before the lock is had.
  const { rows } = await sql<{ passed: boolean }>`
    select coalesce(deadline <= clock_timestamp() and (ended_at is null or ended_at >= deadline), false) as passed
    from missions where id = ${missionId}`.execute(tx);
  return rows[0]?.passed === true;
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
): Promise<NewRevision> {
  const { rows } = await sql<{ id: string }>`
    insert into offers (
      mission_id, client_party_id, provider_party_id, bidder_number, price_cents, duration_days, message)
    select ${mission.id}, ${mission.clientPartyId}, ${providerPartyId}, coalesce(max(bidder_number), 0) + 1,
      ${offer.priceCents}, ${offer.durationDays}, ${offer.message}
    from offers where mission_id = ${mission.id}
    returning id`.execute(tx);
  const { id } = rows[0] as { id: string };
  return insertRevision(tx, { missionId: mission.id, id });
}

/** A withdrawn offer comes back. */
export async function renewOffer(tx: Tx, key: OfferKey, offer: NewOffer): Promise<NewRevision> {
  await sql`
    update offers set status = 'submitted', price_cents = ${offer.priceCents},
      duration_days = ${offer.durationDays}, message = ${offer.message},
      priced_at = statement_timestamp(), updated_at = statement_timestamp()
    where mission_id = ${key.missionId} and id = ${key.id}`.execute(tx);
  return insertRevision(tx, key);
}

export async function updatePrice(tx: Tx, key: OfferKey, priceCents: number): Promise<NewRevision> {
  await sql`
    update offers
    set price_cents = ${priceCents}, priced_at = statement_timestamp(), updated_at = statement_timestamp()
    where mission_id = ${key.missionId} and id = ${key.id}`.execute(tx);
  return insertRevision(tx, key);
}

/** One that this transaction has made. */
export interface NewRevision {
  readonly missionId: string;
  readonly offerId: string;
  readonly revision: number;
}

async function insertRevision(tx: Tx, { missionId, id }: OfferKey): Promise<NewRevision> {
  const { rows } = await sql<NewRevision>`
    insert into offer_revisions (offer_id, revision, mission_id, provider_party_id, price_cents, created_at)
    select o.id, coalesce((
        select max(revision) from offer_revisions r where r.mission_id = ${missionId} and r.offer_id = ${id}), 0) + 1,
      o.mission_id, o.provider_party_id, o.price_cents, o.priced_at
    from offers o where o.mission_id = ${missionId} and o.id = ${id}
    returning mission_id as "missionId", offer_id as "offerId", revision`.execute(tx);
  return rows[0] as NewRevision;
}

export async function setStatus(tx: Tx, { missionId, id }: OfferKey, status: OfferStatus): Promise<void> {
  await sql`
    update offers set status = ${status}, updated_at = statement_timestamp()
    where mission_id = ${missionId} and id = ${id}`.execute(tx);
}

/** All offers of a mission that are in one state get another. */
export async function settle(tx: Tx, missionId: string, from: OfferStatus, to: OfferStatus): Promise<void> {
  await sql`
    update offers set status = ${to}, updated_at = statement_timestamp()
    where mission_id = ${missionId} and status = ${from}`.execute(tx);
}

/** Who leads an open auction. */
export interface Leader {
  readonly partyId: string;
  readonly priceCents: number;
}

/** null: no offer is live, or the auction is sealed, where nobody is to learn who leads. */
export async function leaderOf(tx: Tx, missionId: string): Promise<Leader | null> {
  const { rows } = await sql<Leader>`
    select o.provider_party_id as "partyId", o.price_cents as "priceCents"
    from offers o join missions m on m.id = o.mission_id and m.auction = 'open'
    where o.mission_id = ${missionId} and o.status = 'submitted'
    order by ${byPrice(offer)} limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Everybody who ever made an offer for a mission, with what has become of it. */
export async function sidesOf(
  connection: Connection,
  missionId: string,
): Promise<{ readonly partyId: string; readonly status: OfferStatus }[]> {
  const { rows } = await sql<{ partyId: string; status: OfferStatus }>`
    select provider_party_id as "partyId", status from offers where mission_id = ${missionId}`.execute(
    connection,
  );
  return rows;
}
