import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { QuestionReader } from "./question.ts";

export interface QuestionRow {
  readonly id: string;
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly authorPartyId: string;
  readonly authorName: string;
  readonly number: number;
  readonly text: string;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly hidden: boolean;
}

/** By what a question is found: within its mission. */
export type QuestionKey = Pick<QuestionRow, "id" | "missionId">;

const columns = sql`
  q.id, q.mission_id as "missionId", q.client_party_id as "clientPartyId", q.author_party_id as "authorPartyId",
  author.display_name as "authorName", q.number, q.text, q.asked_at as "askedAt", q.answer,
  q.answered_at as "answeredAt", q.hidden_by_decision is not null as hidden`;

const isSeen = ({ partyId, moderator }: QuestionReader) => sql`
  (q.hidden_by_decision is null or q.author_party_id = ${partyId}::uuid or ${moderator}::boolean)`;

/** The mission of a question of which an address gives the id alone; whatever follows carries it. */
export async function lookUpQuestion(connection: Connection, id: string): Promise<QuestionKey | null> {
  const { rows } = await sql<QuestionKey>`
    select q.id, q.mission_id as "missionId" from questions q where q.id = ${id}`.execute(connection);
  return rows[0] ?? null;
}

export async function findQuestion(
  connection: Connection,
  { missionId, id }: QuestionKey,
  reader: QuestionReader,
): Promise<QuestionRow | null> {
  const { rows } = await sql<QuestionRow>`
    select ${columns} from questions q join parties author on author.id = q.author_party_id
    where q.mission_id = ${missionId} and q.id = ${id} and ${isSeen(reader)}`.execute(connection);
  return rows[0] ?? null;
}

/** A mission's, by their numbers, from beyond `after`. */
export async function listQuestions(
  connection: Connection,
  missionId: string,
  reader: QuestionReader,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<QuestionRow[]> {
  const { rows } = await sql<QuestionRow>`
    select ${columns} from questions q join parties author on author.id = q.author_party_id
    where q.mission_id = ${missionId} and q.number > ${after} and ${isSeen(reader)}
    order by q.number limit ${limit}`.execute(connection);
  return rows;
}

/** How many a mission has, and how many of them are this party's; the mission's row is locked. */
export async function countQuestions(
  tx: Tx,
  missionId: string,
  partyId: string,
): Promise<{ all: number; own: number; last: number }> {
  const { rows } = await sql<{ all: number; own: number; last: number }>`
    select count(*)::int as all, count(*) filter (where author_party_id = ${partyId})::int as own,
      coalesce(max(number), 0) as last
    from questions where mission_id = ${missionId}`.execute(tx);
  return rows[0] as { all: number; own: number; last: number };
}

export interface NewQuestionRow {
  readonly mission: { readonly id: string; readonly clientPartyId: string };
  readonly author: { readonly partyId: string; readonly userId: string };
  readonly number: number;
  readonly text: string;
}

/** The mission's row is locked, so the next number is free. */
export async function insertQuestion(
  tx: Tx,
  { mission, author, number, text }: NewQuestionRow,
): Promise<QuestionKey> {
  const { rows } = await sql<QuestionKey>`
    insert into questions (mission_id, client_party_id, author_party_id, author_user_id, number, text)
    values (${mission.id}, ${mission.clientPartyId}, ${author.partyId}, ${author.userId}, ${number}, ${text})
    returning id, mission_id as "missionId"`.execute(tx);
  return rows[0] as QuestionKey;
}

/** Whether it had none before: what was answered stays as it is. */
export async function setAnswer(tx: Tx, { missionId, id }: QuestionKey, answer: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update questions set answer = ${answer}, answered_at = statement_timestamp()
    where mission_id = ${missionId} and id = ${id} and answer is null`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}
