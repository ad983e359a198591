import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import { endedStatuses, type Mover, type TransitionName } from "./mission.ts";
import { makeTransition } from "./mission-transitions.ts";
import { type LockedMission, lockMission } from "./transition-queries.ts";

/** What an older state of the database forgot of a mission is done again by `actor`, a part of the program. */
export type Again = (tx: Tx, actor: Actor, missionId: string, emit: Emit) => Promise<LockedMission | null>;

/** By moves of the table of states alone, from whatever state it had. Null: there is nothing to do. */
export const cancelAgain: Again = async (tx, actor, missionId, emit) => {
  const mission = await lockMission(tx, missionId);
  if (mission === null || endedStatuses.has(mission.status)) return null;
  for (const [name, mover] of waysOut(mission)) {
    const now = await lockMission(tx, missionId);
    if (now !== null) await makeTransition(tx, actor, now, name, mover, emit);
  }
  return mission;
};

function waysOut({ status }: LockedMission): readonly (readonly [TransitionName, Mover])[] {
  if (status === "hidden")
    return [
      ["unhide", "moderator"],
      ["cancel", "moderator"],
    ];
  if (status === "in_progress" || status === "delivered")
    return [
      ["dispute", "client"],
      ["resolve_cancelled", "moderator"],
    ];
  return status === "disputed" ? [["resolve_cancelled", "moderator"]] : [["cancel", "moderator"]];
}

export const hideAgain: Again = async (tx, actor, missionId, emit) => {
  const mission = await lockMission(tx, missionId);
  if (mission?.status !== "published" && mission?.status !== "closed") return null;
  await makeTransition(tx, actor, mission, "hide", "moderator", emit);
  return mission;
};

/** What a suspension hides stays hidden. */
export const showAgain: Again = async (tx, actor, missionId, emit) => {
  const mission = await lockMission(tx, missionId);
  if (mission?.status !== "hidden" || mission.hiddenBySuspension) return null;
  await makeTransition(tx, actor, mission, "unhide", "moderator", emit);
  return mission;
};
