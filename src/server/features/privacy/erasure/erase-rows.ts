import { type RawBuilder, sql } from "kysely";
import { ERASED_TEXT } from "../../../core/erased-text.ts";
import type { Manifest } from "../../../core/manifest.ts";
import type { Tx } from "../../../platform/database/database.ts";
import { belongs, type Subject } from "../personal-rows.ts";
import { type EmptiedColumn, outcomeOf, personsTables } from "./outcome.ts";

/** Takes a person out of every table, as the owner of each says in its manifest. */
export async function eraseRows(tx: Tx, manifests: readonly Manifest[], subject: Subject): Promise<void> {
  const all = personsTables(manifests).flatMap((table) =>
    table.persons.rows.map((rows) => ({ table, rows, outcome: outcomeOf(table, rows) })),
  );
  // What hangs on rows of another table is found by them: it goes before they do.
  const inOrder = all.toSorted(
    ({ rows: one }, { rows: other }) => Number(!one.through) - Number(!other.through),
  );
  for (const { table, rows, outcome } of inOrder) {
    const condition = belongs(rows, subject);
    if (condition === null) continue;
    const name = sql`${sql.table(table.table)} t`;
    if (outcome.becomes === "deleted") await sql`delete from ${name} where ${condition}`.execute(tx);
    if (outcome.becomes === "emptied")
      await sql`update ${name} set ${sql.join(outcome.columns.map(emptied))} where ${condition}`.execute(tx);
  }
}

function emptied({ column, replaced }: EmptiedColumn): RawBuilder<unknown> {
  const here = sql.ref(column);
  return replaced
    ? sql`${here} = case when ${sql.ref(`t.${column}`)} is not null then ${ERASED_TEXT}::text end`
    : sql`${here} = null`;
}
