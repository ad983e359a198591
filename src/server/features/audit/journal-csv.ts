import { csvTable } from "../../core/csv.ts";
import { entryColumns } from "./entry-csv.ts";
import type { JournalRow } from "./journal-queries.ts";

const table = csvTable<JournalRow>([
  ...entryColumns<JournalRow>((row) => row),
  ["details", ({ hasDetails }) => (hasDetails ? "kept" : "deleted")],
  ["address", ({ address }) => address],
  ["user_agent", ({ userAgent }) => userAgent],
  ["changes", ({ changes }) => (changes === null ? null : JSON.stringify(changes))],
]);

/** The file's lines (RFC 4180), the names of the columns first; `pages` are read as they are asked for. */
export async function* journalCsv(pages: AsyncIterable<readonly JournalRow[]>): AsyncGenerator<string> {
  yield table.head;
  for await (const rows of pages) yield rows.map(table.row).join("");
}
