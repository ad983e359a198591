import { type KeyObject, randomBytes } from "node:crypto";
import type { Database } from "../../platform/database/database.ts";
import { signCheckpoint } from "../../platform/proof/note.ts";
import { requireGrown } from "./grown.ts";
import { currentLog } from "./log-names.ts";
import { awaitSealing, hasHeadOfThisHour, insertHead, selectHeads, selectLog } from "./seal-queries.ts";
import { openTree, sealPadding } from "./sealer.ts";
import type { SecondPlace } from "./second-places.ts";
import { TILE_WIDTH } from "./tiles.ts";

export interface HeadDependencies {
  readonly database: Database;
  /** Private Ed25519 keys; the first signs, all verify. */
  readonly noteKeys: readonly KeyObject[];
  readonly host: () => string;
  readonly places: readonly SecondPlace[];
}

/** What a full hour does: one head, however often it is tried, and whatever a second place still lacks. */
export async function publishHourly(dependencies: HeadDependencies): Promise<void> {
  if (!(await hasHeadOfThisHour(dependencies.database.writer))) await publishHead(dependencies);
  await keepHeads(dependencies);
}

/**
 * Fills the tree up to a whole tile, at least by one leaf, so that its size does not tell how much happened; signs its head and
 * keeps it in the database.
 * @throws LogBroken when the tree is not a published one, grown: two heads of one log never contradict each other
 */
export async function publishHead(dependencies: HeadDependencies): Promise<void> {
  const { database, noteKeys, host } = dependencies;
  const [key] = noteKeys;
  if (key === undefined) throw new Error("a key is needed to sign heads");
  await database.transaction(async (tx) => {
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
  });
}

/** Brings each second place the heads that it lacks: the newest, and those of hours in which it was away. */
export async function keepHeads({ database, places }: HeadDependencies): Promise<void> {
  const log = await selectLog(database.writer);
  if (log === null) return;
  const heads = (await selectHeads(database.writer, log.log, null)).reverse();
  for (const place of places) {
    const kept = new Set(await place.sizes(log.origin));
    for (const { size, note } of heads) if (!kept.has(size)) await place.keep(log.origin, size, note);
  }
}
