import type { Connection } from "../../platform/database/database.ts";
import type { Checkpoint } from "../../platform/proof/note.ts";
import { readVerifierKey } from "../../platform/proof/verifier-key.ts";
import { type KeptCosignature, selectCosignatures } from "./cosignature-queries.ts";
import { cosignedNote } from "./cosigned-note.ts";
import { selectHeads, selectLog, selectTiles } from "./seal-queries.ts";
import { TILE_WIDTH, type TilePlace, tileName } from "./tiles.ts";
import { selectLogs } from "./verify-queries.ts";

const HASH_BYTES = 32;

/** The note of the last head that was published, with what witnesses have signed of it; null before the first. */
export async function publishedCheckpoint(connection: Connection): Promise<string | null> {
  const head = await lastHead(connection);
  return head === null ? null : cosignedNote(connection, head.log, head);
}

/**
 * The hashes of a tile as the last head covers it; null for what it does not cover.
 * @param path what tlog-tiles calls `<L>/<N>[.p/<W>]`: `0/x001/234`, `1/000.p/7`
 */
export async function publishedTile(connection: Connection, path: string): Promise<Buffer | null> {
  const asked = readPath(path);
  const head = asked === null ? null : await lastHead(connection);
  if (asked === null || head === null) return null;
  const covered = Math.floor(head.size / TILE_WIDTH ** asked.level) - asked.tile * TILE_WIDTH;
  if (covered < asked.width) return null;
  const tiles = await selectTiles(connection, head.log, [asked]);
  return tiles.get(tileName(asked))?.subarray(0, asked.width * HASH_BYTES) ?? null;
}

/** The last head that was published; null before the first. */
export async function publishedHead(connection: Connection): Promise<Checkpoint | null> {
  const log = await selectLog(connection);
  const [head] = log === null ? [] : await selectHeads(connection, log.log, 1);
  return log === null || head === undefined ? null : { origin: log.origin, size: head.size, root: head.root };
}

async function lastHead(connection: Connection) {
  const log = await selectLog(connection);
  const [head] = log === null ? [] : await selectHeads(connection, log.log, 1);
  return log === null || head === undefined ? null : { ...head, log: log.log };
}

/** Levels above are beyond every size; so are more than four groups of three digits. */
const PATH = /^([0-5])\/((?:x\d{3}\/){0,3}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

function readPath(path: string): (TilePlace & { readonly width: number }) | null {
  const [, level, tile, width] = PATH.exec(path) ?? [];
  if (level === undefined || tile === undefined) return null;
  const place = { level: Number(level), tile: Number(tile.replace(/[x/]/g, "")) };
  if (width === undefined) return { ...place, width: TILE_WIDTH };
  return Number(width) < TILE_WIDTH ? { ...place, width: Number(width) } : null;
}

export interface PublishedHead {
  readonly origin: string;
  readonly size: number;
  readonly at: Date;
  readonly note: string;
  /** What witnesses have said of it. */
  readonly cosigned: readonly CosignedBy[];
}

export interface CosignedBy {
  readonly name: string;
  /** Its key, as it was named in AUDIT_WITNESSES: `name+hash+key`. */
  readonly key: string;
  readonly at: Date;
  /** As it stands below the head. */
  readonly line: string;
}

/** Every head of every log of this installation, the newest first. */
export async function publishedHeads(connection: Connection): Promise<readonly PublishedHead[]> {
  const heads = [];
  for (const { log, origin } of (await selectLogs(connection)).reverse()) {
    const bySize = Map.groupBy(await selectCosignatures(connection, log, null), ({ size }) => size);
    for (const { size, at, note } of await selectHeads(connection, log, null))
      heads.push({ origin, size, at, note, cosigned: (bySize.get(size) ?? []).map(cosignedBy) });
  }
  return heads;
}

const cosignedBy = ({ witness, cosignedAt, line }: KeptCosignature): CosignedBy => ({
  name: readVerifierKey(witness, "cosignature")?.name ?? "",
  key: witness,
  at: cosignedAt,
  line,
});
