import { type KeyObject, randomBytes } from "node:crypto";
import type { Database, Tx } from "../../platform/database/database.ts";
import { rootAt } from "../../platform/proof/merkle.ts";
import { openCheckpoint, signCheckpoint } from "../../platform/proof/note.ts";
import { currentLog } from "./log-names.ts";
import { awaitSealing, insertHead, type Log, selectHeads, selectTiles } from "./seal-queries.ts";
import { openTree, sealPadding } from "./sealer.ts";
import type { SecondPlace } from "./second-places.ts";
import { LogBroken, lastTiles, readFrom, TILE_WIDTH } from "./tiles.ts";

export interface HeadDependencies {
  readonly database: Database;
  /** Private Ed25519 keys; the first signs, all verify. */
  readonly noteKeys: readonly KeyObject[];
  readonly host: () => string;
  readonly places: readonly SecondPlace[];
}

/**
 * Fills the tree up to a whole tile, at least by one leaf, so that its size does not tell how much happened; signs its head and
 * keeps it in the database, then in the second places, where those of earlier hours that could not be kept follow.
 * @throws LogBroken when the tree is not a published one, grown: two heads of one log never contradict each other
 */
export async function publishHead(dependencies: HeadDependencies): Promise<void> {
  const { database, noteKeys, host, places } = dependencies;
  const [key] = noteKeys;
  if (key === undefined) throw new Error("a key is needed to sign heads");
  const log = await database.transaction(async (tx) => {
    await awaitSealing(tx);
    const current = await currentLog(tx, host);
    const tree = await openTree(tx, current, null);
    await requireGrown(tx, current, tree.range.size, dependencies);
    const missing = TILE_WIDTH - (tree.range.size % TILE_WIDTH);
    await tree.append(
      tx,
      Array.from({ length: missing }, () => sealPadding(randomBytes(32))),
    );
    const head = { origin: current.origin, size: tree.range.size, root: tree.range.root() };
    await insertHead(tx, current.log, { ...head, note: signCheckpoint(head, key) });
    return current;
  });
  for (const place of places) await keepAll(database, log, place);
}

/** Each head that was published, here or in a second place, is one of the tree as it stands. */
async function requireGrown(
  tx: Tx,
  log: Log,
  size: number,
  { noteKeys, places }: HeadDependencies,
): Promise<void> {
  const [last] = await selectHeads(tx, log.log, 1);
  const elsewhere = await Promise.all(places.map(async (place) => (await place.notes(log.origin)).at(-1)));
  for (const note of [last?.note, ...elsewhere]) {
    if (note === undefined) continue;
    const head = openCheckpoint(note, noteKeys);
    if (head === null || head.origin !== log.origin)
      throw new LogBroken(`a head of the log ${log.origin} is signed by no key of AUDIT_KEY`);
    if (head.size > size)
      throw new LogBroken(`the log ${log.origin} has ${size} leaves, its last head says ${head.size}`);
    const root = await rootAt(head.size, readFrom(await selectTiles(tx, log.log, lastTiles(head.size))));
    if (!root.equals(head.root))
      throw new LogBroken(`the log ${log.origin} is not the one whose head at ${head.size} was published`);
  }
}

async function keepAll(database: Database, log: Log, place: SecondPlace): Promise<void> {
  const kept = new Set(await place.notes(log.origin));
  const heads = await selectHeads(database.writer, log.log, null);
  for (const { size, note } of heads.reverse()) if (!kept.has(note)) await place.keep(log.origin, size, note);
}
