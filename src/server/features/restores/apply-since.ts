import type { Actor } from "../../core/actor.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { SinceEntry, SinceKind } from "../../platform/since-list.ts";
import { findAccount, voidPassword } from "../accounts/index.ts";
import { suspendAgain } from "../administration/index.ts";
import { cancelAgain, hideAgain, showAgain } from "../missions/index.ts";
import { restrictAgain } from "../moderation/index.ts";
import { removePasskey } from "../passkeys/index.ts";
import { type ErasePersonDependencies, erasePersonAgain } from "../privacy/index.ts";
import { findReportedQuestions, hideQuestion } from "../questions/index.ts";
import { removeSecondFactor } from "../second-factor/index.ts";

/** Done in the order in which it happened, by the owner of each kind. False: there is nothing left to do. */
type Apply = (tx: Tx, deps: ApplyDependencies, entry: SinceEntry) => Promise<boolean>;

export interface ApplyDependencies extends ErasePersonDependencies {
  readonly actor: Actor;
}

const appliers: Readonly<Record<SinceKind, Apply>> = {
  account_erased: (tx, deps, { subjectId, heldUntil = {} }) =>
    erasePersonAgain(tx, deps, deps.actor, { userId: subjectId, heldUntil }),
  account_suspended: (tx, deps, entry) => suspended(tx, deps, entry, true),
  account_reinstated: (tx, deps, entry) => suspended(tx, deps, entry, false),
  password_changed: (tx, _deps, { subjectId }) => voidPassword(tx, subjectId),
  second_factor_removed: async (tx, _deps, { subjectId }) => {
    await removeSecondFactor(tx, subjectId);
    return true;
  },
  passkey_removed: (tx, _deps, { subjectId, byId }) => removePasskey(tx, byId ?? "", subjectId),
  mission_cancelled: async (tx, { actor, emit }, { subjectId }) =>
    (await cancelAgain(tx, actor, subjectId, emit)) !== null,
  mission_hidden: async (tx, { actor, emit }, entry) => {
    const mission = await hideAgain(tx, actor, entry.subjectId, emit);
    if (mission !== null) await decided(tx, entry, "mission_hidden", mission.clientPartyId, mission.id);
    return mission !== null;
  },
  mission_shown: async (tx, { actor, emit }, entry) => {
    const mission = await showAgain(tx, actor, entry.subjectId, emit);
    if (mission !== null) await decided(tx, entry, "mission_shown", mission.clientPartyId, mission.id);
    return mission !== null;
  },
  question_hidden: async (tx, _deps, { subjectId, byId }) => {
    const [question] = await findReportedQuestions(tx, [subjectId]);
    if (question === undefined || question.hidden || byId === null) return false;
    await hideQuestion(tx, question, byId);
    return true;
  },
};

async function suspended(
  tx: Tx,
  { actor, emit }: ApplyDependencies,
  entry: SinceEntry,
  so: boolean,
): Promise<boolean> {
  const done = await suspendAgain(tx, actor, entry.subjectId, so, emit);
  if (done) await decided(tx, entry, so ? "account_suspended" : "account_reinstated", entry.subjectId, null);
  return done;
}

/** Its owner reads that it was decided. Of a moderator who came after the backup there is no row that could say so. */
async function decided(
  tx: Tx,
  { byId }: SinceEntry,
  kind: Parameters<typeof restrictAgain>[1]["kind"],
  partyId: string,
  missionId: string | null,
): Promise<void> {
  const decidedBy = byId === null ? null : await findAccount(tx, byId);
  if (decidedBy !== null) await restrictAgain(tx, { kind, partyId, missionId, decidedBy: decidedBy.id });
}

/**
 * Does again what happened since an older state, each thing in a transaction of its own; to do it twice changes nothing
 * more. For a database that no instance serves.
 * @returns how many of each kind had come back, and have gone again
 */
export async function applySince(
  database: Database,
  deps: ApplyDependencies,
  entries: readonly SinceEntry[],
): Promise<ReadonlyMap<SinceKind, number>> {
  const done = new Map<SinceKind, number>();
  for (const entry of entries) {
    const apply = appliers[entry.kind];
    if (await database.transaction((tx) => apply(tx, deps, entry)))
      done.set(entry.kind, (done.get(entry.kind) ?? 0) + 1);
  }
  return done;
}
