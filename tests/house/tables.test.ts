import pg from "pg";
import { parseAst } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/server.ts";
import { floors, platformTables } from "./floors.ts";
import { foreignTables } from "./foreign-tables.ts";
import { type Node, sourcesOf } from "./imports.ts";
import { tablesIn, tablesOf } from "./table-names.ts";

/** Each table with the folder of its owner. */
const claims: readonly [table: string, folder: string][] = [
  ...floors
    .flatMap(({ features }) => Object.entries(features))
    .flatMap(([feature, tables]) =>
      tables.map((table): [string, string] => [table, `src/server/features/${feature}/`]),
    ),
  ...platformTables.map((table): [string, string] => [table, "src/server/platform/"]),
];
const owners = new Map(claims);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("each table of the database is claimed by one owner, and each that is claimed is there", async () => {
  const client = new pg.Client(database.owner);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  await client.end();
  expect(claims.map(([table]) => table).sort()).toEqual(rows.map(({ name }) => name).sort());
});

describe("a table's name stands in its owner's SQL alone", () => {
  const uses = ["src/server", "src/cli"]
    .flatMap(sourcesOf)
    .flatMap((file) => tablesIn(file, [...owners.keys()]).map((use) => ({ file, ...use })));
  const isOwn = ({ file, table }: { file: string; table: string }) =>
    file.startsWith(owners.get(table) ?? "nobody");

  test("but for what foreign-tables.ts names; what is mended is struck off there", () => {
    const found = uses.filter((use) => !isOwn(use)).map(({ file, how, table }) => `${file} ${how} ${table}`);
    const named = Object.entries(foreignTables).flatMap(([file, { reads = [], writes = [] }]) => [
      ...reads.map((table) => `${file} reads ${table}`),
      ...writes.map((table) => `${file} writes ${table}`),
    ]);
    expect([...new Set(found)].sort()).toEqual(named.sort());
  });

  test("and there it does stand: none of a feature is claimed for nothing", () => {
    const named = new Set(uses.filter(isOwn).map(({ table }) => table));
    const unnamed = [...owners.keys()].filter((table) => !named.has(table));
    expect(unnamed).toEqual([]);
  });
});

describe("a table is found where it is named", () => {
  const tables = ["users", "offers"];
  const found = (code: string) =>
    tablesOf(parseAst(code, { lang: "ts" }) as unknown as Node, code, tables).map(
      ({ table, how }) => `${how} ${table}`,
    );

  test.each([
    ["sql`select 1 from users u join offers o on o.user_id = u.id`", "reads users", "reads offers"],
    [`sql<Row>\`select \${id} from\n  users\``, "reads users"],
    [`sql\`\${head} delete from users\``, "writes users"],
    ["sql`insert into offers (id) select id from users`", "writes offers", "reads users"],
    ["sql`with gone as (update only users set name = '')`", "writes users"],
    ["sql`lock table offers`", "writes offers"],
    ["sql`select 1 from missions, users`", "reads users"],
    ['db.selectFrom("users as u").innerJoin("offers", "offers.id", "u.id")', "reads users", "reads offers"],
    ['db.selectFrom(["users", "offers"])', "reads users", "reads offers"],
    ['db.insertInto("users")', "writes users"],
    ['db.updateTable("users")', "writes users"],
    ['db.deleteFrom("offers as o")', "writes offers"],
    [`sql\`select 1 from \${sql.table("users")}\``, "reads users"],
    ['client.query("truncate users, offers")', "writes users", "reads offers"],
    [`client.query(\`select \${column} from users\`)`, "reads users"],
    ['const text = "update users set name = $1"', "writes users"],
    [`const text = \`\${head} from only offers\``, "reads offers"],
    ["declare module 'x' { interface Tables { users: { id: string } } }", "writes users"],
  ])("%s", (code, ...uses) => {
    expect(found(code).sort()).toEqual(uses.sort());
  });

  test.each([
    'api.get("/users/:id/offers", handler)',
    'const advice = "make offers"',
    "const users = offers.map((offer) => offer.user)",
    "sql`select superusers from usersettings`",
    'import { users } from "./users.ts"',
  ])("and nowhere else: %s", (code) => {
    expect(found(code)).toEqual([]);
  });
});
