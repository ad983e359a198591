import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { copyOut } from "./copy-out.ts";
import { createKinds, fillKinds, keepCopy } from "./testing/every-kind.ts";

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.owner);
  owner.on("error", () => {});
  await owner.connect();
  await createKinds(database.owner);
  await fillKinds(database.owner);
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

test("a copy names every table with rows, columns and digest of its text, and leaves out what is made anew", async () => {
  const { description, texts } = await keepCopy(database.owner);
  const { rows } = await owner.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname <> 'schema_migrations' order by relname collate "C"`,
  );
  expect(description.tables.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
  for (const { name, rows: copied, sha256, bytes } of description.tables) {
    const text = texts.get(name) as Buffer;
    expect([name, bytes, sha256]).toEqual([
      name,
      text.length,
      createHash("sha256").update(text).digest("hex"),
    ]);
    const { rows: counted } = await owner.query(
      `select count(*)::int as n from ${owner.escapeIdentifier(name)}`,
    );
    expect([name, copied]).toEqual([name, counted[0].n]);
  }
  const kinds = description.tables.find(({ name }) => name === "kinds");
  expect(kinds?.columns).toContain('Un nom, "vraiment"');
  expect(kinds?.columns).not.toContain("doubled");
  expect(texts.get("kinds")?.toString()).toContain(
    "L'équipe d'Élodie & Cie <3\\ttab\\nligne\\r\\\\N \\\\. fin\t\t",
  );
  expect(description.sequences).toEqual([
    { name: "kinds_id_seq", last: "3", called: true },
    { name: "numbers", last: "41", called: true },
  ]);
  expect(description.partitions).toContainEqual({
    name: "audit_entries_default",
    parent: "audit_entries",
    bound: "DEFAULT",
  });
  expect(
    description.partitions.filter(({ bound }) =>
      /^FOR VALUES FROM \('\d{4}-\d\d-01 00:00:00\+00'\)/.test(bound),
    ).length,
  ).toBeGreaterThan(24);
  expect(description.indexes.join("\n")).toContain("CREATE INDEX places_words ON public.places");
  expect(description.migrations.slice(0, 2)).toEqual(["0001_foundation", "0002_places"]);
  expect(description.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  expect(description.postgres).toMatch(/^(15\.\d+|18\.\d+)$/);
});

test("a copy made while others write is of one moment: what refers is never without what it refers to", async () => {
  await owner.query(
    `create table firsts (id int primary key); create table lasts (id int primary key);
     insert into firsts select n from generate_series(1, 100) n; insert into lasts select n from generate_series(1, 100) n`,
  );
  let writing = true;
  let next = 100;
  const writer = (async () => {
    const other = new pg.Client(database.owner);
    await other.connect();
    while (writing) {
      next++;
      await other.query(`with a as (insert into firsts values (${next})) insert into lasts values (${next})`);
    }
    await other.end();
  })();
  const seen = new Map<string, string>();
  await copyOut({
    connection: database.owner,
    write: async ({ name }, content) => {
      const had = next;
      // Others commit between the tables, and while one is read.
      if (name === "firsts" || name === "lasts") while (next < had + 20) await sleep(5);
      seen.set(name, (await buffer(content)).toString());
    },
  });
  writing = false;
  await writer;
  expect(seen.get("firsts")?.split("\n").length).toBeGreaterThan(100);
  expect(seen.get("lasts")).toBe(seen.get("firsts"));
  await owner.query("drop table firsts, lasts");
});

test("progress grows to the whole, which is known from the start", async () => {
  const told: [number, number][] = [];
  await copyOut({
    connection: database.owner,
    write: async (_table, content) => void (await buffer(content)),
    onProgress: (done, of) => told.push([done, of]),
  });
  expect(new Set(told.map(([, of]) => of)).size).toBe(1);
  expect(told.map(([done]) => done)).toEqual(
    told.map(([done]) => done).toSorted((one, other) => one - other),
  );
  expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
});

test("who writes decides how fast it is read: while nobody reads, PostgreSQL waits and little is held", async () => {
  await owner.query(
    "create table large as select n, repeat(md5(n::text), 30) as text from generate_series(1, 60000) n",
  );
  let held = 0;
  let bytes = 0;
  await copyOut({
    connection: database.owner,
    write: async ({ name }, content) => {
      if (name === "large") {
        await expect.poll(waitsFor, { timeout: 30_000 }).toBe("ClientWrite");
        held = content.readableLength;
      }
      for await (const part of content) if (name === "large") bytes += (part as Buffer).length;
    },
  });
  expect(bytes).toBeGreaterThan(57_000_000);
  expect(held).toBeLessThan(1_000_000);
  await owner.query("drop table large");
});

/** What the copy of `large` waits for. */
async function waitsFor(): Promise<string | null> {
  const { rows } = await owner.query(
    `select wait_event from pg_stat_activity
      where datname = current_database() and query like 'copy public."large"%' and pid <> pg_backend_pid()`,
  );
  return rows[0]?.wait_event ?? null;
}

test("what fails names the table: a store that refuses, reads half or is told to stop, a server that goes", async () => {
  const stop = new AbortController();
  const at = (table: string, work: (content: AsyncIterable<Buffer>) => Promise<void>, signal?: AbortSignal) =>
    copyOut({
      connection: database.owner,
      ...(signal && { signal }),
      write: async ({ name }, content) => (name === table ? work(content) : void (await buffer(content))),
    });
  await expect(at("places", async () => Promise.reject(new Error("the disk is full")))).rejects.toMatchObject(
    {
      name: "CopyError",
      table: "places",
      message: "places: the disk is full",
    },
  );
  await expect(
    at("places", async (content) => {
      for await (const _part of content) break;
    }),
  ).rejects.toMatchObject({ name: "CopyError", table: "places" });
  await expect(at("places", async () => {})).rejects.toThrow("places: its rows were not read to the end");
  await expect(
    at(
      "places",
      async (content) => {
        stop.abort();
        for await (const _part of content);
      },
      stop.signal,
    ),
  ).rejects.toMatchObject({ name: "AbortError" });
  await expect(
    at("places", async (content) => {
      await owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy public.\"places\"%' and datname = current_database()",
      );
      for await (const _part of content);
    }),
  ).rejects.toMatchObject({ name: "CopyError", table: "places" });
  const { rows } = await owner.query(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and query ilike 'copy%'",
  );
  expect(rows[0].n).toBe(0);
});
