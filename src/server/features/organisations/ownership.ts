import type { Actor } from "../../core/actor.ts";
import { AppError, type FieldError } from "../../core/errors.ts";
import type { Tx } from "../../platform/database/database.ts";
import { forgetAnswersFor } from "../../platform/database/write.ts";
import { recordAudit } from "../audit/index.ts";
import { revokeInvitationsOf } from "./invitation-queries.ts";
import { countOwners, organisationsOwnedBy, updateRole } from "./membership-queries.ts";
import { findParty, lockOrganisation, setCustody } from "./organisation-queries.ts";

/**
 * An organisation has an owner who can act, or is in the moderators' care. Called after each change of its members, under
 * its lock: throws `last_owner`, or ends the moderators' care once there is an owner again.
 */
export async function requireOwned(tx: Tx, partyId: string, inCustody: boolean): Promise<void> {
  const owned = (await countOwners(tx, partyId)) > 0;
  if (!owned && !inCustody) throw new AppError("last_owner");
  if (owned && inCustody) await setCustody(tx, partyId, false);
}

/** Puts an organisation in the moderators' care: whoever owned it belongs to it as a member from now on. */
export async function takeIntoCustody(tx: Tx, actor: Actor, partyId: string, ownerId: string): Promise<void> {
  await updateRole(tx, partyId, ownerId, "member");
  await revokeInvitationsOf(tx, partyId, { userId: ownerId, stillMay: [] });
  await forgetAnswersFor(tx, ownerId, partyId);
  await setCustody(tx, partyId, true);
  await recordAudit(tx, actor, {
    action: "party.hand_over",
    resource: { type: "party", id: partyId },
    changes: { userId: ownerId },
  });
}

/**
 * For who reinstates a user, whose account is locked and says so already: organisations in the moderators' care that it
 * owns have an owner who can act again.
 */
export async function takeOutOfCustody(tx: Tx, userId: string): Promise<void> {
  for (const partyId of await organisationsOwnedBy(tx, userId)) {
    if (!(await lockOrganisation(tx, partyId))) continue;
    const party = await findParty(tx, partyId, userId);
    if (party?.role === "owner") await requireOwned(tx, partyId, party.custodySince !== null);
  }
}

/**
 * For who suspends a user, whose account is locked and says so already: organisations that this leaves without an owner
 * go to the moderators where `handOver` says so. Else throws `last_owner`, which names them.
 */
export async function leaveNoneUnowned(
  tx: Tx,
  actor: Actor,
  userId: string,
  handOver: boolean,
): Promise<void> {
  const unowned: FieldError[] = [];
  for (const partyId of await organisationsOwnedBy(tx, userId)) {
    await lockOrganisation(tx, partyId);
    if ((await countOwners(tx, partyId)) > 0) continue;
    if (handOver) await takeIntoCustody(tx, actor, partyId, userId);
    else {
      const party = await findParty(tx, partyId, userId);
      const name = party?.displayName ?? "";
      unowned.push({ path: `/parties/${partyId}`, code: "last_owner", values: { name } });
    }
  }
  if (unowned.length > 0) throw new AppError("last_owner", { fields: unowned });
}
