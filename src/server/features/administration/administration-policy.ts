import type { Role, UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";

export const staffRoles: readonly Role[] = ["moderator", "admin"];

/**
 * Throws `forbidden` unless the actor may make this change to this account. Nobody changes the own account
 * here: so whoever makes a change still is what it took to make it, and an administrator always remains.
 */
export function requireMayChange(
  actor: UserActor,
  user: { readonly id: string; readonly roles: readonly Role[] },
  change: { readonly roles?: unknown; readonly suspended?: unknown },
): void {
  const refused =
    user.id === actor.userId ||
    (change.roles !== undefined && !may(actor, "users:assign-roles")) ||
    (change.suspended !== undefined && !may(actor, "users:suspend")) ||
    (user.roles.some((role) => staffRoles.includes(role)) && !may(actor, "users:change-staff"));
  if (refused) throw new AppError("forbidden");
}
