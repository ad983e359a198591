import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import {
  lockAfterDueTransitions,
  makeTransition,
  missionsHiddenBySuspension,
  missionsOnShowOf,
} from "../missions/index.ts";
import { missionsBidOnBy, withdrawOfferOf } from "../offers/index.ts";

export interface SuspensionOptions {
  readonly emit: Emit;
  readonly reason: string;
}

/**
 * Takes a party off the market: hides its published and closed missions, withdraws its submitted offers.
 * Its account is locked, so nothing new comes; what came before stands here. Missions are locked in the order
 * of their ids, the own and others' alike, so that two suspensions at once do not wait in a circle.
 */
export async function takeOffMarket(
  tx: Tx,
  actor: Actor,
  partyId: string,
  { emit, reason }: SuspensionOptions,
): Promise<{ missionsHidden: number; offersWithdrawn: number }> {
  const shown = await missionsOnShowOf(tx, partyId);
  const bidOn = await missionsBidOnBy(tx, partyId);
  const done = { missionsHidden: 0, offersWithdrawn: 0 };
  for (const id of [...shown, ...bidOn].sort()) {
    const mission = await lockAfterDueTransitions(tx, id, emit);
    if (mission.clientPartyId !== partyId) {
      if (await withdrawOfferOf(tx, actor, mission, partyId, emit)) done.offersWithdrawn++;
    } else if (mission.status === "published" || mission.status === "closed") {
      await makeTransition(tx, actor, mission, "hide", "moderator", emit, { reason, bySuspension: true });
      done.missionsHidden++;
    }
  }
  return done;
}

/**
 * Shows again what the suspension hid, and not what a moderator hid besides. Withdrawn offers stay so: their
 * provider may bring them back, at a lower price, where there still is time.
 */
export async function bringBack(
  tx: Tx,
  actor: Actor,
  partyId: string,
  { emit, reason }: SuspensionOptions,
): Promise<{ missionsShown: number }> {
  const done = { missionsShown: 0 };
  for (const id of (await missionsHiddenBySuspension(tx, partyId)).sort()) {
    const mission = await lockAfterDueTransitions(tx, id, emit);
    if (mission.status !== "hidden" || !mission.hiddenBySuspension) continue;
    await makeTransition(tx, actor, mission, "unhide", "moderator", emit, { reason });
    done.missionsShown++;
  }
  return done;
}
