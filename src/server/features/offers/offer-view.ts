import { publicStatus } from "../missions/index.ts";
import { bidderLabel } from "./offer.ts";
import type { MyOffer, Offer, SeenOffer } from "./offer-contract.ts";
import type { ListedOfferRow, MyOfferRow } from "./offer-list-queries.ts";
import type { OfferRow } from "./offer-queries.ts";

export interface OfferReader {
  readonly currency: string;
  readonly language: "fr" | "en";
  readonly partyId: string;
}

/** To its own provider. */
export function ownOffer(row: OfferRow, { currency, language }: OfferReader): Offer {
  return {
    id: row.id,
    missionId: row.missionId,
    label: bidderLabel(row.bidderNumber, language),
    status: row.status,
    priceCents: row.priceCents,
    currency,
    durationDays: row.durationDays,
    message: row.message,
    provider: { id: row.providerPartyId, displayName: row.providerName },
    createdAt: row.createdAt.toISOString(),
    pricedAt: row.pricedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/**
 * To whoever may see the mission's offers. Own: everything. The client: everything, in a sealed auction
 * once the deadline has passed. Other bidders, in an open auction alone: the price, under a number.
 */
export function seenOffer(
  row: OfferRow & Partial<Pick<ListedOfferRow, "rank" | "durationRank">>,
  reader: OfferReader,
  auction: { sealed: boolean; deadlinePassed: boolean },
): SeenOffer {
  const mine = row.providerPartyId === reader.partyId;
  const forClient = row.clientPartyId === reader.partyId && (!auction.sealed || auction.deadlinePassed);
  const whole = mine || forClient;
  const price = whole || !auction.sealed;
  return {
    id: row.id,
    missionId: row.missionId,
    label: bidderLabel(row.bidderNumber, reader.language),
    mine,
    status: row.status,
    priceCents: price ? row.priceCents : null,
    currency: reader.currency,
    durationDays: whole ? row.durationDays : null,
    message: whole ? row.message : null,
    provider: whole ? { id: row.providerPartyId, displayName: row.providerName } : null,
    createdAt: row.createdAt.toISOString(),
    pricedAt: price ? row.pricedAt.toISOString() : null,
    // One's own rank in a sealed auction would tell of the others' prices.
    rank: forClient || !auction.sealed ? (row.rank ?? null) : null,
    durationRank: forClient ? (row.durationRank ?? null) : null,
    // When a sealed price was lowered is nobody's business either.
    updatedAt: (price ? row.updatedAt : row.createdAt).toISOString(),
  };
}

export function myOffer(row: MyOfferRow, reader: OfferReader): MyOffer {
  return {
    ...ownOffer(row, reader),
    rank: row.rank,
    mission: {
      id: row.missionId,
      title: row.title,
      // A dispute is its two parties' alone, and the accepted provider is one of them.
      status: row.status === "accepted" ? row.missionStatus : publicStatus(row.missionStatus),
      auction: row.auction,
      deadline: row.deadline?.toISOString() ?? null,
      offerCount: row.offerCount,
      bestOfferCents: row.bestOfferCents,
    },
  };
}
