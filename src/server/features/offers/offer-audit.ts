import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import { recordAudit } from "../audit/index.ts";
import type { LockedMission } from "../missions/index.ts";
import type { OfferRow } from "./offer-queries.ts";

/** In a sealed auction the entry carries no price. */
export async function auditOffer(
  tx: Tx,
  actor: Actor,
  action: string,
  offer: OfferRow,
  mission: LockedMission,
): Promise<void> {
  await recordAudit(tx, actor, {
    action,
    resource: { type: "offer", id: offer.id },
    changes: {
      missionId: mission.id,
      status: offer.status,
      ...(mission.auction === "open" && { priceCents: offer.priceCents }),
    },
  });
}
