import type { Connection } from "../../platform/database/database.ts";
import type { ReadHash } from "../../platform/proof/merkle.ts";
import { type Log, selectTiles } from "./seal-queries.ts";
import { placeOf, readFrom, tileName } from "./tiles.ts";

/** The hashes of a log: each tile is read when one of its hashes is asked for, and once. Throws LogBroken as `readFrom`. */
export function readTiles(connection: Connection, { log }: Log): ReadHash {
  const tiles = new Map<string, Promise<Map<string, Buffer>>>();
  return async (node) => {
    const { level, tile } = placeOf(node);
    const name = tileName({ level, tile });
    const read = tiles.get(name) ?? selectTiles(connection, log, [{ level, tile }]);
    tiles.set(name, read);
    return readFrom(await read)(node);
  };
}
