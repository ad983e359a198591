import { z } from "zod";
import {
  Cents,
  Currency,
  compared,
  Id,
  Instant,
  PageQuery,
  page,
  passedOver,
  plainText,
  queryBoolean,
} from "../../http/common-contract.ts";

export const OfferStatus = z.enum(["submitted", "withdrawn", "accepted", "rejected", "declined", "lapsed"]);
export type OfferStatus = z.infer<typeof OfferStatus>;

const ShareContact = z.boolean().optional().meta({
  description:
    "Agree that the other side gets one's contact details at the award; what is not said is not agreed to",
});

export const NewOffer = z
  .strictObject({
    priceCents: Cents,
    durationDays: z.int().min(1).max(3_650),
    message: plainText({ min: 1, max: 5_000, multiline: true }),
    shareContact: ShareContact,
  })
  .meta({ id: "NewOffer" });
export type NewOffer = z.infer<typeof NewOffer>;

export const Award = z.strictObject({ shareContact: ShareContact }).nullish();

/** What reading an offer answers and no new price may say otherwise. */
export const COMPARED = [
  "id",
  "missionId",
  "currency",
  "durationDays",
  "message",
  "provider",
  "createdAt",
] as const;

export const LowerPrice = z.strictObject({
  priceCents: Cents,
  id: compared,
  missionId: compared,
  currency: compared,
  durationDays: compared,
  message: compared,
  provider: compared,
  createdAt: compared,
  label: passedOver,
  mine: passedOver,
  status: passedOver,
  pricedAt: passedOver,
  rank: passedOver,
  durationRank: passedOver,
  updatedAt: passedOver,
  mission: passedOver,
});
export type LowerPrice = z.infer<typeof LowerPrice>;

/** The caller's own offer. */
export const Offer = z
  .strictObject({
    id: Id,
    missionId: Id,
    label: z.string().meta({ description: "How other bidders see it: Prestataire 1, 2, …" }),
    status: OfferStatus,
    priceCents: z.int(),
    currency: Currency,
    durationDays: z.int(),
    message: z.string(),
    provider: z.strictObject({ id: Id, displayName: z.string() }),
    createdAt: Instant,
    pricedAt: Instant.meta({
      description: "When the present price was made: of equal prices the earlier leads",
    }),
    updatedAt: Instant,
  })
  .meta({ id: "Offer" });
export type Offer = z.infer<typeof Offer>;

/**
 * An offer as its reader may see it: `provider` and `message` only for the client and the offer's own
 * provider; in a sealed auction no price before the deadline, and none but to the client after it.
 */
export const SeenOffer = z
  .strictObject({
    id: Id,
    missionId: Id,
    label: z.string(),
    mine: z.boolean(),
    status: OfferStatus,
    priceCents: z.int().nullable(),
    currency: Currency,
    durationDays: z.int().nullable(),
    message: z.string().nullable(),
    provider: z.strictObject({ id: Id, displayName: z.string() }).nullable(),
    createdAt: Instant,
    pricedAt: Instant.nullable().meta({ description: "When the present price was made; with the price" }),
    rank: z
      .int()
      .nullable()
      .meta({ description: "1 leads: by price, then by pricedAt. With the price, while in the running" }),
    durationRank: z
      .int()
      .nullable()
      .meta({ description: "1 is the shortest, equal durations alike. For the client alone, as rank" }),
    updatedAt: Instant,
  })
  .meta({ id: "SeenOffer" });
export type SeenOffer = z.infer<typeof SeenOffer>;

/** Who has won, to those who took part. */
export const MissionAward = z
  .strictObject({ provider: z.strictObject({ id: Id, displayName: z.string() }), awardedAt: Instant })
  .meta({ id: "MissionAward" });
export type MissionAward = z.infer<typeof MissionAward>;

export const OfferPage = page(SeenOffer);
export const OffersQuery = PageQuery.extend({
  sort: z
    .enum(["arrival", "price", "duration"])
    .default("arrival")
    .meta({
      description:
        "price: who leads first; duration: the shortest first; what is out of the running last. " +
        "A reader who may not see all prices, or durations, gets offers as they came",
    }),
  mine: queryBoolean.optional().meta({ description: "true: the caller's own offer alone" }),
});

export const MyOffer = z
  .strictObject({
    ...Offer.shape,
    rank: z
      .int()
      .nullable()
      .meta({ description: "1 leads. In an open auction, while the offer is in the running" }),
    mission: z.strictObject({
      id: Id,
      title: z.string(),
      status: z.string(),
      auction: z.enum(["open", "sealed"]),
      deadline: Instant.nullable(),
      offerCount: z.int(),
      bestOfferCents: z.int().nullable(),
    }),
  })
  .meta({ id: "MyOffer" });
export type MyOffer = z.infer<typeof MyOffer>;
export const MyOfferPage = page(MyOffer);
export const MyOffersQuery = PageQuery.extend({ status: OfferStatus.optional() });

/** For moderators: somebody is on several sides of this mission. */
export const RelatedOffers = z
  .strictObject({
    id: Id.meta({ description: "Of the mission" }),
    title: z.string(),
    status: z.string(),
    parties: z.array(
      z.strictObject({
        id: Id,
        displayName: z.string(),
        kind: z.enum(["person", "company", "association", "public_body"]),
        client: z.boolean().meta({ description: "Whether the mission is its own; else it bids" }),
      }),
    ),
  })
  .meta({ id: "RelatedOffers" });
export type RelatedOffers = z.infer<typeof RelatedOffers>;
export const RelatedOffersPage = page(RelatedOffers);
export const RelatedOffersQuery = PageQuery;
