import type { Command, PartyRole, UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import type { Database } from "../../platform/database/database.ts";
import { forgetAnswersFor, write } from "../../platform/database/write.ts";
import { holdAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { revokeInvitationsOf } from "./invitation-queries.ts";
import { deleteMember, findMember, listMembers, type MemberRow, updateRole } from "./membership-queries.ts";
import { isLess, mayInviteAs } from "./organisation.ts";
import { type Member, PartyRole as Roles } from "./organisation-contract.ts";
import { holdOrganisation, requireSeen } from "./organisation-policy.ts";
import { requireOwned } from "./ownership.ts";

export type MemberService = ReturnType<typeof createMemberService>;

/** Who belongs to an organisation, and as what. */
export function createMemberService({ database }: { readonly database: Database }) {
  return {
    /** One more than `limit` tells that there are more. */
    async list(
      actor: UserActor,
      partyId: string,
      page: { beforeId: string | null; limit: number },
    ): Promise<Member[]> {
      await requireSeen(database.writer, actor, partyId);
      return (await listMembers(database.writer, partyId, page)).map(member);
    },

    /** Owners; for one without an owner moderators who do not belong to it, who may name one. Throws `last_owner`. */
    change(command: Command, partyId: string, userId: string, role: PartyRole): Promise<Member> {
      return write(database, command, async (tx) => {
        await requireSeen(tx, command.actor, partyId);
        // Whoever suspends who is named an owner finds it one, or has suspended it before.
        if (role === "owner") await holdAccount(tx, userId);
        const held = await holdOrganisation(tx, command.actor, partyId);
        const manages = held.role !== null && may(held.actor, "members:manage");
        const mayName = held.keeper && role === "owner";
        if (!manages && !mayName) throw new AppError("forbidden");
        const standing = await findMember(tx, partyId, userId);
        if (standing === null) throw notFound();
        if (standing.role === role) return member(standing);
        await updateRole(tx, partyId, userId, role);
        const stillMay = Roles.options.filter((one) => mayInviteAs(role, one));
        await revokeInvitationsOf(tx, partyId, { userId, stillMay });
        if (isLess(role, standing.role)) await forgetAnswersFor(tx, userId, partyId);
        await requireOwned(tx, partyId, held.party.custodySince !== null);
        await recordAudit(tx, held.actor, {
          action: "party.change_role",
          resource: { type: "party", id: partyId },
          changes: { userId, from: standing.role, to: role },
        });
        return member({ ...standing, role });
      });
    },

    /** Owners remove anybody, everybody leaves. Throws `last_owner`. */
    remove(command: Command, partyId: string, userId: string): Promise<null> {
      return write(database, command, async (tx) => {
        const held = await holdOrganisation(tx, command.actor, partyId);
        const { actor, role, party } = held;
        const leaves = role !== null && userId === actor.userId;
        const manages = role !== null && may(actor, "members:manage");
        if (!leaves && !manages && !held.keeper) throw new AppError("forbidden");
        if ((await findMember(tx, partyId, userId)) === null) throw notFound();
        await deleteMember(tx, partyId, userId);
        await revokeInvitationsOf(tx, partyId, { userId, stillMay: [] });
        await forgetAnswersFor(tx, userId, partyId);
        await requireOwned(tx, partyId, party.custodySince !== null);
        await recordAudit(tx, actor, {
          action: leaves ? "party.leave" : "party.remove_member",
          resource: { type: "party", id: partyId },
          changes: { userId },
        });
        return null;
      });
    },
  };
}

const member = ({ since, ...row }: MemberRow): Member => ({ ...row, since: since.toISOString() });
