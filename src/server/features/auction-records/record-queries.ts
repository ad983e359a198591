import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { RecordLine } from "./record-lines.ts";

export interface HeadRow {
  readonly number: number;
  /** JWS. */
  readonly signed: string;
  readonly madeAt: Date;
}

/** A line as it is kept; line and salt are null once what somebody wrote is erased. */
export interface KeptLine {
  readonly head: number;
  readonly position: number;
  readonly key: string;
  readonly bidderNumber: number | null;
  readonly digest: Buffer;
  readonly salt: Buffer | null;
  readonly line: string | null;
}

export async function listHeads(connection: Connection, missionId: string): Promise<HeadRow[]> {
  const { rows } = await sql<HeadRow>`
    select number, signed, made_at as "madeAt" from auction_record_heads
    where mission_id = ${missionId} order by number`.execute(connection);
  return rows;
}

export async function listLines(connection: Connection, missionId: string): Promise<KeptLine[]> {
  const { rows } = await sql<KeptLine>`
    select head, position, key, bidder_number as "bidderNumber", digest, salt, nullif(line, '') as line
    from auction_record_lines where mission_id = ${missionId} order by head, position`.execute(connection);
  return rows;
}

export async function insertHead(
  tx: Tx,
  missionId: string,
  { number, signed }: Pick<HeadRow, "number" | "signed">,
): Promise<void> {
  await sql`
    insert into auction_record_heads (mission_id, number, signed)
    values (${missionId}, ${number}, ${signed})`.execute(tx);
}

export interface NewLine extends RecordLine {
  readonly salt: Buffer;
  readonly digest: Buffer;
}

export async function insertLines(
  tx: Tx,
  missionId: string,
  head: number,
  lines: readonly NewLine[],
): Promise<void> {
  const column = <Value>(of: (line: NewLine) => Value) => lines.map(of);
  await sql`
    insert into auction_record_lines (
      mission_id, head, position, key, bidder_number, author_party_id, digest, salt, line)
    select ${missionId}, ${head}, l.position - 1, l.key, l.bidder, l.author, l.digest, l.salt, l.line
    from unnest(
      ${column(({ key }) => key)}::text[], ${column(({ bidderNumber }) => bidderNumber)}::integer[],
      ${column(({ authorPartyId }) => authorPartyId)}::uuid[], ${column(({ digest }) => digest)}::bytea[],
      ${column(({ salt }) => salt)}::bytea[], ${column(({ line }) => line)}::text[]
    ) with ordinality as l (key, bidder, author, digest, salt, line, position)`.execute(tx);
}
