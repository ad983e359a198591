import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/support/server.ts";
import { manifests } from "./manifests.ts";

/** Types that can hold nothing of a person but that something happened, when, and how much: all others are claimed. */
const MUTE = [
  "uuid",
  "timestamp with time zone",
  "timestamp without time zone",
  "boolean",
  "smallint",
  "integer",
  "bigint",
];

let database: TestDatabase;
let columns: { table: string; column: string }[];
beforeAll(async () => {
  database = await createTestDatabase();
  const client = new pg.Client(database.owner);
  await client.connect();
  const { rows } = await client.query(
    `select relname as table, attname as column from pg_class c
     join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and format_type(atttypid, null) <> all($1)`,
    [MUTE],
  );
  await client.end();
  columns = rows;
});
afterAll(() => database.drop());

const claims = () =>
  manifests.flatMap(({ tables }) =>
    Object.entries(tables).flatMap(([table, { personal = {}, impersonal = [] }]) =>
      [...Object.keys(personal), ...impersonal].map((column) => `${table}.${column}`),
    ),
  );

test("each column that can hold something of a person is claimed once, as personal or not, and no other", () => {
  expect(claims().sort()).toEqual(columns.map(({ table, column }) => `${table}.${column}`).sort());
});

test("what outlives its person says why", () => {
  const kept = manifests.flatMap(({ tables }) =>
    Object.values(tables).flatMap(({ personal = {} }) =>
      Object.entries(personal).filter(
        ([, { erasure, because }]) => erasure === "kept" && because === undefined,
      ),
    ),
  );
  expect(kept).toEqual([]);
});
