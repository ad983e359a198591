import type { UserActor } from "../../core/actor.ts";
import { AppError, invalidField } from "../../core/errors.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import { recordAudit } from "../audit/index.ts";
import { countAddenda, insertAddendum } from "./mission-queries.ts";
import type { LockedMission } from "./transition-queries.ts";

/** Whoever reads a mission reads them all. */
const MOST_ADDENDA = 50;

/**
 * A text that the client adds to what is asked for, while offers are taken or compared. Who may is asked before. Throws
 * `invalid_transition`, or `validation_failed` where there are enough.
 */
export async function addAddendum(
  tx: Tx,
  actor: UserActor,
  mission: LockedMission,
  text: string,
  emit: Emit,
): Promise<void> {
  if (mission.status !== "published" && mission.status !== "closed") throw new AppError("invalid_transition");
  if ((await countAddenda(tx, mission.id)) >= MOST_ADDENDA)
    throw invalidField("/text", "too_many", { maximum: MOST_ADDENDA });
  await insertAddendum(tx, mission, text);
  const { id: missionId, clientPartyId } = mission;
  await emit(tx, actor, "mission.addendum_added", { missionId, clientPartyId });
  if (mission.status === "published") await emit(tx, actor, "mission.changed", { missionId: mission.id });
  await recordAudit(tx, actor, { action: "mission.addendum", resource: { type: "mission", id: mission.id } });
}
