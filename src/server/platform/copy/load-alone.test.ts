import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { copyIn } from "./copy-in.ts";
import { digestsOf } from "./digests.ts";
import { catalogueState } from "./testing/catalogue-state.ts";
import { keepCopy } from "./testing/every-kind.ts";

let source: TestDatabase;
let target: TestDatabase;
let owner: pg.Client;
beforeEach(async () => {
  [source, target] = [await createTestDatabase(), await createTestDatabase()];
  owner = new pg.Client(target.owner);
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await source.drop();
  await target.drop();
});

const inSource = async (...statements: string[]) => {
  const client = new pg.Client(source.owner);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};
const entry = (at: string) =>
  `insert into audit_entries (at, action, result, actor_kind, resource_type, request_id)
   values ('${at}', 'test.entry', 'done', 'system', 'test', 'r')`;

test("months that the migrations do not make are made as they were, and those that they make too many are not in the way", async () => {
  const { rows } = await owner.query<{ name: string; bound: string }>(
    `select relname::text as name, pg_get_expr(relpartbound, oid) as bound from pg_class
      where relispartition and relkind = 'r' and relname ~ '^audit_entries_\\d' order by 1`,
  );
  const last = rows.at(-1)?.name as string;
  const month = last.slice("audit_entries_".length).replace("_", "-");
  await inSource(
    "create table audit_entries_2019_05 partition of audit_entries for values from ('2019-05-01 00:00:00+00') to ('2019-06-01 00:00:00+00')",
    entry("2019-05-03 04:05:06.789012Z"),
    `drop table ${last}`,
    entry(`${month}-07T00:00:00Z`),
  );
  const { description, read } = await keepCopy(source.owner);
  await copyIn({ connection: target.owner, description, read });
  const found = await owner.query("select tableoid::regclass::text as part from audit_entries order by at");
  expect(found.rows).toEqual([{ part: "audit_entries_2019_05" }, { part: "audit_entries_default" }]);
  const again = await keepCopy(target.owner);
  expect(again.description.partitions).toEqual(description.partitions);
  expect(again.description.tables).toEqual(description.tables);
  expect(again.description.indexes).toEqual(description.indexes);
  await expect(owner.query("delete from audit_entries_2019_05")).resolves.toMatchObject({ rowCount: 1 });
});

test("an empty month that only the database has stays, so that what happens next has its place", async () => {
  const { rows } = await owner.query<{ name: string }>(
    "select max(relname)::text as name from pg_class where relispartition and relkind = 'r' and relname ~ '^audit_entries_\\d'",
  );
  const last = rows[0]?.name as string;
  await inSource(`drop table ${last}`);
  const { description, read } = await keepCopy(source.owner);
  await copyIn({ connection: target.owner, description, read });
  expect((await owner.query("select to_regclass($1) is not null as there", [last])).rows).toEqual([
    { there: true },
  ]);
});

const LARGE = "create table large (text text)";

test("who loads is read as fast as PostgreSQL takes it: what waits is bounded", async () => {
  await inSource(LARGE, "insert into large select repeat(md5(n::text), 30) from generate_series(1, 60000) n");
  await owner.query(LARGE);
  await owner.query(`
    create function slow(text) returns boolean language sql as 'select pg_advisory_xact_lock(42) is not null';
    alter table large add constraint waits check (slow(text))`);
  const { description, texts, read } = await keepCopy(source.owner);
  let given = 0;
  await owner.query("select pg_advisory_lock(42)");
  const loading = copyIn({
    connection: target.owner,
    description,
    read: async (table) =>
      table !== "large"
        ? read(table)
        : Readable.from(
            (function* () {
              const text = texts.get("large") as Buffer;
              for (; given < text.length; given += 10_000) yield text.subarray(given, given + 10_000);
            })(),
          ),
  });
  const waits = async () =>
    (
      await owner.query(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
      )
    ).rows[0].n;
  await expect.poll(waits, { timeout: 60_000 }).toBe(1);
  // Until nothing moves any more.
  for (let had = -1; had !== given; ) {
    had = given;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(given).toBeGreaterThan(0);
  expect(given).toBeLessThan(5_000_000);
  await owner.query("select pg_advisory_unlock(42)");
  await loading;
  expect((await owner.query("select count(*)::int as n from large")).rows).toEqual([{ n: 60_000 }]);
});

test("of two loads at once one is refused, and the other is whole", async () => {
  await inSource(entry("2026-12-01T00:00:00Z"));
  const { description, read } = await keepCopy(source.owner);
  let refused: unknown;
  await copyIn({
    connection: target.owner,
    description,
    read: async (table) => {
      if (table === "places")
        refused = await copyIn({ connection: target.owner, description, read }).catch(
          (error: unknown) => error,
        );
      return read(table);
    },
  });
  expect(refused).toMatchObject({ name: "CopyError", message: "another load into this database is at work" });
  const digests = await digestsOf(
    target.owner,
    description.tables.map(({ name }) => name),
  );
  for (const { name, rows, sha256 } of description.tables)
    expect(digests.get(name)).toEqual({ rows, sha256 });
});

test("a load that is killed in its middle leaves the database as it was, and the next one is whole", async () => {
  const folder = await mkdtemp(join(tmpdir(), "swideal-copy-"));
  const { description, texts, read } = await keepCopy(source.owner);
  const kept = JSON.stringify({
    description,
    texts: Object.fromEntries([...texts].map(([name, text]) => [name, text.toString("base64")])),
  });
  await writeFile(join(folder, "copy.json"), kept);
  const names = description.tables.map(({ name }) => name);
  const before = [await digestsOf(target.owner, names), await catalogueState(target.owner)];
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, "testing/load-and-hang.ts"),
      JSON.stringify({ ...target.owner, types: undefined }),
      join(folder, "copy.json"),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const said = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  expect(String(said[0])).toBe("half\n");
  // It has emptied the table and loads it: nobody can look into it now.
  await owner.query("begin");
  await expect(owner.query("lock table places in access share mode nowait")).rejects.toMatchObject({
    code: "55P03",
  });
  await owner.query("rollback");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect([await digestsOf(target.owner, names), await catalogueState(target.owner)]).toEqual(before);
  await copyIn({ connection: target.owner, description, read });
  await rm(folder, { recursive: true });
});
