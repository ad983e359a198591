import type { UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { recordAudit } from "../audit/index.ts";
import type { RecordSigner } from "../record-keys/index.ts";
import { type Inclusion, treeOf } from "./commitment.ts";
import {
  type CommittedRevision,
  commitmentsOf,
  findRoot,
  listCommitted,
  type SealedRoot,
} from "./commitment-queries.ts";
import { lookUpOffer, type OfferSides, sidesOfOffer } from "./offer-queries.ts";
import { refusalToStranger } from "./offer-requirements.ts";
import type { OfferReceipt, SignedReceipt } from "./receipt-contract.ts";

export type ReceiptService = ReturnType<typeof createReceiptService>;

export interface ReceiptDependencies {
  readonly database: Database;
  readonly signer: RecordSigner;
}

export function createReceiptService({ database, signer }: ReceiptDependencies) {
  return {
    /**
     * What an offer said at each of its prices, with what proves it: to its provider at any time, to the client and to
     * moderators once the prices of a sealed auction may be read, never earlier. Throws `not_found`, `forbidden`, or
     * `invalid_transition` to a client before that. A moderator's reading stands in the log of actions.
     * @param tells false: only whether there is an answer, as HEAD asks
     */
    read: (
      actor: UserActor,
      offerId: string,
      { tells }: { readonly tells: boolean },
    ): Promise<OfferReceipt> =>
      database.transaction(async (tx) => {
        const { offer, root, own } = await requireReader(tx, actor, offerId);
        const revisions = await listCommitted(tx, offer);
        // It was made before there were receipts.
        if (revisions.length === 0) throw notFound();
        if (!own && tells) {
          await recordAudit(tx, actor, {
            action: "offer.read_receipt",
            resource: { type: "offer", id: offerId },
            changes: { missionId: offer.missionId },
          });
        }
        const tree = root === null ? null : treeOf(await commitmentsOf(tx, offer.missionId));
        const inclusions = await Promise.all(
          revisions.map(({ commitment }) => tree?.inclusionOf(commitment) ?? null),
        );
        const signed = signedPart(offer, revisions, root);
        return {
          missionId: offer.missionId,
          offerId: offer.id,
          revisions: signed.revisions.map((said, n) => ({
            ...said,
            ...opening(revisions[n] as CommittedRevision, inclusions[n] ?? null),
          })),
          root: signed.root,
          receipt: await signer.sign(Buffer.from(JSON.stringify(signed))),
        };
      }),
  };
}

async function requireReader(
  tx: Tx,
  actor: UserActor,
  offerId: string,
): Promise<{ offer: OfferSides; root: SealedRoot | null; own: boolean }> {
  const found = await lookUpOffer(tx, offerId, actor.partyId);
  if (found === null) throw notFound();
  const moderator = may(actor, "missions:moderate");
  if (!found.own && !moderator) throw await refusalToStranger(tx, actor, found);
  const offer = await sidesOfOffer(tx, found);
  const root = await findRoot(tx, offer.missionId);
  const unsealed = offer.auction === "open" || root !== null;
  if (offer.providerPartyId !== actor.partyId && !unsealed)
    throw found.own ? new AppError("invalid_transition") : notFound();
  return { offer, root, own: found.own };
}

/** What we answer for by our signature; what opens the commitments stands beside it, for whoever may see it. */
function signedPart(
  { missionId, id }: OfferSides,
  revisions: readonly CommittedRevision[],
  root: SealedRoot | null,
): SignedReceipt {
  return {
    kind: "swideal-offer-receipt-v1",
    missionId,
    offerId: id,
    revisions: revisions.map(({ revision, madeAt, commitment }) => ({
      revision,
      madeAt: madeAt.toISOString(),
      commitment: commitment.toString("hex"),
    })),
    root: root && {
      size: root.size,
      root: root.root.toString("hex"),
      writtenAt: root.writtenAt.toISOString(),
    },
  };
}

const opening = (
  { priceCents, durationDays, messageDigest, salt }: CommittedRevision,
  inclusion: Inclusion | null,
) => ({
  priceCents,
  durationDays,
  messageSha256: messageDigest.toString("hex"),
  salt: salt.toString("hex"),
  inclusion: inclusion && {
    index: inclusion.index,
    path: inclusion.path.map((step) => step.toString("hex")),
  },
});
