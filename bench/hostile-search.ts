/**
 * Is any string answered, and how fast? Puts 10,000 random and hostile strings, the same each time, through the program's
 * list and its suggestions, one after another, over example missions. Prints how long they took, how many took over
 * 300 ms, and the slowest; fails when one is a fault.
 *
 *     node bench/hostile-search.ts [--missions 50000] [--strings 10000] [--data-dir PATH]
 *
 * The loaded database is kept for the next run, and is the one of `list-plans.ts`.
 */
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { AppError } from "../src/server/core/errors.ts";
import { loadDemonstration } from "../src/server/features/demo/index.ts";
import { createMissionList, refreshSearch } from "../src/server/features/listing/index.ts";
import { createCursors } from "../src/server/http/requests/cursor.ts";
import { migrateDatabase } from "../src/server/migrate-database.ts";
import { openDatabase } from "../src/server/platform/database/database.ts";
import { startEmbeddedPostgres } from "../src/server/platform/embedded-postgres/index.ts";
import { SEED, searchStrings } from "../tests/fuzz/search-strings.ts";

const { values } = parseArgs({
  options: {
    missions: { type: "string", default: "50000" },
    strings: { type: "string", default: "10000" },
    "data-dir": { type: "string" },
  },
});
const missions = Number(values.missions);
const SLOW_MS = 300;
const LONGEST_QUERY = 5_000;
const LONGEST_SUGGESTED = 200;

const dataDir = values["data-dir"] ?? new URL(`data/plans-${missions}`, import.meta.url).pathname;
const server = await startEmbeddedPostgres({ dataDir, log: () => {} });
let faults = 0;
try {
  const owner = server.connection("owner");
  await migrateDatabase({ owner, applicationRole: server.connection("application").user, log: () => {} });
  const database = openDatabase({
    connection: server.connection("application"),
    poolMax: 1,
    onError: () => {},
  });
  const { rows } = await sql`select from mission_cards limit 1`.execute(database.reader);
  if (rows.length === 0) {
    const at = new Date("2026-11-22T12:00:00Z");
    await loadDemonstration(owner, {
      missions,
      seed: SEED,
      at,
      currency: "EUR",
      ownMissions: null,
      onProgress: () => {},
    });
  }
  await refreshSearch(database.writer);
  const list = createMissionList({ database, cursors: createCursors([Buffer.alloc(32)]) });
  const strings = searchStrings(Number(values.strings)).map((text) => text.toWellFormed());
  await measure(
    "search",
    strings.filter(({ length }) => length <= LONGEST_QUERY),
    (q) => list.page({ q, limit: 20 }),
  );
  await measure(
    "suggest",
    strings.filter(({ length }) => length <= LONGEST_SUGGESTED),
    (q) => list.suggest(q, 8, "fr"),
  );
  await database.close();
} finally {
  await server.stop();
}
if (faults > 0) process.exitCode = 1;

async function measure(
  name: string,
  strings: readonly string[],
  ask: (q: string) => Promise<unknown>,
): Promise<void> {
  const times: { text: string; ms: number }[] = [];
  for (const text of strings) {
    const start = performance.now();
    try {
      await ask(text);
    } catch (error) {
      if (!(error instanceof AppError)) {
        faults += 1;
        console.log(`fault: ${JSON.stringify(text.slice(0, 100))}: ${(error as Error).message}`);
      }
    }
    times.push({ text, ms: performance.now() - start });
  }
  times.sort((one, other) => one.ms - other.ms);
  const at = (share: number) => (times[Math.ceil(share * times.length) - 1]?.ms ?? 0).toFixed(1);
  const slow = times.filter(({ ms }) => ms > SLOW_MS).length;
  console.log(
    `${name}: ${times.length} strings, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, p99.9 ${at(0.999)} ms, most ${at(1)} ms, over ${SLOW_MS} ms ${slow}`,
  );
  for (const { text, ms } of times.slice(-3))
    console.log(`  ${ms.toFixed(1)} ms ${JSON.stringify(text.slice(0, 120))}`);
}
