import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { copyIn } from "./copy-in.ts";
import type { CopyDescription } from "./description.ts";
import { digestsOf } from "./digests.ts";
import { catalogueState } from "./testing/catalogue-state.ts";
import { createKinds, fillKinds, type KeptCopy, keepCopy, partsOf } from "./testing/every-kind.ts";

let source: TestDatabase;
let target: TestDatabase;
let owner: pg.Client;
let copy: KeptCopy;
let before: string[];
beforeAll(async () => {
  [source, target] = [await createTestDatabase(), await createTestDatabase()];
  await createKinds(source.owner);
  await createKinds(target.owner);
  await fillKinds(source.owner);
  copy = await keepCopy(source.owner);
  before = await catalogueState(target.owner);
  owner = new pg.Client(target.owner);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await source.drop();
  await target.drop();
});

const load = (changes: Partial<CopyDescription> = {}, read: KeptCopy["read"] = copy.read) =>
  copyIn({ connection: target.owner, description: { ...copy.description, ...changes }, read });

/** The tables of the copy, one of them changed. */
const withTable = (name: string, changes: Partial<CopyDescription["tables"][number]>) =>
  copy.description.tables.map((table) => (table.name === name ? { ...table, ...changes } : table));

describe("a copy that does not fit or is not whole is refused by the table's name, and nothing of it is left:", () => {
  const { rows, bytes } = { rows: 1, bytes: 1 };
  const text = (table: string) => copy.texts.get(table) as Buffer;
  const instead = (name: string, make: (whole: Buffer) => Readable) => async (table: string) =>
    table === name ? make(text(table)) : copy.read(table);
  const cases: [string, string | null, RegExp, () => Promise<void>][] = [
    [
      "a table is missing in it",
      "others",
      /the copy has not/,
      () => load({ tables: copy.description.tables.filter(({ name }) => name !== "others") }),
    ],
    [
      "a table more is in it",
      "strangers",
      /the database has not/,
      () =>
        load({
          tables: [
            ...copy.description.tables,
            { name: "strangers", columns: ["id"], rows, bytes, sha256: "" },
          ],
        }),
    ],
    [
      "it has a table twice",
      "others",
      /twice/,
      () =>
        load({
          tables: [
            ...copy.description.tables,
            ...withTable("others", {}).filter(({ name }) => name === "others"),
          ],
        }),
    ],
    [
      "a column more is in it",
      "others",
      /its columns are id, kind_id, name here/,
      () => load({ tables: withTable("others", { columns: ["id", "kind_id", "name", "more"] }) }),
    ],
    [
      "it is of other migrations",
      null,
      /lacks migrations of the copy: 9999_later/,
      () => load({ migrations: [...copy.description.migrations, "9999_later"] }),
    ],
    [
      "it is of fewer migrations",
      null,
      /migrations that the copy has not/,
      () => load({ migrations: copy.description.migrations.slice(0, -1) }),
    ],
    [
      "rows are missing",
      "others",
      /it ends after 1 of 2 rows/,
      () =>
        load(
          {},
          instead("others", (whole) => Readable.from([whole.subarray(0, whole.indexOf(10) + 1)])),
        ),
    ],
    [
      "it ends within a row",
      "kinds",
      /it ends after/,
      () =>
        load(
          {},
          instead("kinds", (whole) => partsOf(whole.subarray(0, -3))),
        ),
    ],
    [
      "it is empty",
      "kinds",
      /it ends after 0 of 3 rows/,
      () =>
        load(
          {},
          instead("kinds", () => Readable.from([])),
        ),
    ],
    [
      "a row more comes",
      "others",
      /3 rows came/,
      () =>
        load(
          {},
          instead("others", (whole) => Readable.from([whole, Buffer.from("9\t1\tneuf\n")])),
        ),
    ],
    [
      "a byte has changed",
      "others",
      /not what was copied/,
      () =>
        load(
          {},
          instead("others", (whole) => Readable.from([Buffer.from(whole.toString().replace("un", "uN"))])),
        ),
    ],
    [
      "its end is marked in its middle",
      "others",
      /others: /,
      () =>
        load(
          {},
          instead("others", (whole) => Readable.from([Buffer.from("\\.\n"), whole])),
        ),
    ],
    [
      "the stream fails",
      "places",
      /places: the network is gone/,
      () =>
        load(
          {},
          instead("places", (whole) =>
            Readable.from(
              (function* () {
                yield whole.subarray(0, 100_000);
                throw new Error("the network is gone");
              })(),
            ),
          ),
        ),
    ],
    [
      "it cannot be read",
      "places",
      /places: no such object/,
      () =>
        load({}, async (table) =>
          table === "places" ? Promise.reject(new Error("no such object")) : copy.read(table),
        ),
    ],
    [
      "the server ends the connection",
      "kinds",
      /kinds: /,
      () =>
        load({}, async (table) => {
          if (table === "kinds")
            await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()`);
          return copy.read(table);
        }),
    ],
    [
      "what refers to nothing comes in",
      "kinds",
      /kinds_other/,
      () => {
        const bad = Buffer.from(text("kinds").toString().replace(/\t2\n/, "\t7\n"));
        const sha256 = createHash("sha256").update(bad).digest("hex");
        return load(
          { tables: withTable("kinds", { sha256 }) },
          instead("kinds", () => Readable.from([bad])),
        );
      },
    ],
    [
      "sequences are others",
      null,
      /numbers/,
      () => load({ sequences: copy.description.sequences.filter(({ name }) => name !== "numbers") }),
    ],
    [
      "a partition's bounds are no bounds",
      "audit_entries_1999_01",
      /no bounds/,
      () =>
        load({
          partitions: [
            ...copy.description.partitions,
            { name: "audit_entries_1999_01", parent: "audit_entries", bound: "DEFAULT; drop table users" },
          ],
        }),
    ],
    ["an index is none", null, /no index/, () => load({ indexes: ["drop table users"] })],
    [
      "something stands behind an index",
      null,
      /cannot be made/,
      () => load({ indexes: ["CREATE INDEX more ON public.users (id); drop table others"] }),
    ],
  ];
  test.each(cases)("%s", async (_name, table, message, work) => {
    const tables = ["kinds", "others", "places", "reference_loads"];
    const had = await digestsOf(target.owner, tables);
    await expect(work()).rejects.toMatchObject({
      name: "CopyError",
      table,
      message: expect.stringMatching(message),
    });
    expect(await digestsOf(target.owner, tables)).toEqual(had);
    expect(await catalogueState(target.owner)).toEqual(before);
  });
});

test("tables that must be unused are looked at before anything is emptied", async () => {
  await owner.query("insert into reference_loads (name, digest) values ('mine', 'x')");
  const refused = copyIn({
    connection: target.owner,
    description: copy.description,
    read: copy.read,
    unused: ["others", "reference_loads"],
  });
  await expect(refused).rejects.toMatchObject({ name: "CopyError", table: "reference_loads" });
  await owner.query("delete from reference_loads where name = 'mine'");
});

test("what was loaded gives the same rows and digests, and every key, index, trigger and right is as it was", async () => {
  const told: [number, number][] = [];
  await copyIn({
    connection: target.owner,
    description: copy.description,
    read: copy.read,
    onProgress: (done, of) => void told.push([done, of]),
  });
  expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
  expect(told.map(([done]) => done)).toEqual(
    told.map(([done]) => done).toSorted((one, other) => one - other),
  );
  const digests = await digestsOf(
    target.owner,
    copy.description.tables.map(({ name }) => name),
  );
  for (const { name, rows, sha256 } of copy.description.tables)
    expect([name, digests.get(name)]).toEqual([name, { rows, sha256 }]);
  expect(await catalogueState(target.owner)).toEqual(before);
  const { rows } = await owner.query(
    `select empty, many, doubled::int, said is null as no_json, said = 'null' as json_null, exact::text, at::text from kinds order by id`,
  );
  expect(rows[0]).toMatchObject({
    empty: "",
    doubled: 2,
    many: ["a,b", 'c"d', "", null, "NULL", "été {1} \\"],
  });
  expect(rows[0].exact).toBe("12345678901234567890.123456789000");
  expect(rows[1]).toMatchObject({ empty: null, doubled: 4, no_json: false, json_null: true });
  expect(rows[2]).toMatchObject({ no_json: true });
  const named = await owner.query("select name from others order by id");
  expect(named.rows).toEqual([{ name: "un" }, { name: "" }]);
  expect((await owner.query("select nextval('numbers')::int as n")).rows).toEqual([{ n: 42 }]);
  // What it copies again is the same copy.
  const again = await keepCopy(target.owner);
  expect(again.description.tables).toEqual(copy.description.tables);
  expect(again.description.indexes).toEqual(copy.description.indexes);
});

test("a digest of a table that is not there is an error", async () => {
  await expect(digestsOf(target.owner, ["nowhere"])).rejects.toMatchObject({
    name: "CopyError",
    table: "nowhere",
  });
});
