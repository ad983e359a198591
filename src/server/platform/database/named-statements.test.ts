import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { type Database, openDatabase } from "./database.ts";
import { StatementNames } from "./named-statements.ts";

test("whatever is sent, the names that the server holds are bounded and none means two texts", () => {
  const texts = fc.array(fc.nat(12), { maxLength: 300 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 6 }), (sent, limit) => {
      const names = new StatementNames(limit);
      const held = new Map<string, number>();
      const ever = new Map<string, number>();
      for (const text of sent) {
        const { name, closed } = names.use(String(text));
        if (closed !== null) expect(held.delete(closed)).toBe(true);
        if (name !== null) {
          expect(ever.get(name) ?? text).toBe(text);
          ever.set(name, text);
          held.set(name, text);
        }
        expect(held.size).toBeLessThanOrEqual(limit);
        expect(new Set(held.values()).size).toBe(held.size);
      }
    }),
  );
});

test("a text has its name from the second time on, and keeps it while it is used", () => {
  const names = new StatementNames(3);
  expect(names.use("often").name).toBeNull();
  const { name } = names.use("often");
  expect(name).not.toBeNull();
  for (let n = 0; n < 20; n++) {
    names.use(`seldom ${n}`);
    expect(names.use("often")).toEqual({ name, closed: null });
  }
  names.use("a");
  names.use("b");
  expect(names.use("c").closed).toBe(name);
});

describe("on PostgreSQL itself", () => {
  let empty: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    empty = await createTestDatabase();
    database = openDatabase({ connection: empty.application, poolMax: 1, onError: () => {} });
  });
  afterAll(async () => {
    await database.close();
    await empty.drop();
  });
  const prepared = async (part: string) => {
    const { rows } = await sql<{ statement: string; times: number }>`
      select statement, generic_plans + custom_plans as times from pg_prepared_statements
      where strpos(statement, ${part}::text) > 0`.execute(database.reader);
    return rows.filter(({ statement }) => !statement.includes("pg_prepared_statements"));
  };

  test("what is repeated is prepared once, also without parameters and in transactions", async () => {
    for (let n = 0; n < 4; n++) {
      await sql`select 'repeated', ${n}::int`.execute(database.reader);
      await database.transaction((tx) => sql`select 'repeated', 'without parameters'`.execute(tx));
    }
    expect((await prepared("'repeated'")).map(({ times }) => times)).toEqual([3, 3]);
  });

  test("a connection holds 200 at most, and what was given back is prepared again when it comes", async () => {
    const kinds = Array.from({ length: 450 }, (_, n) => sql`select ${n}::int, ${sql.lit(`kind ${n}`)}`);
    for (const kind of kinds) for (let n = 0; n < 2; n++) await kind.execute(database.reader);
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_prepared_statements`.execute(
      database.reader,
    );
    expect(rows[0]?.n).toBeGreaterThan(150);
    expect(rows[0]?.n).toBeLessThanOrEqual(200);
    for (let n = 0; n < 2; n++) await kinds[0]?.execute(database.reader);
    expect(await prepared("kind 0")).toHaveLength(1);
  });

  test("a statement that cannot be prepared does not spoil its name", async () => {
    const missing = () => sql`select * from not_yet_there where ${1}::int = 1`.execute(database.writer);
    for (let n = 0; n < 3; n++) await expect(missing()).rejects.toMatchObject({ code: "42P01" });
    expect(await prepared("not_yet_there")).toEqual([]);
  });
});
