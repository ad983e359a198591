import type { Command, Role, UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { forgetAnswersTo, write } from "../../platform/database/write.ts";
import type { Emit } from "../../platform/events.ts";
import {
  listUsers,
  lockUsers,
  type ManagedUserRow,
  updateRoles,
  updateSuspension,
} from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Restrict } from "../moderation/index.ts";
import { leaveNoneUnowned, takeOutOfCustody } from "../organisations/index.ts";
import { endSessionsOf } from "../sessions/index.ts";
import type { ManagedUser, ManagedUserChange } from "./administration-contract.ts";
import { requireMayChange, staffRoles } from "./administration-policy.ts";
import { bringBack, takeOffMarket } from "./suspension.ts";

export interface AdministrationDependencies {
  readonly database: Database;
  readonly emit: Emit;
  readonly restrict: Restrict;
}

export type AdministrationService = ReturnType<typeof createAdministrationService>;

export function createAdministrationService({ database, emit, restrict }: AdministrationDependencies) {
  const changeRoles = async (
    tx: Tx,
    actor: UserActor,
    user: ManagedUserRow,
    roles: Role[],
    reason: string,
  ) => {
    const before = [...user.roles].sort();
    const after = [...roles].sort();
    if (before.join() === after.join()) return;
    await updateRoles(tx, user.id, after);
    // What a moderator was answered shows what nobody else may see.
    if (staffRoles.some((role) => before.includes(role) && !after.includes(role)))
      await forgetAnswersTo(tx, user.id);
    await recordAudit(tx, actor, {
      action: "user.roles",
      resource: { type: "user", id: user.id },
      changes: { from: before, to: after, reason },
    });
  };

  const suspend = async (
    tx: Tx,
    actor: UserActor,
    user: ManagedUserRow,
    { reason, handOverParties = false }: ManagedUserChange,
  ) => {
    if (user.suspendedAt !== null) return;
    await updateSuspension(tx, user.id, reason);
    await leaveNoneUnowned(tx, actor, user.id, handOverParties);
    await endSessionsOf(tx, user.id, "suspended");
    const done = await takeOffMarket(tx, actor, user.partyId, { emit, reason });
    await recordAudit(tx, actor, {
      action: "user.suspend",
      resource: { type: "user", id: user.id },
      changes: { ...done, reason },
    });
    await restrict(tx, actor, { ...about(user), kind: "account_suspended", reason });
  };

  const reinstate = async (tx: Tx, actor: UserActor, user: ManagedUserRow, reason: string) => {
    if (user.suspendedAt === null) return;
    await updateSuspension(tx, user.id, null);
    await takeOutOfCustody(tx, user.id);
    const done = await bringBack(tx, actor, user.partyId, { emit, reason });
    await recordAudit(tx, actor, {
      action: "user.reinstate",
      resource: { type: "user", id: user.id },
      changes: { ...done, reason },
    });
    await restrict(tx, actor, { ...about(user), kind: "account_reinstated", reason });
  };

  return {
    /** Newest first; one more than `limit` tells that there are more. */
    async list(filter: { q: string | null; beforeId: string | null; limit: number }): Promise<ManagedUser[]> {
      return (await listUsers(database.writer, filter)).map(managedUser);
    },

    /** What already is as asked stays untouched. Throws `not_found`, `forbidden` and `last_owner`. */
    change(command: Command, id: string, change: ManagedUserChange): Promise<ManagedUser> {
      return write(database, command, async (tx) => {
        const { actor, user } = await lockBoth(tx, command.actor, id);
        requireMayChange(actor, user, change);
        const { roles, suspended, reason } = change;
        if (roles !== undefined) await changeRoles(tx, actor, user, roles, reason);
        if (suspended === true) await suspend(tx, actor, user, change);
        if (suspended === false) await reinstate(tx, actor, user, reason);
        return managedUser((await lockUsers(tx, [id])).get(id) as ManagedUserRow);
      });
    },

    endSessions(command: Command, id: string, reason: string): Promise<null> {
      return write(database, command, async (tx) => {
        const { actor, user } = await lockBoth(tx, command.actor, id);
        if (!may(actor, "sessions:end-any")) throw new AppError("forbidden");
        await endSessionsOf(tx, user.id, "ended_by_administrator");
        await recordAudit(tx, actor, {
          action: "user.end_sessions",
          resource: { type: "user", id: user.id },
          changes: { reason },
        });
        return null;
      });
    },
  };
}

const about = ({ partyId }: ManagedUserRow) => ({ partyId, missionId: null, question: null });

/**
 * The account that is meant and the actor as it is now: a role or the account itself may have been taken away
 * since the request was let in.
 */
async function lockBoth(tx: Tx, actor: UserActor, id: string) {
  const users = await lockUsers(tx, [actor.userId, id]);
  const [present, user] = [users.get(actor.userId), users.get(id)];
  if (present === undefined || present.suspendedAt !== null) throw new AppError("suspended");
  if (user === undefined) throw notFound();
  return { actor: { ...actor, roles: new Set(present.roles) }, user };
}

function managedUser({ suspendedAt, createdAt, ...user }: ManagedUserRow): ManagedUser {
  return {
    ...user,
    suspendedAt: suspendedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
