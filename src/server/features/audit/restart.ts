import type { KeyObject } from "node:crypto";
import type { Actor } from "../../core/actor.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import { rootAt } from "../../platform/proof/merkle.ts";
import { openCheckpoint } from "../../platform/proof/note.ts";
import { recordAudit } from "./audit.ts";
import type { PublishedPlaces } from "./grown.ts";
import { readTiles } from "./read-tiles.ts";
import { type Restart, signRestart, type TreeState } from "./restart-note.ts";
import { awaitSealing, beginLog, type Log, selectHeads, selectLog, selectSize } from "./seal-queries.ts";
import { openTree } from "./sealer.ts";
import type { SecondPlace } from "./second-places.ts";
import { LogBroken } from "./tiles.ts";
import { takeWritten } from "./unsealed.ts";

export interface RestartDependencies extends PublishedPlaces {
  readonly database: Database;
}

/** There is no log to go on from; the message says so. */
export class NothingToRestart extends Error {}

/**
 * Begins a new log, where the present one cannot go on truthfully: an older state of the database was put back, or a replica
 * promoted that lacks its end. The new log's first entry names the last published head of the present one, what is here of it
 * and how much is lost; the present one is sealed no further, and stays verifiable. What waits goes into the new one.
 * @throws NothingToRestart before the first log
 * @throws LogBroken when a published head is signed by no key
 */
export async function restartLog(
  { database, noteKeys, places }: RestartDependencies,
  actor: Actor,
  reason: string,
): Promise<Restart> {
  const [key] = noteKeys;
  if (key === undefined) throw new Error("a key is needed to begin a log");
  return database.transaction(async (tx) => {
    await awaitSealing(tx);
    const log = await selectLog(tx);
    if (log === null)
      throw new NothingToRestart("there is no log yet: the first begins with the first entry");
    const next = await nextLog(log, places);
    const restart = {
      origin: next.origin,
      previous: log.origin,
      ...(await stateOf(tx, log, noteKeys, places)),
    };
    await beginLog(tx, next.log, next.origin);
    await recordAudit(tx, actor, {
      action: "audit.restart",
      resource: { type: "audit", id: null },
      changes: {
        ...{ from: log.origin, to: next.origin, reason },
        ...{ published: restart.published?.size ?? null, here: restart.here.size, lost: restart.lost },
      },
      evidence: Buffer.from(signRestart(restart, key)),
    });
    await sealFirst(tx, next);
    return restart;
  });
}

/** Before everything that waits, so that the log says first where it comes from. */
async function sealFirst(tx: Tx, log: Log): Promise<void> {
  const tree = await openTree(tx, log, null);
  await tree.append(
    tx,
    takeWritten(tx).map(({ key, line }) => ({ leaf: { kind: "entry", ...key, padding: null }, line })),
  );
}

/** Its number is one of which no second place has heads: a log may have been begun that was then lost as well. */
async function nextLog({ log, origin }: Log, places: readonly SecondPlace[]): Promise<Log> {
  for (let number = log + 1; ; number += 1) {
    // It ends in its number: `NAME/log/1`.
    const next = { log: number, origin: `${origin.slice(0, origin.lastIndexOf("/") + 1)}${number}` };
    const known = await Promise.all(places.map((place) => place.sizes(next.origin)));
    if (known.every((sizes) => sizes.length === 0)) return next;
  }
}

async function stateOf(
  connection: Connection,
  log: Log,
  keys: readonly KeyObject[],
  places: readonly SecondPlace[],
): Promise<Pick<Restart, "published" | "here" | "lost">> {
  const size = await selectSize(connection, log.log);
  const rootOf = (of: number) => rootAt(of, readTiles(connection, log)).catch(unreadable);
  const heads = await headsOf(connection, log, places);
  const published = (await heads[0]?.open(keys)) ?? null;
  let [agreed, contradicted] = [0, false];
  for (const head of heads.filter((one) => one.size <= size)) {
    const { root } = await head.open(keys);
    // Where it agrees, so do those before it.
    if ((await rootOf(head.size))?.equals(root)) {
      agreed = head.size;
      break;
    }
    contradicted = true;
  }
  const common = contradicted ? agreed : Math.min(size, published?.size ?? 0);
  return { published, here: { size, root: await rootOf(size) }, lost: (published?.size ?? 0) - common };
}

function unreadable(error: unknown): null {
  if (error instanceof LogBroken) return null;
  throw error;
}

interface KnownHead {
  readonly size: number;
  open(keys: readonly KeyObject[]): Promise<TreeState>;
}

/** The published heads of a log that the database and the second places hold, the largest first. */
async function headsOf(
  connection: Connection,
  log: Log,
  places: readonly SecondPlace[],
): Promise<KnownHead[]> {
  const opened = (size: number, note: () => Promise<string>): KnownHead => ({
    size,
    async open(keys) {
      const head = openCheckpoint(await note(), keys);
      if (head?.origin !== log.origin || head.size !== size)
        throw new LogBroken(
          `the head of ${size} leaves of the log ${log.origin} is signed by no key of AUDIT_KEY`,
        );
      return { size, root: head.root };
    },
  });
  const here = (await selectHeads(connection, log.log, null)).map(({ size, note }) =>
    opened(size, async () => note),
  );
  const elsewhere = places.map(async (place) =>
    (await place.sizes(log.origin)).map((size) => opened(size, () => place.note(log.origin, size))),
  );
  return [...here, ...(await Promise.all(elsewhere)).flat()].sort((one, other) => other.size - one.size);
}
