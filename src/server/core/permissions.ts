import { type Actor, type PartyRole, type Role, roles } from "./actor.ts";

export interface Grant {
  /** One line for a person who decides whom to give a role. */
  readonly meaning: string;
  readonly roles: readonly Role[];
  /** Which of its roles in the party it acts for must allow it too; absent: whoever belongs to it. */
  readonly inParty?: readonly PartyRole[];
}

const managers = ["owner", "manager"] as const;

/**
 * Who may do what in general: role × permission, and in an organisation the role in it. Ownership is not here, it stands in each statement's WHERE;
 * docs/permissions.md is made from this table and from what each route asks for.
 */
export const permissionTable = {
  "missions:draft": { roles: ["client"], meaning: "Draft missions of one's own" },
  "missions:publish": { roles: ["client"], inParty: managers, meaning: "Publish missions of one's own" },
  "missions:conduct": {
    roles,
    inParty: managers,
    meaning: "Change, extend, cancel and award one's own missions, accept the work or dispute it",
  },
  "offers:make": {
    roles: ["provider"],
    inParty: managers,
    meaning: "Make offers on other people's missions",
  },
  "offers:conduct": {
    roles,
    inParty: managers,
    meaning: "Lower and withdraw one's own offers, begin the work, deliver it, decline it or dispute",
  },
  "contact:change": {
    roles,
    inParty: managers,
    meaning: "Say how one can be reached, and to whom it is told",
  },
  "members:invite": { roles, inParty: managers, meaning: "Invite people to the organisation as members" },
  "members:manage": {
    roles,
    inParty: ["owner"],
    meaning: "Rename, dissolve or hand over the organisation, say the role of its members, remove them",
  },
  "parties:keep": {
    roles: ["moderator", "admin"],
    meaning: "See every organisation; name an owner of one that has none, or dissolve it",
  },
  "missions:moderate": {
    roles: ["moderator", "admin"],
    meaning: "See every mission, whatever its state; hide, show and cancel other people's",
  },
  "disputes:decide": { roles: ["moderator", "admin"], meaning: "Decide how disputed work goes on or ends" },
  "reports:decide": {
    roles: ["moderator", "admin"],
    meaning: "Read what people report, and say what became of it",
  },
  "users:read": { roles: ["moderator", "admin"], meaning: "Find accounts, with their addresses and roles" },
  "users:suspend": { roles: ["moderator", "admin"], meaning: "Suspend an account, and lift a suspension" },
  "users:change-staff": {
    roles: ["admin"],
    meaning: "Suspend moderators and administrators too",
  },
  "users:assign-roles": { roles: ["admin"], meaning: "Say which roles an account has" },
  "audit:read": { roles: ["admin"], meaning: "Read the log of actions: who did what, when and from where" },
  "statements:read": { roles: ["admin"], meaning: "See which statements the database spends its time on" },
  "sessions:end-any": { roles: ["admin"], meaning: "Sign another account out everywhere" },
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof permissionTable;
export const permissions = Object.keys(permissionTable) as Permission[];

/** Whether moderators and administrators alone have it. */
export function isForStaff(permission: Permission): boolean {
  const { roles }: Grant = permissionTable[permission];
  return roles.every((role) => role === "moderator" || role === "admin");
}

export function may(actor: Actor, permission: Permission): boolean {
  const { roles, inParty }: Grant = permissionTable[permission];
  if (actor.kind !== "user" || !roles.some((role) => actor.roles.has(role))) return false;
  return inParty === undefined || inParty.includes(actor.partyRole);
}
