import type { Connection } from "../../platform/database/database.ts";
import type { EntryFacts } from "./audit-line.ts";
import { selectEntries, selectTiles } from "./seal-queries.ts";
import { type Details, type NumberedLeaf, selectDetails, selectLeaves } from "./verify-queries.ts";
import { createTileCheck, type TileCheck } from "./verify-tiles.ts";

/** Of one batch: some hundred kilobytes, and four statements for its round trips. */
const AT_ONCE = 2_000;

/** Some of a log's leaves, one after another, with all that the tables hold of them. */
export interface Batch {
  readonly leaves: readonly NumberedLeaf[];
  /** By id, as the details. */
  readonly entries: ReadonlyMap<string, EntryFacts>;
  readonly details: ReadonlyMap<string, Details>;
  readonly tiles: TileCheck;
}

/**
 * The leaves of a log, a batch at a time, from `from` until there are `size`. Numbers may be missing: who reads says where;
 * what follows a batch in which one is, is of no use.
 */
export async function* batchesOf(
  connection: Connection,
  log: number,
  from: number,
  size: number,
): AsyncGenerator<Batch, void> {
  for (let first = from; first < size; ) {
    const leaves = await selectLeaves(connection, log, first, AT_ONCE);
    if (leaves.length === 0) return;
    const keys = leaves.flatMap(({ at, id }) => (at === null || id === null ? [] : [{ at, id }]));
    const [entries, details, tiles] = await Promise.all([
      selectEntries(connection, keys),
      selectDetails(connection, keys),
      createTileCheck(first, leaves.length, (wanted) => selectTiles(connection, log, wanted)),
    ]);
    yield { leaves, entries, details, tiles };
    first += leaves.length;
  }
}
