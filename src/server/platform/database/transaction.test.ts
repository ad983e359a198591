import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { afterCommit } from "./after-commit.ts";
import { batch } from "./batch.ts";
import { type Database, openDatabase, type Tx } from "./database.ts";

let access: TestDatabase;
let owner: pg.Client;
let database: Database;
beforeAll(async () => {
  access = await createTestDatabase();
  owner = new pg.Client(access.owner);
  await owner.connect();
  await owner.query("create table steps (place serial, name integer unique)");
  await owner.query("grant all on steps, steps_place_seq to swideal_app");
  database = openDatabase({ connection: access.application, poolMax: 2, onError: console.error });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await access.drop();
});

const insert = (tx: Tx, name: number) => sql`insert into steps (name) values (${name})`.execute(tx);
const names = async () =>
  (await owner.query<{ name: number }>("select name from steps order by place")).rows.map(({ name }) => name);

test.each(["in one batch", "outside of one"])(
  "statements that are begun at once, %s, run in the order in which they were begun, all in one transaction",
  async (where) => {
    const wanted = Array.from({ length: 100 }, (_, at) => at);
    for (let round = 0; round < 5; round++) {
      await owner.query("truncate steps");
      const ids = await database.transaction(async (tx) => {
        const steps = wanted.map((name) => () => insert(tx, name));
        await (where === "in one batch" ? batch(tx, steps) : Promise.all(steps.map((step) => step())));
        const { rows } = await sql<{
          ids: number;
        }>`select count(distinct xmin::text)::int as ids from steps`.execute(tx);
        return rows[0]?.ids;
      });
      expect(ids).toBe(1);
      expect(await names()).toEqual(wanted);
    }
  },
);

test("one of them fails: its own error is told, and nothing of the transaction stays", async () => {
  await owner.query("truncate steps");
  await expect(
    database.transaction((tx) =>
      batch(tx, { one: () => insert(tx, 1), again: () => insert(tx, 1), two: () => insert(tx, 2) }),
    ),
  ).rejects.toMatchObject({ code: "23505" });
  expect(await names()).toEqual([]);
  await database.transaction((tx) => insert(tx, 3));
  expect(await names()).toEqual([3]);
});

test("a failure that was passed over is no success", async () => {
  await owner.query("truncate steps");
  const passedOver = database.transaction(async (tx) => {
    await insert(tx, 1);
    await insert(tx, 1).catch(() => {});
    return "done";
  });
  await expect(passedOver).rejects.toThrow("rolled back");
  expect(await names()).toEqual([]);
});

test("work that throws before its statements are answered leaves nothing, and the connection is good again", async () => {
  await owner.query("truncate steps");
  for (let round = 0; round < 10; round++) {
    const thrown = database.transaction(async (tx) => {
      insert(tx, round).catch(() => {});
      throw new Error("no");
    });
    await expect(thrown).rejects.toThrow("no");
  }
  expect(await names()).toEqual([]);
  const busy = await owner.query(
    "select count(*)::int as open from pg_stat_activity where datname = current_database() and state like 'idle in%'",
  );
  expect(busy.rows).toEqual([{ open: 0 }]);
});

test("of a batch whoever is heard first says why the first one failed", async () => {
  const failed: unknown[] = [];
  const noting = (statement: Promise<unknown>) =>
    statement.catch((error: unknown) => {
      failed.push((error as { code?: string }).code);
      throw error;
    });
  const late = async (statement: Promise<unknown>) => {
    await statement.catch(() => {});
    for (let hops = 0; hops < 20; hops++) await null;
    return statement;
  };
  const work = database.transaction((tx) => {
    return batch(tx, {
      dividing: () => noting(late(sql`select 1 / 0`.execute(tx))),
      behind: () => noting(sql`select 2`.execute(tx)),
    });
  });
  await expect(work).rejects.toMatchObject({ code: "22012" });
  await expect.poll(() => failed).toEqual(["22012", "22012"]);
});

test("what is to be done after the commit is done when others can see it, and not at all after a rollback", async () => {
  await owner.query("truncate steps");
  const seen: unknown[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  await database.transaction(async (tx) => {
    await insert(tx, 1);
    afterCommit(tx, () =>
      names()
        .then((there) => seen.push(there))
        .then(() => resolve()),
    );
    expect(seen).toEqual([]);
  });
  await promise;
  const lost = database.transaction(async (tx) => {
    afterCommit(tx, () => seen.push("lost"));
    throw new Error("no");
  });
  await expect(lost).rejects.toThrow("no");
  expect(seen).toEqual([[1]]);
});
