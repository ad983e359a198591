import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import { recordAudit } from "../audit/index.ts";
import type { LockedMission } from "../missions/index.ts";
import type { OfferRow } from "./offer-queries.ts";

/** All that can happen to an offer by itself; what a move of its mission does to it stands in `settle-offers.ts`. */
export const offerMoves = ["make", "lower", "withdraw", "award"] as const;
export type OfferMove = (typeof offerMoves)[number];

/**
 * In a sealed auction the entry carries no price.
 * @param commitment to the revision that was made, so that the log dates it
 */
export async function auditOffer(
  tx: Tx,
  actor: Actor,
  action: `offer.${OfferMove}`,
  offer: OfferRow,
  mission: LockedMission,
  commitment?: Buffer,
): Promise<void> {
  await recordAudit(tx, actor, {
    action,
    resource: { type: "offer", id: offer.id },
    changes: {
      missionId: mission.id,
      status: offer.status,
      ...(mission.auction === "open" && { priceCents: offer.priceCents }),
    },
    ...(commitment && { evidence: commitment }),
  });
}
