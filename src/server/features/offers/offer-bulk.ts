import { bulkRows, bytea } from "../../platform/database/bulk.ts";
import type { OfferTerms } from "./commitment.ts";
import type { SealedRoot } from "./commitment-queries.ts";
import type { OfferStatus } from "./offer-contract.ts";

export interface BulkOffer {
  readonly id: string;
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly providerPartyId: string;
  readonly bidderNumber: number;
  readonly status: OfferStatus;
  readonly priceCents: number;
  readonly durationDays: number | null;
  readonly message: string;
  readonly createdAt: Date;
  readonly pricedAt: Date;
  readonly updatedAt: Date;
}

export const offerRows = bulkRows<BulkOffer>("offers", {
  id: (offer) => offer.id,
  mission_id: (offer) => offer.missionId,
  client_party_id: (offer) => offer.clientPartyId,
  provider_party_id: (offer) => offer.providerPartyId,
  bidder_number: (offer) => offer.bidderNumber,
  status: (offer) => offer.status,
  price_cents: (offer) => offer.priceCents,
  duration_days: (offer) => offer.durationDays,
  message: (offer) => offer.message,
  created_at: (offer) => offer.createdAt,
  priced_at: (offer) => offer.pricedAt,
  updated_at: (offer) => offer.updatedAt,
});

/** One of an offer's prices; `revision` counts from 1. */
export interface BulkRevision {
  readonly offer: BulkOffer;
  readonly revision: number;
  readonly priceCents: number;
  readonly at: Date;
}

export const revisionRows = bulkRows<BulkRevision>("offer_revisions", {
  offer_id: ({ offer }) => offer.id,
  revision: ({ revision }) => revision,
  mission_id: ({ offer }) => offer.missionId,
  provider_party_id: ({ offer }) => offer.providerPartyId,
  price_cents: ({ priceCents }) => priceCents,
  created_at: ({ at }) => at,
});

/** What binds one of an offer's prices; the salt is whoever's that loads it. */
export interface BulkCommitment extends OfferTerms {
  readonly providerPartyId: string;
  readonly salt: Buffer;
  readonly commitment: Buffer;
}

export const commitmentRows = bulkRows<BulkCommitment>("offer_commitments", {
  mission_id: ({ missionId }) => missionId,
  offer_id: ({ offerId }) => offerId,
  revision: ({ revision }) => revision,
  provider_party_id: ({ providerPartyId }) => providerPartyId,
  duration_days: ({ durationDays }) => durationDays,
  message_digest: ({ messageDigest }) => bytea(messageDigest),
  salt: ({ salt }) => bytea(salt),
  commitment: ({ commitment }) => bytea(commitment),
});

export const rootRows = bulkRows<SealedRoot & { readonly missionId: string }>("sealed_roots", {
  mission_id: ({ missionId }) => missionId,
  size: ({ size }) => size,
  root: ({ root }) => bytea(root),
  written_at: ({ writtenAt }) => writtenAt,
});
