import type { Database, Tx } from "../../platform/database/database.ts";
import { type CompactRange, leafHash, rootAt } from "../../platform/proof/merkle.ts";
import { auditLine, type EntryFacts, paddingLine } from "./audit-line.ts";
import { isMacOf } from "./entry-mac.ts";
import { type HeadsElsewhere, lookElsewhere, type PublishedPlaces, requireGrown } from "./grown.ts";
import { currentLog } from "./log-names.ts";
import {
  appendLeaves,
  becomeSealer,
  type Leaf,
  type Log,
  selectEntries,
  selectSize,
  selectTiles,
  selectUnsealed,
  type Unsealed,
} from "./seal-queries.ts";
import { grow, LogBroken, lastTiles, rangeFrom, readFrom } from "./tiles.ts";

/** Of one transaction: some ten milliseconds. */
const ENTRIES_AT_ONCE = 1_000;

export interface SealerDependencies extends PublishedPlaces {
  readonly database: Database;
  /** 32 bytes each; all verify. */
  readonly macKeys: readonly Buffer[];
  /** What the first log of this installation is called after. */
  readonly host: () => string;
  /** Told of each entry that the program has not written as it stands. */
  readonly onBadMac: (entryId: string) => void;
}

/** The size and the root of a tree that was seen. */
export interface SeenTree {
  readonly log: number;
  readonly size: number;
  readonly root: Buffer;
}

export interface Sealer {
  /**
   * Seals what waits, in the order of time, at most a thousand entries.
   * @returns how many; 0 also where another instance seals
   * @throws LogBroken when the tree is not the one that this instance has seen, grown
   */
  seal(): Promise<number>;
}

export function createSealer(dependencies: SealerDependencies): Sealer {
  let seen: SeenTree | null = null;
  return {
    async seal() {
      let elsewhere: HeadsElsewhere | null = null;
      for (;;) {
        const turn: Turn = await dependencies.database.transaction((tx) =>
          sealWaiting(tx, seen, elsewhere, dependencies),
        );
        // Not before the commit: what was rolled back was never there.
        if (turn.tree !== null) seen = turn.tree;
        if (turn.unknown === null) return turn.sealed;
        elsewhere = await lookElsewhere(turn.unknown, dependencies.places);
      }
    },
  };
}

interface Turn {
  readonly sealed: number;
  readonly tree: SeenTree | null;
  /** The origin of a log of which the second places have to be asked first; null: what there was to do is done. */
  readonly unknown: string | null;
}

const NOTHING: Turn = { sealed: 0, tree: null, unknown: null };

async function sealWaiting(
  tx: Tx,
  seen: SeenTree | null,
  elsewhere: HeadsElsewhere | null,
  dependencies: SealerDependencies,
): Promise<Turn> {
  if (!(await becomeSealer(tx))) return NOTHING;
  const waiting = await selectUnsealed(tx, ENTRIES_AT_ONCE);
  if (waiting.length === 0) return NOTHING;
  const tree = await openTree(tx, await currentLog(tx, dependencies.host), seen);
  // Who has seen nothing of this log goes by what was published of it: an older state may have been put back.
  if (seen?.log !== tree.log.log) {
    if (elsewhere?.origin !== tree.log.origin) return { ...NOTHING, unknown: tree.log.origin };
    await requireGrown(tx, tree.log, tree.range.size, dependencies.noteKeys, elsewhere);
  }
  const entries = await selectEntries(tx, waiting);
  const sealed = waiting.flatMap((row) => {
    const entry = entries.get(row.id);
    return entry === undefined ? [] : [sealEntry(row, entry, dependencies)];
  });
  await tree.append(
    tx,
    sealed.map(({ leaf, line }) => ({ leaf, line })),
  );
  return {
    sealed: sealed.length,
    tree: { log: tree.log.log, size: tree.range.size, root: tree.range.root() },
    unknown: null,
  };
}

/** What is sealed: where it stands in the log, and its line. */
interface Sealed {
  readonly leaf: Leaf;
  readonly line: string;
}

function sealEntry(row: Unsealed, entry: EntryFacts, { macKeys, onBadMac }: SealerDependencies): Sealed {
  const line = auditLine(entry);
  const kindOf = () => {
    if (row.keyId === null || row.mac === null) return "unproven";
    return isMacOf(macKeys, line, { keyId: row.keyId, mac: row.mac }) ? "entry" : "bad-mac";
  };
  const kind = kindOf();
  if (kind === "bad-mac") onBadMac(entry.id);
  return { leaf: { kind, at: entry.at, id: entry.id, padding: null }, line };
}

/** A leaf that hides how many there are. @param filling 32 random bytes */
export const sealPadding = (filling: Buffer): Sealed => ({
  leaf: { kind: "padding", at: null, id: null, padding: filling },
  line: paddingLine(filling),
});

/** The tree of a log, in a transaction that seals. */
export interface OpenTree {
  readonly log: Log;
  readonly range: CompactRange;
  append(tx: Tx, sealed: readonly Sealed[]): Promise<void>;
}

/** @throws LogBroken when the tree does not begin with what was seen of it */
export async function openTree(tx: Tx, log: Log, seen: SeenTree | null): Promise<OpenTree> {
  const size = await selectSize(tx, log.log);
  const before = seen !== null && seen.log === log.log ? seen : null;
  if (before !== null && before.size > size)
    throw new LogBroken(`the log ${log.origin} has ${size} leaves and had ${before.size}`);
  const wanted = [...lastTiles(size), ...lastTiles(before?.size ?? 0)];
  const tiles = await selectTiles(tx, log.log, wanted);
  const range = await rangeFrom(size, tiles);
  if (before !== null && !(await rootAt(before.size, readFrom(tiles))).equals(before.root))
    throw new LogBroken(`the first ${before.size} leaves of the log ${log.origin} are not what they were`);
  return {
    log,
    range,
    async append(tx, sealed) {
      const sizeBefore = range.size;
      const growth = grow(
        range,
        sealed.map(({ line }) => leafHash(Buffer.from(line))),
      );
      await appendLeaves(
        tx,
        log.log,
        sizeBefore,
        sealed.map(({ leaf }) => leaf),
        growth,
      );
    },
  };
}
