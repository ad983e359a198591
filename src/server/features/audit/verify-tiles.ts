import type { Hash, Node } from "../../platform/proof/merkle.ts";
import { placeOf, TILE_WIDTH, type TilePlace, tileName } from "./tiles.ts";

const HASH_BYTES = 32;

/** Compares what a stretch of leaves makes with the tiles that are kept. */
export interface TileCheck {
  /** The hash that was sealed as this leaf; null where no tile holds it. */
  leaf(index: number): Hash | null;
  /** What is wrong with the tile of a complete subtree; null when it holds this hash, or none is kept of it. */
  compare(node: Node, made: Hash): string | null;
}

/** @param first the number of the first of `count` leaves */
export async function createTileCheck(
  first: number,
  count: number,
  read: (wanted: readonly TilePlace[]) => Promise<Map<string, Buffer>>,
): Promise<TileCheck> {
  const tiles = await read(tilesOf(first, count));
  const hashAt = (node: Node): Hash | null => {
    const { from, ...place } = placeOf(node);
    const hash = tiles.get(tileName(place))?.subarray(from * HASH_BYTES, (from + 1) * HASH_BYTES);
    return hash?.length === HASH_BYTES ? hash : null;
  };
  return {
    leaf: (index) => hashAt({ level: 0, index }),
    compare(node, made) {
      const { count: hashes, level, tile } = placeOf(node);
      if (hashes !== 1) return null;
      const kept = hashAt(node);
      if (kept?.equals(made)) return null;
      const name = `the tile ${tileName({ level, tile })}`;
      return kept === null ? `${name} is missing, or too short` : `${name} does not follow from the leaves`;
    },
  };
}

/** The tiles that these leaves and what they complete stand in. */
function tilesOf(first: number, count: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let level = 0, width = TILE_WIDTH, last = 1; last > 0; level += 1, width *= TILE_WIDTH) {
    last = Math.floor((first + count - 1) / width);
    for (let tile = Math.floor(first / width); tile <= last; tile += 1) places.push({ level, tile });
    // What the leaves of one tile complete stands in the first tile above it.
    if (last === 0) places.push({ level: level + 1, tile: 0 });
  }
  return places;
}
