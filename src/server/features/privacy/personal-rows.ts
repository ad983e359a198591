import { type RawBuilder, sql } from "kysely";
import type { Kept, Manifest, PersonsRows, Processing } from "../../core/manifest.ts";
import type { Tx } from "../../platform/database/database.ts";

/** By what a person is found in the tables. */
export interface Subject {
  readonly userId: string;
  /** Its own, not an organisation's. */
  readonly partyId: string;
  /** The key of its address; null for one that nobody has proved: it may be another's. */
  readonly addressKey: string | null;
}

/** Rows of one table in which a person may stand, as the owner of the table says it in its manifest. */
export interface Source {
  readonly table: string;
  readonly processing: Processing;
  readonly kept: Kept;
  readonly rows: PersonsRows;
  /** Columns that leave the program for nobody, or say again what stands elsewhere. */
  readonly withheld: readonly string[];
}

export function sourcesOf(manifests: readonly Manifest[]): Source[] {
  return manifests
    .flatMap(({ tables }) => Object.entries(tables))
    .flatMap(([table, { persons, personal = {} }]) => {
      if ("none" in persons) return [];
      const withheld = Object.entries(personal).flatMap(([column, data]) =>
        data.export === "given" ? [] : [column],
      );
      const { processing, kept } = persons;
      return persons.rows.map((rows) => ({ table, processing, kept, rows, withheld }));
    });
}

/** Rows that are held at once. */
const AT_ONCE = 200;

/** To be called first in a transaction: all that it reads is then of one moment, and times are in UTC. */
export async function readOfOneMoment(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read`.execute(tx);
  await sql`set local time zone 'UTC'`.execute(tx);
  // A cursor is read to its end: what comes first soonest is not what is fastest.
  await sql`set local cursor_tuple_fraction = 1`.execute(tx);
}

/** The person's rows as JSON objects whose names are those of the columns, at most 200 at a time. */
export async function* personalRows(
  tx: Tx,
  source: Source,
  subject: Subject,
): AsyncGenerator<readonly string[]> {
  const { table, rows: found, withheld } = source;
  const condition = belongs(found, subject);
  if (condition === null) return;
  const { only = null, without = [] } = found;
  await sql`
    declare persons_rows no scroll cursor for
    select (
      select jsonb_object_agg(key, value)::text from jsonb_each(to_jsonb(t))
      where key <> all(${[...withheld, ...without]}::text[])
        and (${only}::text[] is null or key = any(${only}::text[]))
    ) as row
    from ${sql.table(table)} t where ${condition}`.execute(tx);
  for (let full = true; full; ) {
    // As many as AT_ONCE says: a statement of this kind takes no parameter.
    const { rows } = await sql<{ row: string }>`fetch 200 from persons_rows`.execute(tx);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    full = rows.length === AT_ONCE;
  }
  await sql`close persons_rows`.execute(tx);
}

/** Which rows of a table, called `t`, are the person's; null: nothing of this kind can be. */
export function belongs({ by, column, through }: PersonsRows, subject: Subject): RawBuilder<boolean> | null {
  const { userId, partyId, addressKey } = subject;
  const id = { user: userId, party: partyId, address: addressKey }[by];
  if (id === null) return null;
  if (through === undefined) return sql<boolean>`${sql.ref(`t.${column}`)} = ${id}`;
  const equal = Object.entries(through.equal).map(
    ([here, there]) => sql`${sql.ref(`o.${there}`)} = ${sql.ref(`t.${here}`)}`,
  );
  return sql<boolean>`exists (
    select from ${sql.table(through.table)} o
    where ${sql.ref(`o.${column}`)} = ${id} and ${sql.join(equal, sql` and `)})`;
}
