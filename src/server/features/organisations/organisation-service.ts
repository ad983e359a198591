import type { Command, UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import { requireSame } from "../../http/requests/written-back.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { forgetAnswersFor, write } from "../../platform/database/write.ts";
import type { Emit } from "../../platform/events.ts";
import { insertParty, lockOwnAccount, refuseStaffName, renameParty } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { revokeInvitationsOf } from "./invitation-queries.ts";
import { countOwners, deleteMembers, insertMember } from "./membership-queries.ts";
import { limitReached, MOST_FOUNDED_A_DAY, MOST_PARTIES, type PartyRow } from "./organisation.ts";
import type { NewParty, Party, PartyChange } from "./organisation-contract.ts";
import { holdOrganisation, requireSeen } from "./organisation-policy.ts";
import {
  countFoundedToday,
  countOrganisationsOf,
  findParty,
  insertOrganisation,
  listInCustody,
  listPartiesOf,
  setDissolved,
} from "./organisation-queries.ts";
import { takeIntoCustody } from "./ownership.ts";

export interface OrganisationDependencies {
  readonly database: Database;
  readonly emit: Emit;
}

export type OrganisationService = ReturnType<typeof createOrganisationService>;

export function createOrganisationService({ database, emit }: OrganisationDependencies) {
  return {
    /** Throws `limit_reached` beyond what one user may belong to or found in a day, and `validation_failed` for a reserved name. */
    found(command: Command, { kind, displayName }: NewParty): Promise<Party> {
      const { actor } = command;
      refuseStaffName(displayName);
      const founding = async (tx: Tx) => {
        await lockOwnAccount(tx, actor);
        requireRoomForParty(await countOrganisationsOf(tx, actor.userId));
        requireRoomForFounding(await countFoundedToday(tx, actor.userId));
        const id = await insertParty(tx, kind, displayName);
        await insertOrganisation(tx, id, actor.userId);
        await insertMember(tx, id, actor.userId, "owner");
        await recordAudit(tx, actor, {
          action: "party.create",
          resource: { type: "party", id },
          changes: { kind },
        });
        return party((await findParty(tx, id, actor.userId)) as PartyRow);
      };
      // Its founder's own doing, for whomever the request acts.
      return write(database, command, founding, { partyId: actor.ownPartyId });
    },

    async read(actor: UserActor, id: string): Promise<Party> {
      return party(await requireSeen(database.writer, actor, id));
    },

    /** Those that the caller belongs to, the own one first. */
    async listOwn(actor: UserActor): Promise<Party[]> {
      return (await listPartiesOf(database.writer, actor.userId)).map(party);
    },

    /** For moderators: those without an owner. */
    async listInCustody(
      actor: UserActor,
      page: { beforeId: string | null; limit: number },
    ): Promise<Party[]> {
      return (await listInCustody(database.writer, actor.userId, page)).map(party);
    },

    rename(command: Command, id: string, change: PartyChange): Promise<Party> {
      return write(database, command, async (tx) => {
        const held = await holdOrganisation(tx, command.actor, id);
        if (held.role === null || !may(held.actor, "members:manage")) throw new AppError("forbidden");
        const standing = party(held.party);
        requireSame(change, { ...standing }, ["id", "kind", "createdAt"]);
        const { displayName = standing.displayName } = change;
        if (displayName === standing.displayName) return standing;
        refuseStaffName(displayName);
        await renameParty(tx, id, displayName);
        await emit(tx, held.actor, "account.renamed", { partyId: id });
        await recordAudit(tx, held.actor, {
          action: "party.rename",
          resource: { type: "party", id },
          changes: { displayName },
        });
        return { ...standing, displayName };
      });
    },

    /**
     * Ends an organisation: what it offers for or seeks on the market ends with it. Throws `invalid_transition` while
     * work is under way, for who listens refuses it.
     */
    dissolve(command: Command, id: string): Promise<null> {
      return write(database, command, async (tx) => {
        const { actor, role, keeper } = await holdOrganisation(tx, command.actor, id);
        const owner = role !== null && may(actor, "members:manage");
        if (!owner && !keeper) throw new AppError("forbidden");
        for (const userId of await deleteMembers(tx, id)) await forgetAnswersFor(tx, userId, id);
        await revokeInvitationsOf(tx, id);
        await setDissolved(tx, id);
        await emit(tx, actor, "party.dissolved", { partyId: id, by: owner ? "client" : "moderator" });
        await recordAudit(tx, actor, { action: "party.dissolve", resource: { type: "party", id } });
        return null;
      });
    },

    /** Its last owner gives an organisation into the moderators' care; with another owner it just leaves. */
    handOver(command: Command, id: string): Promise<Party> {
      const handingOver = async (tx: Tx) => {
        const { actor, role } = await holdOrganisation(tx, command.actor, id);
        if (role === null || !may(actor, "members:manage")) throw new AppError("forbidden");
        if ((await countOwners(tx, id)) > 1) throw new AppError("invalid_transition");
        await takeIntoCustody(tx, actor, id, actor.userId);
        return party((await findParty(tx, id, actor.userId)) as PartyRow);
      };
      return write(database, command, handingOver, { partyId: id });
    },
  };
}

/** Throws `limit_reached` for who already belongs to that many organisations. */
export function requireRoomForParty(count: number): void {
  if (count >= MOST_PARTIES)
    throw limitReached({ path: "/parties", code: "too_many", values: { maximum: MOST_PARTIES } });
}

function requireRoomForFounding(today: number): void {
  if (today < MOST_FOUNDED_A_DAY) return;
  const values = { maximum: MOST_FOUNDED_A_DAY };
  throw limitReached({ path: "/parties", code: "too_many_founded_today", values });
}

export function party(row: PartyRow): Party {
  const { id, kind, displayName, role, memberCount } = row;
  const status = row.dissolvedAt !== null ? "dissolved" : row.custodySince !== null ? "in_custody" : "active";
  const createdAt = row.createdAt.toISOString();
  return { id, kind, displayName, status, own: !row.organisation, role, memberCount, createdAt };
}
