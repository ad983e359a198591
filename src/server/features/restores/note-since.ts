import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { SinceEntry, SinceKind } from "../../platform/since-list.ts";

/** A place that is away for days is waited for: what is not on the list comes back with a backup. */
export const sinceToNote: JobQueue<SinceEntry> = {
  name: "restores.note-since",
  retries: 12,
  retryDelaySeconds: 30,
};

/** Listeners that have noted, once the transaction commits, what an older backup would undo. */
export interface SinceNoted {
  readonly ofTransition: Listener<"mission.transitioned">;
  readonly ofRestriction: Listener<"restriction.decided">;
  readonly ofCredentials: Listener<"account.credentials_changed">;
  readonly ofFactor: Listener<"account.factor_removed">;
}

/** @param jobs null: in this process nothing is noted, for it is done again, or by an operator before there is a backup */
export function sinceNoted(jobs: Pick<Jobs, "enqueue"> | null): SinceNoted {
  const note = async (tx: Tx, kind: SinceKind, subjectId: string, byId: string | null) => {
    if (jobs === null) return;
    const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(tx);
    const at = (rows[0] as { at: Date }).at.toISOString();
    await jobs.enqueue(tx, sinceToNote, { id: randomUUID(), at, kind, subjectId, byId });
  };
  return {
    ofTransition: async (tx, _actor, { missionId, to }) => {
      if (to === "cancelled") await note(tx, "mission_cancelled", missionId, null);
    },
    ofRestriction: async (tx, actor, { kind, partyId, missionId, question }) => {
      if (kind === "question_hidden") {
        if (question !== null) await note(tx, kind, question.id, question.reportId);
      } else await note(tx, kind, missionId ?? partyId, userOf(actor));
    },
    // An address that was changed is not known to the list, which knows ids alone: docs/decisions/2026-12-01-what-happened-since-a-backup.md.
    ofCredentials: async (tx, _actor, { userId, change }) => {
      if (change !== "email_changed") await note(tx, "password_changed", userId, null);
    },
    ofFactor: (tx, _actor, { userId, factor, factorId }) => note(tx, `${factor}_removed`, factorId, userId),
  };
}

const userOf = (actor: Actor) => (actor.kind === "user" ? actor.userId : null);
