import { type Actor, systemActor } from "../../core/actor.ts";
import { invalidField, notFound } from "../../core/errors.ts";
import { batch } from "../../platform/database/batch.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import { recordAudit } from "../audit/index.ts";
import {
  apply,
  endedStatuses,
  type Move,
  type Mover,
  moves,
  type TransitionName,
  timerDays,
  timerMove,
} from "./mission.ts";
import type { MissionStatus } from "./mission-contract.ts";
import { findMission, type MissionRow } from "./mission-queries.ts";
import { type GivenReason, insertReason } from "./reason-queries.ts";
import { raiseSequence, refreshTallyOf } from "./tally-queries.ts";
import { type LockedMission, lockMission, updateState } from "./transition-queries.ts";

const DAY_MS = 86_400_000;

export interface MoveOptions {
  /** For `publish` and `extend`. */
  readonly deadline?: Date;
  /** Why: kept for the other side where the table of states says so, else a moderator's words for the audit log. */
  readonly reason?: string | undefined;
  /** For `hide`: the end of its client's suspension will show it again. */
  readonly bySuspension?: boolean;
}

/**
 * Locks a mission and first lets the clock do what its timer would: after it, the state is the true one
 * even where the timer lags. Throws `not_found`.
 */
export async function lockAfterDueTransitions(tx: Tx, id: string, emit: Emit): Promise<LockedMission> {
  const mission = await lockMission(tx, id);
  if (mission === null) throw notFound();
  return makeDueTransitions(tx, mission, emit);
}

/** Makes the timer's move when its time has come, and returns the mission as it then stands. */
export async function makeDueTransitions(tx: Tx, mission: LockedMission, emit: Emit): Promise<LockedMission> {
  if (mission.timersPaused || mission.dueAt === null || mission.dueAt.getTime() > mission.now.getTime())
    return mission;
  const name = timerMove(mission);
  if (name === null) return mission;
  await makeTransition(tx, systemActor("timer", "timer"), mission, name, "timer", emit);
  return makeDueTransitions(tx, (await lockMission(tx, mission.id)) as LockedMission, emit);
}

/**
 * Moves a locked mission: its state, its tally, the audit entry and whatever follows for those who listen, all in the
 * transaction. Returns the mission as it then stands. Throws `forbidden`, `invalid_transition`, or
 * `validation_failed` where a reason is owed and missing.
 */
export async function makeTransition(
  tx: Tx,
  actor: Actor,
  mission: LockedMission,
  name: TransitionName,
  mover: Mover,
  emit: Emit,
  options: MoveOptions = {},
): Promise<MissionRow> {
  const status = apply(name, mover, mission);
  const reason = reasonKept(actor, mission, name, mover, options.reason);
  const deadline = options.deadline ?? mission.deadline;
  const state = {
    status,
    hiddenFrom: status === "hidden" ? mission.status : null,
    hiddenBySuspension: status === "hidden" && options.bySuspension === true,
    deadline,
    dueAt: dueAfter(mission, status, deadline),
    // The client's own extension starts the count of late offers anew.
    extensionCount: name === "extend" ? 0 : mission.extensionCount,
    published: name === "publish",
    ended: endedStatuses.has(status),
    work: name === "start" ? "begins" : working.has(mission.status) ? "underWay" : "none",
  } as const;
  const happened = {
    missionId: mission.id,
    clientPartyId: mission.clientPartyId,
    transition: name,
    from: mission.status,
    to: status,
  };
  const entry = {
    action: `mission.${name}`,
    resource: { type: "mission", id: mission.id },
    changes: {
      from: mission.status,
      to: status,
      ...(options.deadline && { deadline: options.deadline.toISOString() }),
      ...(reason === null && options.reason !== undefined && { reason: options.reason }),
    },
  } as const;
  const { moved } = await batch(tx, {
    updated: () => updateState(tx, mission, state),
    explained: reason === null ? null : () => insertReason(tx, mission.id, reason),
    heard: () => emit(tx, actor, "mission.transitioned", happened),
    tallied: name === "publish" ? () => refreshTallyOf(tx, mission.id) : null,
    // A dispute reads as what was before it: a number that moves would tell of it.
    numbered: working.has(mission.status) ? null : () => raiseSequence(tx, mission.id),
    audited: () => recordAudit(tx, actor, entry),
    moved: () => findMission(tx, mission.id),
  });
  return moved as MissionRow;
}

const working: ReadonlySet<MissionStatus> = new Set(["in_progress", "delivered", "disputed"]);

/** What is owed to the other side, where there is one; a timer has nothing to say. */
function reasonKept(
  actor: Actor,
  mission: LockedMission,
  name: TransitionName,
  mover: Mover,
  text: string | undefined,
): GivenReason | null {
  if ((moves[name] as Move).reason !== "kept" || mover === "timer" || actor.kind !== "user") return null;
  const { acceptedProviderId, liveOffers } = mission;
  if (text === undefined) {
    if (acceptedProviderId !== null || liveOffers > 0) throw invalidField("/reason", "required");
    return null;
  }
  return {
    move: name,
    author: mover,
    authorPartyId: actor.partyId,
    providerPartyId: acceptedProviderId,
    text,
  };
}

/** When the new state's timer runs out. What is hidden keeps the clock of what it was, which runs on. */
function dueAfter(mission: LockedMission, status: MissionRow["status"], deadline: Date | null): Date | null {
  if (status === "hidden") return mission.dueAt;
  if (status === "published") return deadline;
  if (mission.status === "hidden" && mission.dueAt !== null) return mission.dueAt;
  const days = timerDays[status];
  return days === undefined ? null : new Date(mission.now.getTime() + days * DAY_MS);
}

/** Which part this actor has in a mission, when it may make `name` at all. */
export function moverFor(
  actor: Actor,
  moderator: boolean,
  mission: LockedMission,
  name: TransitionName,
): Mover {
  const by: readonly Mover[] = (moves[name] as Move).by;
  const party = actor.kind === "user" ? actor.partyId : null;
  if (by.includes("client") && party === mission.clientPartyId) return "client";
  if (by.includes("provider") && party !== null && party === mission.acceptedProviderId) return "provider";
  if (by.includes("moderator") && moderator) return "moderator";
  return party === mission.clientPartyId ? "client" : "provider";
}
