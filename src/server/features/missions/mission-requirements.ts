import type { UserActor } from "../../core/actor.ts";
import { AppError, invalidField } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import { requireDeadline } from "./mission-content.ts";
import type { MissionStatus } from "./mission-contract.ts";
import type { MissionRow } from "./mission-queries.ts";
import type { LockedMission } from "./transition-queries.ts";

/**
 * Throws `forbidden` for whoever is not the one of the two parties that makes the move, or may only read and draft for it.
 */
export function requirePart(actor: UserActor, mission: LockedMission, mover: string): void {
  const isClient = actor.partyId === mission.clientPartyId && may(actor, "missions:conduct");
  const isProvider = actor.partyId === mission.acceptedProviderId && may(actor, "offers:conduct");
  if (mover === "client" && !isClient) throw new AppError("forbidden");
  if (mover === "provider" && !isProvider) throw new AppError("forbidden");
}

/** Throws `forbidden` for all but the client; a draft is worked on by all of them, what others have seen is not. */
export function requireClient(
  actor: UserActor,
  mission: { readonly clientPartyId: string; readonly status: MissionStatus },
): void {
  const mayChange = mission.status === "draft" || may(actor, "missions:conduct");
  if (mission.clientPartyId !== actor.partyId || !mayChange) throw new AppError("forbidden");
}

/** Throws `precondition_failed`; null: any version will do. */
export function requireVersion(row: MissionRow, expected: readonly string[] | null): void {
  if (expected !== null && !expected.includes(String(row.version))) {
    throw new AppError("precondition_failed");
  }
}

/** Drafts change freely; a published mission until its first offer. Throws `invalid_transition`. */
export function requireOpenToChange(mission: LockedMission, fields: readonly string[]): void {
  if (mission.status !== "draft" && mission.status !== "published") throw new AppError("invalid_transition");
  if (mission.offersEver === 0) return;
  throw new AppError("invalid_transition", {
    fields: fields.map((field) => ({ path: `/${field}`, code: "frozen" })),
  });
}

/** For an extension. Throws `validation_failed` at the deadline. */
export function requireLater(mission: LockedMission, deadline: Date): void {
  requireDeadline(deadline, mission.now);
  if (mission.deadline !== null && deadline.getTime() <= mission.deadline.getTime()) {
    throw invalidField("/deadline", "deadline_not_later");
  }
}
