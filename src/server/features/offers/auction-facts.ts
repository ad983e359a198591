import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import type { OfferStatus } from "./offer-contract.ts";

/** Who took part in an auction, under its number. */
export interface AuctionOffer {
  readonly bidderNumber: number;
  readonly providerPartyId: string;
  readonly status: OfferStatus;
  readonly message: string;
}

/** All who ever made an offer, those who took it back included, by their numbers. */
export async function auctionOffers(connection: Connection, missionId: string): Promise<AuctionOffer[]> {
  const { rows } = await sql<AuctionOffer>`
    select bidder_number as "bidderNumber", provider_party_id as "providerPartyId", status, message
    from offers where mission_id = ${missionId} order by bidder_number`.execute(connection);
  return rows;
}

/** A price that was made, with what commits to it; null where it was made before there were commitments. */
export interface AuctionRevision {
  readonly bidderNumber: number;
  readonly offerId: string;
  readonly revision: number;
  readonly priceCents: number;
  readonly madeAt: Date;
  readonly durationDays: number | null;
  readonly messageDigest: Buffer | null;
  readonly salt: Buffer | null;
  readonly commitment: Buffer | null;
}

/** Every price of an auction, bidder by bidder, each from its first to its last. */
export async function auctionRevisions(
  connection: Connection,
  missionId: string,
): Promise<AuctionRevision[]> {
  const { rows } = await sql<AuctionRevision>`
    select o.bidder_number as "bidderNumber", r.offer_id as "offerId", r.revision, r.price_cents as "priceCents",
      r.created_at as "madeAt", c.duration_days as "durationDays", c.message_digest as "messageDigest", c.salt,
      c.commitment
    from offer_revisions r
    join offers o on o.mission_id = ${missionId} and o.id = r.offer_id
    left join offer_commitments c
      on c.mission_id = ${missionId} and c.offer_id = r.offer_id and c.revision = r.revision
    where r.mission_id = ${missionId} order by o.bidder_number, r.revision`.execute(connection);
  return rows;
}
