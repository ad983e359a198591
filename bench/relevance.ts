/**
 * Does search find what a French speaker means? Loads a small demonstration into a database of its own, puts every
 * judged query of tests/relevance through the program's list, and prints nDCG@10 as typed and without accents, the
 * share of empty answers, and how often the right mission is among the first three, also with one typing error.
 *
 *     node bench/relevance.ts [--missions 3000] [--json] [--held-back] [--worst 20] [--keep]
 *
 * `--keep` takes the missions as the last run loaded them, for a change that touches no document.
 * Queries to tune on are shown; those held back only with `--held-back`, so that they stay a test.
 */
import { parseArgs } from "node:util";
import pg from "pg";
import { loadDemonstration } from "../src/server/features/demo/index.ts";
import { createMissionList } from "../src/server/features/listing/index.ts";
import { createCursors } from "../src/server/http/requests/cursor.ts";
import { migrateDatabase } from "../src/server/migrate-database.ts";
import { openDatabase } from "../src/server/platform/database/database.ts";
import { startEmbeddedPostgres } from "../src/server/platform/embedded-postgres/index.ts";
import { AT, demonstrationFacts, SEED } from "../tests/relevance/demonstration.ts";
import { type QueryResult, runQueries, type Summary, summarise } from "../tests/relevance/run-queries.ts";

const { values } = parseArgs({
  options: {
    missions: { type: "string", default: "3000" },
    json: { type: "boolean", default: false },
    "held-back": { type: "boolean", default: false },
    worst: { type: "string", default: "0" },
    keep: { type: "boolean", default: false },
  },
});
const missions = Number(values.missions);

const dataDir = new URL(`data/relevance-${missions}`, import.meta.url).pathname;
const server = await startEmbeddedPostgres({ dataDir, log: () => {} });
try {
  const owner = server.connection("owner");
  await migrateDatabase({ owner, applicationRole: server.connection("application").user, log: () => {} });
  const client = new pg.Client(owner);
  await client.connect();
  const { rows: places } = await client.query(
    `select insee_code as "inseeCode", name, postal_codes[1] as "postalCode", latitude, longitude, population
       from places where commune_code is null order by insee_code`,
  );
  // Loaded anew each time, so that what is measured was analysed by the program as it is now.
  if (!values.keep) {
    await client.query("truncate missions, parties, search_words, search_suggestions cascade");
    await client.query(
      "update search_progress set words_until = default, words_until_id = default, texts = 0, title_words = 0, description_words = 0",
    );
    await loadDemonstration(owner, {
      missions,
      seed: SEED,
      at: AT,
      currency: "EUR",
      ownMissions: null,
      onProgress: () => {},
    });
  }
  await client.end();
  const database = openDatabase({
    connection: server.connection("application"),
    poolMax: 1,
    onError: console.error,
  });
  const list = createMissionList({ database, cursors: createCursors([Buffer.alloc(32)]) });
  const results = await runQueries(
    async (q) => JSON.parse((await list.page({ q, limit: 10 })).toString()).items,
    demonstrationFacts(missions, places),
  );
  await database.close();
  print(results);
} finally {
  await server.stop();
}

function print(all: readonly QueryResult[]): void {
  const results = all.filter(({ heldBack }) => heldBack === values["held-back"]);
  const groups = [...new Set(results.map(({ group }) => group))];
  const table: Record<string, Summary> = Object.fromEntries([
    ...groups.map((group) => [group, summarise(results.filter((result) => result.group === group))]),
    ["all", summarise(results)],
  ]);
  if (values.json) {
    console.log(
      JSON.stringify({ missions, seed: SEED, at: AT, heldBack: values["held-back"], table }, null, 2),
    );
    return;
  }
  console.log(`${missions} missions, ${values["held-back"] ? "queries held back" : "queries to tune on"}\n`);
  console.log("| group | queries | nDCG@10 | without accents | empty | top 3 | top 3, one error |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const [group, row] of Object.entries(table)) {
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    const figures = [row.typed.toFixed(3), row.plain.toFixed(3), percent(row.empty), percent(row.top3)];
    console.log(`| ${group} | ${row.queries} | ${figures.join(" | ")} | ${percent(row.top3WithError)} |`);
  }
  const worst = results.toSorted((one, other) => one.typed - other.typed).slice(0, Number(values.worst));
  for (const { text, typed, plain } of worst) console.log(`${typed.toFixed(2)} ${plain.toFixed(2)} ${text}`);
}
