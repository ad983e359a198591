import type { CsvColumn } from "../../core/csv.ts";
import type { EntryFacts } from "./audit-line.ts";

/** What stands in an entry for whoever may read the log at all. */
type PlainFacts = Omit<EntryFacts, "evidence" | "detailsHash">;

/** The columns of an entry, the same in every file. @param entryOf null where the row has none */
export const entryColumns = <Row>(entryOf: (row: Row) => PlainFacts | null): readonly CsvColumn<Row>[] =>
  plain.map(([name, of]) => [
    name,
    (row) => {
      const entry = entryOf(row);
      return entry === null ? null : of(entry);
    },
  ]);

const plain: readonly CsvColumn<PlainFacts>[] = [
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
];
