import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import { lockUsers, updateSuspension, userOfParty } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { REASON_AGAIN } from "../moderation/index.ts";
import { leaveNoneUnowned, takeOutOfCustody } from "../organisations/index.ts";
import { endSessionsOf } from "../sessions/index.ts";
import { bringBack, takeOffMarket } from "./suspension.ts";

/** A suspension, or its end, that an older state of the database forgot. False: it is so already, or nobody is there. */
export async function suspendAgain(
  tx: Tx,
  actor: Actor,
  partyId: string,
  suspended: boolean,
  emit: Emit,
): Promise<boolean> {
  const id = await userOfParty(tx, partyId);
  const user = id === null ? undefined : (await lockUsers(tx, [id])).get(id);
  if (user === undefined || (user.suspendedAt !== null) === suspended) return false;
  const options = { emit, reason: REASON_AGAIN };
  const changes = { reason: REASON_AGAIN };
  await updateSuspension(tx, user.id, suspended ? REASON_AGAIN : null);
  if (suspended) {
    // Nothing stands against it: it was so.
    await leaveNoneUnowned(tx, actor, user.id, true);
    await endSessionsOf(tx, user.id, "suspended");
    const done = await takeOffMarket(tx, actor, partyId, options);
    const resource = { type: "user", id: user.id };
    await recordAudit(tx, actor, { action: "user.suspend", resource, changes: { ...done, ...changes } });
    return true;
  }
  await takeOutOfCustody(tx, user.id);
  const done = await bringBack(tx, actor, partyId, options);
  const resource = { type: "user", id: user.id };
  await recordAudit(tx, actor, { action: "user.reinstate", resource, changes: { ...done, ...changes } });
  return true;
}
