import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { type Agreed, type Consent, givenUnsaid, type Purpose, type Via } from "./consent.ts";

interface NewAct extends Consent, Agreed {
  readonly given: boolean;
  readonly via: Via;
}

/** Adds what changes something: nobody agrees twice, nor takes back what was not given. */
export async function insertAct(tx: Tx, act: NewAct): Promise<void> {
  const { userId, partyId, purpose, subjectId, receiverPartyId, given, via, version, text } = act;
  await sql`
    insert into consents (
      user_id, party_id, purpose, subject_id, receiver_party_id, given, via, text_version, text)
    select ${userId}::uuid, ${partyId}::uuid, ${purpose}::text, ${subjectId}::uuid, ${receiverPartyId}::uuid,
      ${given}::boolean, ${via}::text, ${version}::text, ${text}::text
    where ${given}::boolean is distinct from coalesce((
      select c.given from consents c
      where c.party_id = ${partyId}::uuid and c.purpose = ${purpose}::text
        and c.subject_id is not distinct from ${subjectId}::uuid
        and c.receiver_party_id is not distinct from ${receiverPartyId}::uuid
      order by c.at desc, c.id desc limit 1), ${givenUnsaid(purpose)}::boolean)`.execute(tx);
}

export interface ActRow {
  readonly id: string;
  readonly purpose: Purpose;
  readonly given: boolean;
  readonly at: Date;
  readonly via: Via;
  readonly textVersion: string | null;
  readonly text: string | null;
  readonly subjectId: string | null;
  /** `at` as text, for PostgreSQL knows microseconds and a Date does not. */
  readonly sortValue: string;
}

export type ActPosition = readonly [at: string, id: string];

/** What somebody said, the latest first, from behind `after`. */
export async function listActs(
  connection: Connection,
  userId: string,
  after: ActPosition | null,
  limit: number,
): Promise<ActRow[]> {
  const seek = after === null ? sql`` : sql`and (at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const { rows } = await sql<ActRow>`
    select id, purpose, given, at, via, text_version as "textVersion", text, subject_id as "subjectId",
      at::text as "sortValue"
    from consents where user_id = ${userId} ${seek} order by at desc, id desc limit ${limit}`.execute(
    connection,
  );
  return rows;
}
