import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { missionTag } from "../missions/index.ts";

/** A question as moderators need it for a report about it. */
export interface ReportedQuestion {
  readonly id: string;
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly authorPartyId: string;
  readonly text: string;
  readonly hidden: boolean;
}

/** Of these ids the questions that are there, in no order. */
export async function findReportedQuestions(
  connection: Connection,
  ids: readonly string[],
): Promise<ReportedQuestion[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ReportedQuestion>`
    select q.id, q.mission_id as "missionId", q.client_party_id as "clientPartyId",
      q.author_party_id as "authorPartyId", q.text, q.hidden_by_decision is not null as hidden
    from questions q where q.id = any(${ids}::uuid[])`.execute(connection);
  return rows;
}

/** Takes it and its answer out of everybody's sight but its author's, by the report that was decided. */
export async function hideQuestion(
  tx: Tx,
  { missionId, id }: { readonly missionId: string; readonly id: string },
  reportId: string,
): Promise<void> {
  invalidateOnCommit(tx, missionTag(missionId));
  await sql`
    update questions set hidden_by_decision = ${reportId}
    where mission_id = ${missionId} and id = ${id} and hidden_by_decision is null`.execute(tx);
}
