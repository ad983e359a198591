import { csvLine } from "../../core/csv.ts";
import type { JournalRow } from "./journal-queries.ts";

const columns: readonly (readonly [name: string, of: (row: JournalRow) => string | null])[] = [
  ["at", ({ at }) => at],
  ["id", ({ id }) => id],
  ["action", ({ action }) => action],
  ["result", ({ result }) => result],
  ["actor_kind", ({ actorKind }) => actorKind],
  ["actor_id", ({ actorId }) => actorId],
  ["actor_party_id", ({ actorPartyId }) => actorPartyId],
  ["actor_name", ({ actorName }) => actorName],
  ["resource_type", ({ resourceType }) => resourceType],
  ["resource_id", ({ resourceId }) => resourceId],
  ["request_id", ({ requestId }) => requestId],
  ["details", ({ hasDetails }) => (hasDetails ? "kept" : "deleted")],
  ["address", ({ address }) => address],
  ["user_agent", ({ userAgent }) => userAgent],
  ["changes", ({ changes }) => (changes === null ? null : JSON.stringify(changes))],
];

/** The file's lines (RFC 4180), the names of the columns first; `pages` are read as they are asked for. */
export async function* journalCsv(pages: AsyncIterable<readonly JournalRow[]>): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name));
  for await (const rows of pages) yield rows.map((row) => csvLine(columns.map(([, of]) => of(row)))).join("");
}
