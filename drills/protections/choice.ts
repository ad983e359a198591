import type { Plant } from "../../tests/security/plants/plant.ts";

/** In place of rows: the plants of which nothing was seen since they or the names of their tests changed. */
export const UNSEEN = "unseen";

/**
 * The plants of `rows`, of all where none is named, in the order in which they run; with `UNSEEN` those that `isSeen`
 * denies. Throws for a row that has none.
 */
export function chosenPlants(
  plants: readonly Plant[],
  rows: readonly string[],
  isSeen: (plant: Plant) => boolean,
): Plant[] {
  for (const row of rows) {
    if (row !== UNSEEN && !plants.some((plant) => plant.rows.includes(row)))
      throw new Error(`row ${row} has no plant`);
  }
  const chosen = plants.filter(
    (plant) =>
      rows.length === 0 ||
      plant.rows.some((row) => rows.includes(row)) ||
      (rows.includes(UNSEEN) && !isSeen(plant)),
  );
  // Pages are built anew for each of these, and once more after it: last, so that the others are known before.
  return [...chosen.filter((plant) => !changesPages(plant)), ...chosen.filter(changesPages)];
}

const changesPages = ({ changes }: Plant): boolean => changes.some(({ file }) => file.startsWith("src/web/"));

/** What stands in the migrated template of all runs, rights among it: such a plant needs a PostgreSQL of its own. */
export const changesDatabase = ({ changes }: Plant): boolean =>
  changes.some(({ file }) =>
    /^(migrations|src\/server\/(platform\/(embedded-postgres|migrations)|features\/[^/]+\/manifest\.ts))/.test(
      file,
    ),
  );
