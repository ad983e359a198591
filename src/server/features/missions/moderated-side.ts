import type { UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Tx } from "../../platform/database/database.ts";
import { belongsToAny, isDissolved } from "../organisations/index.ts";
import type { TransitionName } from "./mission.ts";
import type { LockedMission } from "./transition-queries.ts";

/**
 * For a moderator's move of a mission that is locked. Throws `forbidden` where the moderator belongs to one of its two
 * sides, for whomever the request acts: nobody judges an own case. Throws `invalid_transition` for what would bring the
 * mission of a dissolved organisation back on the market, where nobody could award it.
 */
export async function requireImpartial(
  tx: Tx,
  actor: UserActor,
  mission: LockedMission,
  name: TransitionName,
): Promise<void> {
  const { clientPartyId, acceptedProviderId } = mission;
  const sides = acceptedProviderId === null ? [clientPartyId] : [clientPartyId, acceptedProviderId];
  if (await belongsToAny(tx, actor.userId, sides)) throw new AppError("forbidden");
  if (name === "unhide" && (await isDissolved(tx, clientPartyId))) throw new AppError("invalid_transition");
}
