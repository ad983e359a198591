import type { Plant } from "../../tests/security/plants/plant.ts";

/** The plants of `rows`, of all where none is named, in the order in which they run. Throws for a row that has none. */
export function chosenPlants(plants: readonly Plant[], rows: readonly string[]): Plant[] {
  for (const row of rows) {
    if (!plants.some((plant) => plant.rows.includes(row))) throw new Error(`row ${row} has no plant`);
  }
  const chosen = plants.filter((plant) => rows.length === 0 || plant.rows.some((row) => rows.includes(row)));
  // Pages are built anew for each of these, and once more after it: last, so that the others are known before.
  return [...chosen.filter((plant) => !changesPages(plant)), ...chosen.filter(changesPages)];
}

const changesPages = ({ changes }: Plant): boolean => changes.some(({ file }) => file.startsWith("src/web/"));

/** What stands in the migrated template of all runs: such a plant needs a PostgreSQL of its own. */
export const changesDatabase = ({ changes }: Plant): boolean =>
  changes.some(({ file }) =>
    /^(migrations|src\/server\/platform\/(embedded-postgres|migrations))/.test(file),
  );
