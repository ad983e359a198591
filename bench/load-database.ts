/**
 * Loads the example missions that `npm run bench` measures on, and keeps them. The bench does it by itself; this is
 * for loading them beforehand.
 *
 *     node bench/load-database.ts [--missions 1000000]
 */
import { parseArgs } from "node:util";
import { openLoadedDatabase } from "./support/loaded-database.ts";

const { values } = parseArgs({ options: { missions: { type: "string", default: "1000000" } } });
const database = await openLoadedDatabase(Number(values.missions));
await database.stop();
console.log(`${database.folder} holds ${database.missions} missions.`);
