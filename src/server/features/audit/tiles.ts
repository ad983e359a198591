import {
  CompactRange,
  completeSubtrees,
  type Hash,
  type Node,
  nodeHash,
  type ReadHash,
} from "../../platform/proof/merkle.ts";

/**
 * The log's hashes in tiles, as C2SP's tlog-tiles has them: a tile of level L holds up to 256 hashes of complete subtrees of
 * 256^L leaves; what lies between is made of them.
 */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const HASH_BYTES = 32;

export interface TilePlace {
  readonly level: number;
  readonly tile: number;
}

/** What is added to a tile that holds `offset` hashes. */
export interface TileGrowth extends TilePlace {
  readonly offset: number;
  readonly added: Hash[];
}

export const tileName = ({ level, tile }: TilePlace): string => `${level}/${tile}`;

/** The tile from which the hash of a complete subtree is made, and which of its hashes. */
export function placeOf({
  level,
  index,
}: Node): TilePlace & { readonly from: number; readonly count: number } {
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  return {
    level: Math.floor(level / TILE_HEIGHT),
    tile: Math.floor(first / TILE_WIDTH),
    from: first % TILE_WIDTH,
    count,
  };
}

/** The log is not what it was: nothing is sealed until an operator has looked. */
export class LogBroken extends Error {}

/** Gives the hashes of complete subtrees of the tiles at hand; throws LogBroken where a tile is missing or too short. */
export function readFrom(tiles: ReadonlyMap<string, Buffer>): ReadHash {
  return async (node) => {
    const { from, count, ...place } = placeOf(node);
    const hashes = tiles.get(tileName(place));
    const slice = hashes?.subarray(from * HASH_BYTES, (from + count) * HASH_BYTES);
    if (slice === undefined || slice.length < count * HASH_BYTES)
      throw new LogBroken(`the tile ${tileName(place)} does not hold all of its hashes`);
    let row = Array.from({ length: count }, (_, at) =>
      slice.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
    );
    while (row.length > 1)
      row = Array.from({ length: row.length / 2 }, (_, at) =>
        nodeHash(row[at * 2] as Hash, row[at * 2 + 1] as Hash),
      );
    return row[0] as Hash;
  };
}

/** The tiles that hold what a tree of this size ends with. */
export const lastTiles = (size: number): TilePlace[] => {
  const places = completeSubtrees(0, size).map((node) => placeOf(node));
  return [...new Map(places.map(({ level, tile }) => [tileName({ level, tile }), { level, tile }])).values()];
};

/** Adds leaves to a tree, and gives what its tiles grow by. */
export function grow(range: CompactRange, leaves: readonly Hash[]): TileGrowth[] {
  const growth = new Map<string, TileGrowth>();
  for (const leaf of leaves)
    range.append(leaf, ({ level, index }, hash) => {
      if (level % TILE_HEIGHT !== 0) return;
      const place = { level: level / TILE_HEIGHT, tile: Math.floor(index / TILE_WIDTH) };
      const known = growth.get(tileName(place));
      if (known === undefined)
        growth.set(tileName(place), { ...place, offset: index % TILE_WIDTH, added: [hash] });
      else known.added.push(hash);
    });
  return [...growth.values()];
}

/** The tree of this size, ready to grow, from the tiles of `lastTiles`. */
export async function rangeFrom(size: number, tiles: ReadonlyMap<string, Buffer>): Promise<CompactRange> {
  return new CompactRange(size, await Promise.all(completeSubtrees(0, size).map(readFrom(tiles))));
}
