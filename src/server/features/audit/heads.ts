import { type KeyObject, randomBytes } from "node:crypto";
import type { Database } from "../../platform/database/database.ts";
import { OutsideError } from "../../platform/outside.ts";
import { signCheckpoint } from "../../platform/proof/note.ts";
import { lookElsewhere, requireGrown } from "./grown.ts";
import { currentLog } from "./log-names.ts";
import type { OutsidePlaces } from "./open-places.ts";
import {
  awaitSealing,
  type Head,
  hasHeadOfThisHour,
  insertHead,
  selectHeads,
  selectLog,
} from "./seal-queries.ts";
import { openTree, sealPadding } from "./sealer.ts";
import type { SecondPlace } from "./second-places.ts";
import { TILE_WIDTH } from "./tiles.ts";
import { tellHeads } from "./told.ts";

export interface HeadDependencies extends OutsidePlaces {
  readonly database: Database;
  /** Private Ed25519 keys; the first signs, all verify. */
  readonly noteKeys: readonly KeyObject[];
  readonly host: () => string;
}

/** What a full hour does: one head, however often it is tried, and whatever others still lack. */
export async function publishHourly(dependencies: HeadDependencies): Promise<void> {
  await eachOf([() => publishDue(dependencies), () => keepHeads(dependencies)]);
}

async function publishDue(dependencies: HeadDependencies): Promise<void> {
  if (!(await hasHeadOfThisHour(dependencies.database.writer))) await publishHead(dependencies);
}

/**
 * Fills the tree up to a whole tile, at least by one leaf, so that its size does not tell how much happened; signs its head and
 * keeps it in the database.
 * @throws LogBroken when the tree is not a published one, grown: two heads of one log never contradict each other
 * @throws OutsideError when a second place cannot be asked: it may hold a head that the database has lost
 */
export async function publishHead({ database, noteKeys, host, places }: HeadDependencies): Promise<void> {
  const [key] = noteKeys;
  if (key === undefined) throw new Error("a key is needed to sign heads");
  const before = await selectLog(database.writer);
  const elsewhere = before === null ? null : await lookElsewhere(before.origin, places);
  await database.transaction(async (tx) => {
    await awaitSealing(tx);
    const current = await currentLog(tx, host);
    // Of one that begins here and now nobody can have heads.
    const known = elsewhere ?? { origin: current.origin, notes: [] };
    if (known.origin !== current.origin) throw new Error(`the log ${current.origin} was begun meanwhile`);
    const tree = await openTree(tx, current, null);
    await requireGrown(tx, current, tree.range.size, noteKeys, known);
    const missing = TILE_WIDTH - (tree.range.size % TILE_WIDTH);
    await tree.append(
      tx,
      Array.from({ length: missing }, () => sealPadding(randomBytes(32))),
    );
    const head = { origin: current.origin, size: tree.range.size, root: tree.range.root() };
    await insertHead(tx, current.log, { ...head, note: signCheckpoint(head, key) });
  });
}

/** Brings each second place the heads that it lacks, and tells each listener: the newest, and those of hours in which it was away. */
export async function keepHeads({ database, places, listeners }: HeadDependencies): Promise<void> {
  const log = await selectLog(database.writer);
  if (log === null) return;
  const heads = (await selectHeads(database.writer, log.log, null)).reverse();
  await eachOf([
    ...places.map((place) => () => bring(place, log.origin, heads)),
    ...listeners.map((listener) => () => tellHeads(database.writer, listener, log, heads)),
  ]);
}

async function bring(place: SecondPlace, origin: string, heads: readonly Head[]): Promise<void> {
  const kept = new Set(await place.sizes(origin));
  for (const { size, note } of heads) if (!kept.has(size)) await place.keep(origin, size, note);
}

/** Does each, whatever becomes of the others: one place that is away keeps nobody else from what it lacks. Throws what failed. */
async function eachOf(works: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: Error[] = [];
  for (const work of works) await work().catch((error: Error) => void failures.push(error));
  if (failures.length === 0) return;
  const graver = failures.find((error) => !(error instanceof OutsideError));
  throw graver ?? new OutsideError([...new Set(failures.map(({ message }) => message))].join("; "));
}
