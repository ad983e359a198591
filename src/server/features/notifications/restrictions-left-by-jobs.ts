import { sql } from "kysely";
import { systemActor } from "../../core/actor.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { Jobs } from "../../platform/jobs.ts";
import { findRestriction } from "../moderation/index.ts";
import { peopleOf } from "../organisations/index.ts";
import { createTell, type Tell } from "./tell.ts";

interface LeftJob {
  readonly restrictionId: string;
  /** Absent: each of its owners is still to be told. */
  readonly userId?: string;
}

/**
 * Before decisions of moderators were told by rows they were told by jobs of two queues. What waits there at an upgrade, or
 * is put there by an instance that is not replaced yet, becomes rows as well: the reason is owed (DSA, article 17).
 */
export function finishRestrictionJobs(jobs: Jobs, database: Database): void {
  const tell = createTell(jobs);
  const finish = (job: LeftJob) => database.transaction((tx) => tellOfRestriction(tx, tell, job));
  jobs.finish<LeftJob>("moderation.mail", finish);
  jobs.finish<LeftJob>("moderation.owner-mail", finish);
}

async function tellOfRestriction(tx: Tx, tell: Tell, { restrictionId, userId }: LeftJob): Promise<void> {
  // Jobs of both queues may be about one decision, and be worked on beside each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`restriction ${restrictionId}`}, 0))`.execute(tx);
  const restriction = await findRestriction(tx, restrictionId);
  if (restriction === null) return;
  const { kind, partyId, missionId } = restriction;
  const people = (await peopleOf(tx, [partyId])).map((one) => one.userId);
  const others = userId === undefined ? [] : people.filter((one) => one !== userId);
  await tell(tx, systemActor("upgrade", "upgrade"), `restriction.${kind}`, {
    ...{ missionId, subjectId: restrictionId, ownersOfPartyId: partyId },
    mutedUserIds: [...(await toldAbout(tx, restrictionId, people)), ...others],
  });
}

/** Who of them has been told: a job may come twice. */
async function toldAbout(tx: Tx, subjectId: string, people: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select user_id as "userId" from notifications
    where user_id = any (${people}::uuid[]) and subject_id = ${subjectId}`.execute(tx);
  return rows.map(({ userId }) => userId);
}
