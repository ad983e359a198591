import type { KeyObject } from "node:crypto";
import type { Connection } from "../../platform/database/database.ts";
import { rootAt } from "../../platform/proof/merkle.ts";
import { openCheckpoint } from "../../platform/proof/note.ts";
import { readTiles } from "./read-tiles.ts";
import { type Log, selectHeads } from "./seal-queries.ts";
import type { SecondPlace } from "./second-places.ts";
import { LogBroken } from "./tiles.ts";

export interface PublishedPlaces {
  /** Ed25519 keys, any of which may have signed a head. */
  readonly noteKeys: readonly KeyObject[];
  readonly places: readonly SecondPlace[];
}

/** What the second places hold of a log as its last head. */
export interface HeadsElsewhere {
  readonly origin: string;
  readonly notes: readonly string[];
}

/**
 * Asked before the transaction that seals, never within it: a place may be slow, and others seal meanwhile. Those only add to the
 * same tree, so what was read holds. A place that cannot be asked is an error: it may know of more than the database does.
 */
export async function lookElsewhere(origin: string, places: readonly SecondPlace[]): Promise<HeadsElsewhere> {
  const notes = await Promise.all(
    places.map(async (place) => {
      const largest = (await place.sizes(origin)).at(-1);
      return largest === undefined ? [] : [await place.note(origin, largest)];
    }),
  );
  return { origin, notes: notes.flat() };
}

/**
 * Each head that was published last, here or in a second place, is one of the tree as it stands, `size` leaves.
 * @throws LogBroken where it is not: the log was changed, or an older state of it was put back
 */
export async function requireGrown(
  connection: Connection,
  log: Log,
  size: number,
  noteKeys: readonly KeyObject[],
  elsewhere: HeadsElsewhere,
): Promise<void> {
  const [last] = await selectHeads(connection, log.log, 1);
  for (const note of [...(last === undefined ? [] : [last.note]), ...elsewhere.notes]) {
    const head = openCheckpoint(note, noteKeys);
    if (head === null || head.origin !== log.origin)
      throw new LogBroken(`a head of the log ${log.origin} is signed by no key of AUDIT_KEY`);
    if (head.size > size)
      throw new LogBroken(
        `the log ${log.origin} has ${size} leaves, its last head says ${head.size}: ` +
          "an older state was put back (swideal audit restart), or its end was taken away",
      );
    const root = await rootAt(head.size, readTiles(connection, log));
    if (!root.equals(head.root))
      throw new LogBroken(`the log ${log.origin} is not the one whose head at ${head.size} was published`);
  }
}
