import type { Manifest, PersonalData, Persons, PersonsRows, TableClaim } from "../../../core/manifest.ts";

/** What an erasure does to a person's rows of one table. */
export type Outcome =
  | { readonly becomes: "deleted" }
  /** Words are taken out of these columns. */
  | { readonly becomes: "emptied"; readonly columns: readonly EmptiedColumn[] }
  /** Its owner sees to it. */
  | { readonly becomes: "seen to" }
  | { readonly becomes: "kept" };

export interface EmptiedColumn {
  readonly column: string;
  /** Where the row's reader must see that words stood there. */
  readonly replaced: boolean;
}

export interface PersonsTable {
  readonly table: string;
  readonly persons: Persons;
  readonly personal: Readonly<Record<string, PersonalData>>;
}

/** The tables in which a person may stand. */
export const personsTables = (manifests: readonly Manifest[]): PersonsTable[] =>
  manifests
    .flatMap(({ tables }) => Object.entries(tables))
    .flatMap(([table, { persons, personal = {} }]: [string, TableClaim]) =>
      "none" in persons ? [] : [{ table, persons, personal }],
    );

/**
 * Follows what is said of the columns. Rows without words of anybody go with the account; those that belong to something
 * that stays, a mission or the log, stay with it, and hold ids alone.
 */
export function outcomeOf({ persons, personal }: PersonsTable, rows: PersonsRows): Outcome {
  if (persons.erasedByOwner === true) return { becomes: "seen to" };
  const ways = new Set(Object.values(personal).map(({ erasure }) => erasure));
  if (ways.has("deleted")) return { becomes: "deleted" };
  if (ways.size > 0) {
    const columns = Object.entries(personal).flatMap(([column, { erasure }]) =>
      (erasure === "emptied" || erasure === "replaced") && isOf(rows, column)
        ? [{ column, replaced: erasure === "replaced" }]
        : [],
    );
    return columns.length === 0 ? { becomes: "kept" } : { becomes: "emptied", columns };
  }
  const stays = "with" in persons.kept && persons.kept.with !== "account";
  return { becomes: stays ? "kept" : "deleted" };
}

/** Of one row two people may be: each loses its own words. */
const isOf = ({ only, without = [] }: PersonsRows, column: string): boolean =>
  (only === undefined || only.includes(column)) && !without.includes(column);
