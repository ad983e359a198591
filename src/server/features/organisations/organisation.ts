import { type PartyRole, partyRoles, type UserActor } from "../../core/actor.ts";
import { AppError, type FieldError } from "../../core/errors.ts";
import type { PartyKind } from "../accounts/index.ts";

/** Organisations of one user, the own party not counted. */
export const MOST_PARTIES = 20;
export const MOST_MEMBERS = 200;
/** Of a party, and of a person for all parties together. */
export const MOST_INVITATIONS_A_DAY = 20;
/** Organisations that one person founds, whatever becomes of them. */
export const MOST_FOUNDED_A_DAY = 20;
export const INVITATION_DAYS = 7;

/** A party as one user finds it. */
export interface PartyRow {
  readonly id: string;
  readonly kind: PartyKind;
  readonly displayName: string;
  readonly createdAt: Date;
  /** Whether several people may belong to it: no user's own party. */
  readonly organisation: boolean;
  readonly custodySince: Date | null;
  readonly dissolvedAt: Date | null;
  readonly memberCount: number;
  /** The user's; null: does not belong to it. */
  readonly role: PartyRole | null;
}

/** The same user, acting for this party: what it may do there is asked of its role in it. */
export const actingFor = (actor: UserActor, partyId: string, partyRole: PartyRole): UserActor => ({
  ...actor,
  partyId,
  partyRole,
});

/** Whether one role may less than another. */
export const isLess = (role: PartyRole, than: PartyRole): boolean =>
  partyRoles.indexOf(role) > partyRoles.indexOf(than);

/** Only owners name owners and managers. */
export const mayInviteAs = (inviter: PartyRole, role: PartyRole): boolean =>
  inviter === "owner" || (inviter === "manager" && role === "member");

export const limitReached = (field: FieldError): AppError =>
  new AppError("limit_reached", { fields: [field] });
