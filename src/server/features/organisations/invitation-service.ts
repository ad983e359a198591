import type { Command, PartyRole, UserActor } from "../../core/actor.ts";
import { AppError, invalidField, notFound } from "../../core/errors.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import type { Emit } from "../../platform/events.ts";
import type { Jobs } from "../../platform/jobs.ts";
import { type Account, confirmEmail, emailKey, findAccount, lockOwnAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { invitationMails } from "./invitation-jobs.ts";
import * as queries from "./invitation-queries.ts";
import { findRole, insertMember } from "./membership-queries.ts";
import {
  limitReached,
  MOST_INVITATIONS_A_DAY,
  MOST_MEMBERS,
  mayInviteAs,
  type PartyRow,
} from "./organisation.ts";
import type {
  Acceptance,
  Invitation,
  NewInvitation,
  Party,
  ReceivedInvitation,
} from "./organisation-contract.ts";
import { holdOrganisation, requireInParty } from "./organisation-policy.ts";
import { countOrganisationsOf, findParty, lockOrganisationsOf } from "./organisation-queries.ts";
import { party, requireRoomForParty } from "./organisation-service.ts";
import { requireOwned } from "./ownership.ts";

export interface InvitationDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly emit: Emit;
}

export type InvitationService = ReturnType<typeof createInvitationService>;

const invalidToken = () => invalidField("/token", "invalid_token");

export function createInvitationService({ database, jobs, emit }: InvitationDependencies) {
  return {
    /** Those that can still be accepted, newest first; one more than `limit` tells that there are more. */
    async list(
      actor: UserActor,
      partyId: string,
      page: { beforeId: string | null; limit: number },
    ): Promise<Invitation[]> {
      await requireInParty(database.writer, actor, partyId, "members:invite");
      return (await queries.listInvitations(database.writer, partyId, page)).map(invitation);
    },

    /** Throws `limit_reached`, and `forbidden` for a role that the caller may not give. */
    invite(command: Command, partyId: string, { email, role }: NewInvitation): Promise<Invitation> {
      const inviting = async (tx: Tx) => {
        // The account first, as everywhere: what its owner sends for all parties is counted under its lock.
        const { locale } = await lockOwnAccount(tx, command.actor);
        const held = await holdOrganisation(tx, command.actor, partyId);
        if (held.role === null || !mayInviteAs(held.role, role)) throw new AppError("forbidden");
        const about = { partyId, emailKey: emailKey(email), invitedBy: held.actor.userId };
        requireRoom(held.party, await queries.countToday(tx, about));
        const made = await queries.insertInvitation(tx, { ...about, role, locale });
        await jobs.enqueue(tx, invitationMails, { invitationId: made.id });
        await recordAudit(tx, held.actor, {
          action: "party.invite",
          resource: { type: "party", id: partyId },
          changes: { invitationId: made.id, role },
        });
        return invitation(made);
      };
      return write(database, command, inviting, { partyId });
    },

    /** Whoever could have made it. */
    revoke(command: Command, partyId: string, invitationId: string): Promise<null> {
      return write(database, command, async (tx) => {
        const { actor, role } = await holdOrganisation(tx, command.actor, partyId);
        if (role === null || role === "member") throw new AppError("forbidden");
        const found = await queries.findInvitation(tx, invitationId);
        if (found?.partyId !== partyId) throw notFound();
        if (!mayInviteAs(role, found.role)) throw new AppError("forbidden");
        await queries.revokeInvitation(tx, invitationId);
        await recordAudit(tx, actor, {
          action: "party.revoke_invitation",
          resource: { type: "party", id: partyId },
          changes: { invitationId },
        });
        return null;
      });
    },

    /** What an invitation is about, for the account whose address it names. Throws `validation_failed`, as `accept`. */
    async read(actor: UserActor, token: string): Promise<ReceivedInvitation> {
      const account = await findAccount(database.writer, actor.userId);
      const { found, about } = await requireUsable(database.writer, actor, account, token);
      return {
        party: { kind: about.kind as ReceivedInvitation["party"]["kind"], displayName: about.displayName },
        role: found.role,
        invitedBy: found.inviterName,
        expiresAt: found.expiresAt.toISOString(),
      };
    },

    /**
     * Whoever comes with the token of a mail has shown that its address is theirs: it counts as confirmed. Throws
     * `validation_failed` for a token that is of no use to this account, and what who listens throws: `related_offer`.
     */
    async accept(command: Command, { token, acceptRelatedOffers }: Acceptance): Promise<Party> {
      const { actor } = command;
      const invitedBy = await queries.partyOfToken(database.writer, token);
      const accepting = async (tx: Tx) => {
        // The account first: who suspends it locks it before its organisations. All of these are locked: what
        // colleagues put on the market meanwhile comes before, and is found, or after.
        const account = await lockOwnAccount(tx, actor);
        const early = await requireUsable(tx, actor, account, token);
        const partyId = early.found.partyId;
        const locked = await lockOrganisationsOf(tx, actor.userId, partyId);
        if (!locked.includes(partyId)) throw invalidToken();
        const { found, about } = await requireUsable(tx, actor, account, token);
        if (!(await queries.useInvitation(tx, found.id))) throw invalidToken();
        await confirmEmail(tx, actor.userId);
        if ((await findRole(tx, partyId, actor.userId)) === null) {
          if (about.memberCount >= MOST_MEMBERS) throw tooManyMembers();
          requireRoomForParty(await countOrganisationsOf(tx, actor.userId));
          await join(tx, actor, found.role, about, acceptRelatedOffers);
        }
        return party((await findParty(tx, partyId, actor.userId)) as PartyRow);
      };
      return write(database, command, accepting, { partyId: invitedBy ?? actor.ownPartyId });
    },
  };

  async function join(
    tx: Tx,
    actor: UserActor,
    role: PartyRole,
    about: PartyRow,
    acceptsRelatedOffers: boolean,
  ): Promise<void> {
    await insertMember(tx, about.id, actor.userId, role);
    await requireOwned(tx, about.id, about.custodySince !== null);
    await emit(tx, actor, "party.joined", { partyId: about.id, userId: actor.userId, acceptsRelatedOffers });
    await recordAudit(tx, actor, {
      action: "party.join",
      resource: { type: "party", id: about.id },
      changes: { userId: actor.userId, role },
    });
  }
}

/** An invitation for this very account, whose sender still may send it; alike for whatever it is not. */
async function requireUsable(
  connection: Connection,
  actor: UserActor,
  account: Account | null,
  token: string,
) {
  const found = await queries.findInvitationByToken(connection, token, actor);
  const usable =
    found !== null &&
    account !== null &&
    emailKey(account.email) === found.emailKey &&
    found.inviterRole !== null &&
    mayInviteAs(found.inviterRole, found.role);
  const about = usable ? await findParty(connection, found.partyId, actor.userId) : null;
  if (!usable || about === null || about.dissolvedAt !== null) throw invalidToken();
  return { found, about };
}

const tooManyMembers = () =>
  limitReached({ path: "/members", code: "too_many", values: { maximum: MOST_MEMBERS } });

function requireRoom({ memberCount }: PartyRow, today: queries.InvitationsToday): void {
  if (memberCount >= MOST_MEMBERS) throw tooManyMembers();
  if (today.toAddress > 0) throw limitReached({ path: "/email", code: "invited_today" });
  if (Math.max(today.ofParty, today.bySender) >= MOST_INVITATIONS_A_DAY) {
    const values = { maximum: MOST_INVITATIONS_A_DAY };
    throw limitReached({ path: "/email", code: "too_many_today", values });
  }
}

function invitation(row: queries.InvitationRow): Invitation {
  const { id, emailKey: email, role, invitedBy, inviterName } = row;
  return {
    ...{ id, email, role },
    invitedBy: { userId: invitedBy, displayName: inviterName },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
