import type { Actor } from "../../core/actor.ts";
import { AppError, type FieldError } from "../../core/errors.ts";
import type { Tx } from "../../platform/database/database.ts";
import { forgetAnswersFor } from "../../platform/database/write.ts";
import { recordAudit } from "../audit/index.ts";
import { revokeInvitationsOf } from "./invitation-queries.ts";
import { countOwners, deleteMember, deleteMembershipsOf } from "./membership-queries.ts";
import { listPartiesOf, lockOrganisation } from "./organisation-queries.ts";
import { takeIntoCustody } from "./ownership.ts";

/**
 * For who erases a user, whose account is locked: it leaves every organisation, and nobody acts for its own
 * party any more. One that this leaves without an owner who can act goes to the moderators where `handOver` says so. Else throws `last_owner`, which names them: name another owner, dissolve it,
 * or hand it over.
 */
export async function leaveAll(tx: Tx, actor: Actor, userId: string, handOver: boolean): Promise<void> {
  const unowned: FieldError[] = [];
  const organisations = (await listPartiesOf(tx, userId)).filter(({ organisation }) => organisation);
  // In the order of their ids, as everybody locks them.
  for (const { id, role, displayName } of organisations) {
    if (!(await lockOrganisation(tx, id))) continue;
    await deleteMember(tx, id, userId);
    if (role === "owner" && (await countOwners(tx, id)) === 0) {
      if (handOver) await takeIntoCustody(tx, actor, id, userId);
      else unowned.push({ path: `/parties/${id}`, code: "last_owner", values: { name: displayName } });
    }
    await revokeInvitationsOf(tx, id, { userId, stillMay: [] });
    await forgetAnswersFor(tx, userId, id);
    await recordAudit(tx, actor, {
      action: "party.leave",
      resource: { type: "party", id },
      changes: { userId },
    });
  }
  if (unowned.length > 0) throw new AppError("last_owner", { fields: unowned });
  await deleteMembershipsOf(tx, userId);
}
