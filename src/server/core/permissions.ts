import type { Actor, Role } from "./actor.ts";

interface Grant {
  /** One line for a person who decides whom to give a role. */
  readonly meaning: string;
  readonly roles: readonly Role[];
}

/**
 * Who may do what in general: role × permission. Ownership is not here, it stands in each statement's WHERE;
 * docs/permissions.md is made from this table and from what each route asks for.
 */
export const permissionTable = {
  "missions:publish": { roles: ["client"], meaning: "Draft and publish missions of one's own" },
  "offers:make": { roles: ["provider"], meaning: "Make offers on other people's missions" },
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
  "statements:read": { roles: ["admin"], meaning: "See which statements the database spends its time on" },
  "sessions:end-any": { roles: ["admin"], meaning: "Sign another account out everywhere" },
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof permissionTable;
export const permissions = Object.keys(permissionTable) as Permission[];

export function may(actor: Actor, permission: Permission): boolean {
  const { roles }: Grant = permissionTable[permission];
  return actor.kind === "user" && roles.some((role) => actor.roles.has(role));
}
