import type { UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Tx } from "../../platform/database/database.ts";
import { belongsToAny, isDissolved } from "../organisations/index.ts";
import type { TransitionName } from "./mission.ts";
import { biddersOf, type LockedMission } from "./transition-queries.ts";

/**
 * For a moderator's move of a mission that is locked. Throws `forbidden` where the moderator belongs to its client or to
 * one whose offer is live, for whomever the request acts: nobody judges an own case, or takes it from rivals' sight. Throws `invalid_transition` for what would bring the
 * mission of a dissolved organisation back on the market, where nobody could award it.
 */
export async function requireImpartial(
  tx: Tx,
  actor: UserActor,
  mission: LockedMission,
  name: TransitionName,
): Promise<void> {
  const sides = [mission.clientPartyId, ...(await biddersOf(tx, mission.id))];
  if (await belongsToAny(tx, actor.userId, sides)) throw new AppError("forbidden");
  if (name === "unhide" && (await isDissolved(tx, mission.clientPartyId)))
    throw new AppError("invalid_transition");
}
