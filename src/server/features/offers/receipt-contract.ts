import { z } from "zod";
import { Id, Instant } from "../../http/common-contract.ts";

const Sha256 = z.string().meta({ description: "32 bytes, in hexadecimal", pattern: "^[0-9a-f]{64}$" });

const SealedRoot = z.strictObject({
  size: z.int().meta({ description: "How many revisions of offers, withdrawn ones included" }),
  root: Sha256.meta({ description: "RFC 9162, over all commitments of the auction sorted by their bytes" }),
  writtenAt: Instant,
});

/** What `receipt` holds, once its signature was checked. */
export const SignedReceipt = z.strictObject({
  kind: z.literal("swideal-offer-receipt-v1"),
  missionId: Id,
  offerId: Id,
  revisions: z.array(z.strictObject({ revision: z.int(), madeAt: Instant, commitment: Sha256 })),
  root: SealedRoot.nullable(),
});
export type SignedReceipt = z.infer<typeof SignedReceipt>;

/** What docs/sealed-offers.md says how to check. */
export const OfferReceipt = z
  .strictObject({
    missionId: Id,
    offerId: Id,
    revisions: z.array(
      z.strictObject({
        revision: z.int(),
        madeAt: Instant,
        commitment: Sha256,
        priceCents: z.int(),
        durationDays: z.int(),
        messageSha256: Sha256,
        salt: Sha256.meta({
          description: "32 random bytes, in hexadecimal: whoever has them can open the commitment",
        }),
        inclusion: z
          .strictObject({ index: z.int(), path: z.array(Sha256) })
          .nullable()
          .meta({ description: "What leads from the commitment to the root, once there is one (RFC 9162)" }),
      }),
    ),
    root: SealedRoot.nullable().meta({
      description: "Of a sealed auction that is over; null in an open one, and where it was cancelled before",
    }),
    receipt: z.string().meta({
      description:
        "JWS over the commitments, their times and the root: typ swideal-record+jws, by a key of /.well-known/swideal-record-keys.json",
    }),
  })
  .meta({ id: "OfferReceipt" });
export type OfferReceipt = z.infer<typeof OfferReceipt>;
