/**
 * How does PostgreSQL read each public list? Takes the database of `npm run bench`, asks for each list through the
 * program's code, and explains the very statements that it sent.
 *
 *     node bench/list-plans.ts [--missions 1000000]
 *
 * Fails when a list reads the whole table or sorts more than a page, or when a search ranks more candidates than its
 * scans are meant to bring.
 */
import { parseArgs } from "node:util";
import pg from "pg";
import { createMissionList } from "../src/server/features/listing/index.ts";
import { createCursors } from "../src/server/http/requests/cursor.ts";
import { openDatabase, type RunStatement } from "../src/server/platform/database/database.ts";
import { openLoadedDatabase } from "./support/loaded-database.ts";

const { values } = parseArgs({ options: { missions: { type: "string", default: "1000000" } } });
const missions = Number(values.missions);
const PAGE = 20;
/** A search ranks what its bounded scans bring: some hundreds for each word and pair, however many match. */
const MOST_CANDIDATES = 4_000;
const PARIS = { lat: 48.8566, lng: 2.3522 };
const CREUSE = { lat: 46.06, lng: 2.05 };

const lists: Record<string, object> = {
  hot: { sort: "hot" },
  newest: { sort: "newest" },
  budget: { sort: "budget" },
  "distance, Paris": { sort: "distance", ...PARIS },
  "distance, Creuse": { sort: "distance", ...CREUSE },
  "10 km, Paris": { sort: "distance", ...PARIS, radiusKm: 10 },
  "30 km, Creuse": { sort: "distance", ...CREUSE, radiusKm: 30 },
  "hot, category": { sort: "hot", category: "plomberie" },
  "newest, category": { sort: "newest", category: "plomberie" },
  "budget, category": { sort: "budget", category: "plomberie" },
  "hot, remote": { sort: "hot", remote: true },
  "search, one word": { q: "chaudière" },
  "search, common word": { q: "travaux" },
  "search, two common words": { q: "travaux maison" },
  "search, common word, 30 km around Paris": { q: "travaux", ...PARIS, radiusKm: 30 },
  "search, common word, category": { q: "travaux", category: "peinture" },
  "search, newest": { q: "chaudière", sort: "newest" },
  "search, common word, newest": { q: "travaux", sort: "newest" },
  "search, common word, nearest": { q: "travaux", sort: "distance", ...PARIS },
  "search, five words": { q: "remplacer un chauffe-eau électrique de 200 litres" },
};

const server = await openLoadedDatabase(missions);
let failures = 0;
try {
  const client = new pg.Client(server.connection("owner"));
  await client.connect();
  const statements: RunStatement[] = [];
  const database = openDatabase({
    connection: server.connection("application"),
    poolMax: 1,
    onError: console.error,
    onStatement: (statement) => statements.push(statement),
  });
  const list = createMissionList({ database, cursors: createCursors([Buffer.alloc(32)]) });
  console.log(`PostgreSQL ${server.version}, ${missions} missions\n`);
  console.log("| list | milliseconds | rows sorted | read by |\n| --- | --- | --- | --- |");
  for (const [name, query] of Object.entries(lists)) {
    statements.length = 0;
    await list.page({ limit: PAGE, ...query });
    for (const { sql, parameters } of [...statements]) {
      const explained = await client.query(`explain (analyze, format json) ${sql}`, [...parameters]);
      const [{ Plan: plan, "Execution Time": time }] = explained.rows[0]["QUERY PLAN"];
      const nodes = flatten(plan);
      const scans = nodes.filter(
        (node) => /Scan/.test(node["Node Type"]) && /card/.test(JSON.stringify(node)),
      );
      const sorted = Math.max(0, ...nodes.filter((node) => node["Node Type"] === "Sort").map(sortedRows));
      const bad = sorted > ("q" in query ? MOST_CANDIDATES : PAGE + 1) || nodes.some(readsEverything);
      if (bad) failures += 1;
      const read = [...new Set(scans.map((node) => node["Index Name"] ?? node["Node Type"]))].join(", ");
      console.log(`| ${name} | ${time.toFixed(1)} | ${sorted} | ${read}${bad ? " **too much**" : ""} |`);
    }
  }
  await database.close();
  await client.end();
} finally {
  await server.stop();
}
console.log(
  failures === 0
    ? "\nEvery list is read by an index and sorts nothing; every search ranks a bounded number of candidates."
    : `\n${failures} too much`,
);
process.exitCode = failures === 0 ? 0 : 1;

// biome-ignore lint/suspicious/noExplicitAny: EXPLAIN's JSON
type Node = any;

function flatten(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}

/** What went into a sort, not what its LIMIT let out. */
function sortedRows(node: Node): number {
  return Math.max(...(node.Plans ?? []).map((child: Node) => child["Actual Rows"] * child["Actual Loops"]));
}

function readsEverything(node: Node): boolean {
  return node["Node Type"] === "Seq Scan" && /^mission/.test(node["Relation Name"] ?? "");
}
