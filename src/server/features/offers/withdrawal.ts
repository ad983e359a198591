import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import type { LockedMission } from "../missions/index.ts";
import { auditOffer } from "./offer-audit.ts";
import { findOfferOf, type OfferRow, setStatus } from "./offer-queries.ts";

/** Takes back a submitted offer on a mission whose row is locked. */
export async function withdraw(
  tx: Tx,
  actor: Actor,
  mission: LockedMission,
  offer: OfferRow,
  emit: Emit,
): Promise<OfferRow> {
  await setStatus(tx, offer, "withdrawn");
  await emit(tx, actor, "offers.changed", { missionId: mission.id });
  const withdrawn = (await findOfferOf(tx, mission.id, offer.providerPartyId)) as OfferRow;
  await auditOffer(tx, actor, "offer.withdraw", withdrawn, mission);
  const { missionId, clientPartyId, providerPartyId } = withdrawn;
  await emit(tx, actor, "offer.withdrawn", { missionId, clientPartyId, providerPartyId });
  return withdrawn;
}

/** Takes back the provider's offer on a locked mission if it still is submitted; tells whether it was. */
export async function withdrawOfferOf(
  tx: Tx,
  actor: Actor,
  mission: LockedMission,
  providerPartyId: string,
  emit: Emit,
): Promise<boolean> {
  const offer = await findOfferOf(tx, mission.id, providerPartyId);
  if (offer?.status !== "submitted") return false;
  await withdraw(tx, actor, mission, offer, emit);
  return true;
}
