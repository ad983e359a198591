import { createHash } from "node:crypto";
import { CompactRange, type Hash, inclusionProof, leafHash, type Node } from "../../platform/proof/merkle.ts";

/** A revision of an offer: what it says, as its commitment binds it. */
export interface OfferTerms {
  readonly missionId: string;
  readonly offerId: string;
  /** Counts from 1. */
  readonly revision: number;
  readonly priceCents: number;
  readonly durationDays: number;
  /** SHA-256 of the message's UTF-8. */
  readonly messageDigest: Buffer;
}

/** What a new revision says; `message` as it was typed. */
export const termsOf = (
  { missionId, offerId, revision }: Pick<OfferTerms, "missionId" | "offerId" | "revision">,
  {
    priceCents,
    durationDays,
    message,
  }: Pick<OfferTerms, "priceCents" | "durationDays"> & { readonly message: string },
): OfferTerms => ({
  ...{ missionId, offerId, revision, priceCents, durationDays },
  messageDigest: sha256(Buffer.from(message, "utf8")),
});

const SCHEME = Buffer.from("swideal-offer-v1\0");

/**
 * SHA-256 of `swideal-offer-v1\0` ‖ mission (16 bytes) ‖ offer (16) ‖ revision (u32) ‖ price in cents (u64) ‖ days (u32) ‖
 * digest of the message (32) ‖ salt (32), integers big-endian: docs/sealed-offers.md. Whoever knows it learns nothing of
 * the offer, and whoever made it cannot show another offer for it.
 */
export function commitmentTo(terms: OfferTerms, salt: Buffer): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeUInt32BE(terms.revision, 0);
  numbers.writeBigUInt64BE(BigInt(terms.priceCents), 4);
  numbers.writeUInt32BE(terms.durationDays, 12);
  const ids = Buffer.concat([terms.missionId, terms.offerId].map(idBytes));
  return sha256(Buffer.concat([SCHEME, ids, numbers, terms.messageDigest, salt]));
}

const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");

/** How a commitment is found in the root of its auction. */
export interface Inclusion {
  readonly index: number;
  readonly path: readonly Hash[];
}

/** The tree over an auction's commitments, sorted by their bytes, which tells nothing of when they came (RFC 9162). */
export function treeOf(commitments: readonly Buffer[]): {
  readonly size: number;
  readonly root: Hash;
  /** null: it is not among them. */
  inclusionOf(commitment: Buffer): Promise<Inclusion | null>;
} {
  const sorted = commitments.toSorted(Buffer.compare);
  const kept = new Map<string, Hash>();
  const nameOf = ({ level, index }: Node) => `${level}/${index}`;
  const range = new CompactRange();
  for (const one of sorted) range.append(leafHash(one), (node, hash) => void kept.set(nameOf(node), hash));
  const read = async (node: Node) => kept.get(nameOf(node)) as Hash;
  return {
    size: sorted.length,
    root: range.root(),
    async inclusionOf(commitment) {
      const index = sorted.findIndex((one) => one.equals(commitment));
      return index < 0 ? null : { index, path: await inclusionProof(index, sorted.length, read) };
    },
  };
}
