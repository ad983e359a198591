import type { PartyRole, UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may, type Permission } from "../../core/permissions.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { findRole } from "./membership-queries.ts";
import { actingFor, type PartyRow } from "./organisation.ts";
import { findParty, lockOrganisation } from "./organisation-queries.ts";

/** Throws `not_found` for all but who belongs to it, and for an organisation moderators. */
export async function requireSeen(
  connection: Connection,
  actor: UserActor,
  partyId: string,
): Promise<PartyRow> {
  const party = await findParty(connection, partyId, actor.userId);
  const seen = party !== null && (party.role !== null || (party.organisation && may(actor, "parties:keep")));
  if (!seen) throw notFound();
  return party;
}

/** An organisation that is locked, and who acts in it. */
export interface Held {
  readonly party: PartyRow;
  /** Acts for the party where it belongs to it, else as it came: a moderator. */
  readonly actor: UserActor;
  readonly role: PartyRole | null;
  /** The party has no owner and the actor looks after those, as a moderator who does not belong to it. */
  readonly keeper: boolean;
}

/**
 * Locks an organisation for a change of who belongs to it. Throws `not_found` as `requireSeen` does, and `forbidden` for
 * an own party, which is its user's alone, and for one that is dissolved.
 */
export async function holdOrganisation(tx: Tx, actor: UserActor, partyId: string): Promise<Held> {
  await requireSeen(tx, actor, partyId);
  if (!(await lockOrganisation(tx, partyId))) throw new AppError("forbidden");
  // Read again under the lock: what was read before it may be old.
  const party = await requireSeen(tx, actor, partyId);
  const { role } = party;
  return {
    party,
    role,
    actor: role === null ? actor : actingFor(actor, partyId, role),
    keeper: party.custodySince !== null && role === null && may(actor, "parties:keep"),
  };
}

/** Throws `not_found` for who may not see the party and `forbidden` for who has not this permission in it. */
export async function requireInParty(
  connection: Connection,
  actor: UserActor,
  partyId: string,
  permission: Permission,
): Promise<PartyRow> {
  const party = await requireSeen(connection, actor, partyId);
  const role = await findRole(connection, partyId, actor.userId);
  if (role === null || !may(actingFor(actor, partyId, role), permission)) throw new AppError("forbidden");
  return party;
}
