import type { Actor, Role } from "./actor.ts";

export const permissions = ["missions:publish", "offers:make", "missions:moderate"] as const;
export type Permission = (typeof permissions)[number];

/** Who may do what in general. Ownership is not here: it stands in each statement's WHERE. */
export const permissionTable: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  client: new Set(["missions:publish"]),
  provider: new Set(["offers:make"]),
  moderator: new Set(["missions:moderate"]),
  admin: new Set(["missions:moderate"]),
};

export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind !== "user") return false;
  for (const role of actor.roles) if (permissionTable[role].has(permission)) return true;
  return false;
}
