import type { UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may, type Permission } from "../../core/permissions.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import { findVisibleMission, type LockedMission, lockAfterDueTransitions } from "../missions/index.ts";
import { findOffer, isShown, lookUpOffer, type OfferKey, type OfferRow } from "./offer-queries.ts";

/** Throws `forbidden` for the other side, and for who may only read for this one. */
export function requireSide(actor: UserActor, partyId: string, permission: Permission): void {
  if (actor.partyId !== partyId || !may(actor, permission)) throw new AppError("forbidden");
}

export async function requireVisible(connection: Connection, actor: UserActor, missionId: string) {
  const mission = await findVisibleMission(connection, missionId, {
    partyId: actor.partyId,
    moderator: may(actor, "missions:moderate"),
  });
  if (mission === null) throw notFound();
  return mission;
}

/** The actor's own offer, or one on a mission of the actor's, read once the mission's row is locked. */
export async function lockOffer(tx: Tx, actor: UserActor, offerId: string, emit: Emit) {
  const found = await lookUpOffer(tx, offerId, actor.partyId);
  if (found === null) throw notFound();
  if (!found.own) throw await refusalToStranger(tx, actor, found);
  const mission = await lockAfterDueTransitions(tx, found.missionId, emit);
  const offer = (await findOffer(tx, found, actor.partyId)) as OfferRow;
  return { mission, offer };
}

/** Who meets the offer in a list of an open auction may know that it is there; to others it does not exist. */
export async function refusalToStranger(tx: Tx, actor: UserActor, offer: OfferKey): Promise<AppError> {
  if (!(await isShown(tx, offer))) return notFound();
  await requireVisible(tx, actor, offer.missionId);
  return new AppError("forbidden");
}

/** In time is what the clock says after the lock, never the state alone. */
export function requireInTime(mission: LockedMission): void {
  const auctionOver = ["published", "closed", "expired"].includes(mission.status) && mission.deadlinePassed;
  if (auctionOver) throw new AppError("deadline_passed");
  if (mission.status !== "published") throw new AppError("invalid_transition");
}
