import type { Command } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import type { Database } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import { recordAudit } from "../audit/index.ts";
import { deleteMission, findVisibleMission } from "./mission-queries.ts";
import { lockMission } from "./transition-queries.ts";

/**
 * Deletes a draft of one's own. What was ever published is cancelled instead, for others may have seen it:
 * `invalid_transition`. Not seen and unknown are the same `not_found`.
 */
export function deleteDraft(database: Database, command: Command, id: string): Promise<null> {
  const { actor } = command;
  return write(database, command, async (tx) => {
    const mission = await lockMission(tx, id);
    const reader = { partyId: actor.partyId, moderator: may(actor, "missions:moderate") };
    if (mission === null || (await findVisibleMission(tx, id, reader)) === null) throw notFound();
    if (mission.clientPartyId !== actor.partyId) throw new AppError("forbidden");
    if (mission.status !== "draft") throw new AppError("invalid_transition");
    await deleteMission(tx, id);
    await recordAudit(tx, actor, { action: "mission.delete", resource: { type: "mission", id } });
    return null;
  });
}
