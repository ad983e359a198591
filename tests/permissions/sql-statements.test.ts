import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/**
 * Where a statement is more than a constant text with parameters. Each was looked at; nothing that a caller
 * sends reaches any of them. A new place belongs here only with a reason like these.
 */
const REVIEWED: Readonly<Record<string, string>> = {
  "src/server/platform/copy/catalogue.ts":
    "names that the catalogue has just given, as quoted identifiers; settings",
  "src/server/platform/copy/copy-in.ts": "names that the catalogue has just given, as quoted identifiers",
  "src/server/platform/copy/copy-out.ts": "names that the catalogue has just given, as quoted identifiers",
  "src/server/platform/copy/digests.ts": "begin, commit",
  "src/server/platform/copy/fits.ts": "setval: parameters alone",
  "src/server/platform/copy/missing-indexes.ts":
    "CREATE INDEX of a copy's description, as the owner: held against a pattern, and sent so that one statement is taken",
  "src/server/platform/copy/partitions.ts":
    "partitions of a copy's description, as the owner: quoted identifiers, bounds of two quoted values and nothing else",
  "src/server/platform/copy/read-table.ts":
    "COPY: table and columns that the catalogue has just given, as quoted identifiers",
  "src/server/platform/copy/set-aside.ts":
    "keys, indexes and triggers around a load, as the owner: written by format() with %I in the database",
  "src/server/platform/database/bulk.ts":
    "COPY: table and columns of the program's own, as quoted identifiers",
  "src/server/platform/database/circuit.ts": "the probe: select 1",
  "src/server/platform/database/client.ts":
    "hands statements on as they are, with their parameters; adds the program's own time limits",
  "src/server/platform/database/transaction.ts":
    "begin, commit, rollback; hands statements on as they are, with their parameters",
  "src/server/platform/database/session-lock.ts": "an advisory lock, with its name as parameter",
  "src/server/platform/database/statement-statistics.ts": "CREATE EXTENSION as the owner: constant texts",
  "src/server/platform/embedded-postgres/roles-and-database.ts":
    "CREATE ROLE and DATABASE of the embedded database: constant names, a password escaped as a literal",
  "src/server/platform/jobs.ts": "hands on the statements of pg-boss, with their parameters",
  "src/server/platform/migration-lock.ts": "advisory locks, with a constant as parameter",
  "src/server/platform/migrations.ts": "GRANT: written by format() with %I in the database",
  "src/server/platform/wal/base-backup.ts":
    "IDENTIFY_SYSTEM, and the server's clock and version: constant texts",
  "src/server/platform/wal/replication.ts": "hands on BASE_BACKUP, whose label is the program's own",
  "src/server/features/privacy/erasure/erase-rows.ts":
    "tables and columns that the manifests name, as quoted identifiers; whose rows they are is a parameter",
  "src/server/features/privacy/personal-rows.ts":
    "tables and columns that the manifests name, as quoted identifiers; whose rows they are is a parameter",
  "src/server/features/demo/load-demonstration.ts":
    "DROP INDEX around a bulk load, as the owner: names that the catalogue has just given",
  "src/server/features/listing/mission-list-queries.ts":
    "as many columns as the query has words: names made of numbers, as identifiers; limits of the program's own; the comment that asks for bytes",
  "src/server/features/listing/search/search-queries.ts":
    "as many columns as the query has words: names made of numbers, as identifiers; values are parameters",
};

/** What makes a statement of text: each is a way around parameters. */
const WAYS: readonly [name: string, pattern: RegExp][] = [
  ["sql.raw", /\bsql\s*\.\s*raw\b/],
  ["CompiledQuery.raw", /CompiledQuery\s*\.\s*raw\b/],
  ["an identifier that is computed", /\bsql\s*\.\s*(ref|table|id)\s*\(/],
  ["a driver's query", /\.\s*query\s*(<[^>]*>)?\s*\(/],
  ["a template handed to a driver", /\.\s*(query|run)\s*(<[^>]*>)?\s*\(\s*`[^`]*\$\{/],
  [
    "a statement put together with +",
    /(["'`])\s*(select|insert into|update|delete from|where|order by)\b(?:(?!\1)[^\n])*\1\s*\+/i,
  ],
  ["text after a parameter's sign", /\+\s*["'`]\s*(and|or|where|order by|limit)\b/i],
  ["a literal that the program puts in", /\bsql\s*\.\s*lit\s*\(\s*(?!-?[A-Z][A-Z_]*(\s*-\s*\d+)?\s*\))/],
];

async function sources(): Promise<[file: string, text: string][]> {
  const names = await readdir(join(ROOT, "src"), { recursive: true });
  const files = names
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\/testing\/|\.test-support\./.test(name))
    .filter((name) => !name.startsWith("src/web/"));
  return Promise.all(files.map(async (file) => [file, await readFile(join(ROOT, file), "utf8")] as const));
}

const waysIn = (text: string) => WAYS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);

test("every statement is a constant text with parameters, but in the places that were reviewed", async () => {
  const found = (await sources()).filter(([, text]) => waysIn(text).length > 0).map(([file]) => file);
  expect(found.sort()).toEqual(Object.keys(REVIEWED).sort());
});

test("no feature's statement comes from a request: templates of sql take values as parameters alone", async () => {
  // In Kysely's sql`…${value}…` a value becomes a parameter, and only another sql`…` becomes text.
  for (const [file, text] of await sources()) {
    if (file in REVIEWED) continue;
    expect([file, /\bexecuteQuery\s*\(|\.executeQuery\b/.test(text)]).toEqual([file, false]);
    expect([file, /from "pg"/.test(text) && file.includes("/features/")]).toEqual([file, false]);
  }
});

test("what is looked for is found where it stands", () => {
  const planted: Record<string, string> = {
    "sql.raw": "sql.raw(text)",
    "CompiledQuery.raw": "CompiledQuery.raw(text, values)",
    "an identifier that is computed": `sql\`order by \${sql.ref(column)}\``,
    "a driver's query": `await client.query<Row>("select 1")`,
    "a template handed to a driver": `client.query(\`select * from users where email = '\${email}'\`)`,
    "a statement put together with +": `"select * from users where email = '" + email`,
    "text after a parameter's sign": `"$1" + " and true"`,
    "a literal that the program puts in": `sql\`limit \${sql.lit(request.query.limit)}\``,
  };
  expect(Object.keys(planted)).toEqual(WAYS.map(([name]) => name));
  expect(Object.entries(planted).filter(([name, code]) => !waysIn(code).includes(name))).toEqual([]);
  expect(waysIn(`sql\`select \${sql.lit(MOST_FOUND)} where id = \${id}\`.execute(tx)`)).toEqual([]);
  expect(waysIn(`sql\`key & \${sql.lit(-LEVELS)} * \${sql.lit(LEVELS - 1)}\``)).toEqual([]);
});
