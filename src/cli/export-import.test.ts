import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { person } from "../../tests/support/people.ts";
import {
  createTestDatabase,
  secretsAsEnvironment,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from "../../tests/support/server.ts";
import { addressesOf, commandLine, expectOneLine } from "./testing/command-line.ts";

let folder: string;
let server: TestServer;
let empty: TestDatabase;
const secrets = secretsAsEnvironment();
const { swideal, killAll } = commandLine(() => folder);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-export-"));
  server = await startTestServer(secrets);
  // As an operator makes it: a database and its owner, nothing in it.
  empty = await createTestDatabase("template0");
});
afterAll(async () => {
  killAll();
  await server.close();
  await empty.drop();
  await rm(folder, { recursive: true, force: true });
});

const on = (name: string, ...args: string[]) => swideal(args, { ...secrets, ...addressesOf({ name }) });
const own = () => String(server.access.owner.database);
const ask = async (statement: string) => {
  const client = new pg.Client(empty.owner);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

test("an operator takes everything out, puts it into an empty database, and both logs say so", {
  timeout: 240_000,
}, async () => {
  const ada = await person(server, "Ada L’Été <3");
  const out = join(folder, "everything");
  const exported = await on(own(), "export", out, "--json");
  expect([exported.code, exported.errors]).toEqual([0, expect.stringMatching(/bytes: 100 %/)]);
  const said = JSON.parse(exported.output);
  expect(said).toMatchObject({ folder: out, tables: expect.any(Number), rows: expect.any(Number) });
  expect(await server.sql("select actor_name from audit_entries where action = 'data.export'")).toEqual([
    { actor_name: "swideal export" },
  ]);
  const again = await on(own(), "export", out);
  expect(again.code).toBe(1);
  expectOneLine(again.errors);
  expect(again.errors).toContain("is not empty");

  const users = join(out, "tables/users.jsonl");
  const was = await readFile(users, "utf8");
  await writeFile(users, was.replace('"id":"0', '"id":"1'));
  const wrong = await on(empty.name, "import", out);
  expect(wrong.code).toBe(1);
  expect(wrong.errors).toMatch(/swideal: users: /);
  expect(await ask("select count(*)::int as n from users")).toEqual([{ n: 0 }]);
  await writeFile(users, was);

  const imported = await on(empty.name, "import", out, "--json");
  expect([imported.code, imported.errors]).toEqual([0, expect.stringMatching(/bytes: 100 %/)]);
  expect(JSON.parse(imported.output)).toEqual({ ...said, folder: out });
  expect(await ask(`select display_name from parties where id = '${ada.partyId}'`)).toEqual([
    { display_name: "Ada L’Été <3" },
  ]);
  expect(await ask("select actor_name, result from audit_entries where action = 'data.import'")).toEqual([
    { actor_name: "swideal import", result: "done" },
  ]);
});

test("an import into a database that somebody uses changes nothing, and says so in one line", {
  timeout: 240_000,
}, async () => {
  const out = join(folder, "again");
  expect((await on(own(), "export", out)).code).toBe(0);
  const before = await server.sql("select id from users order by id");
  const { code, errors } = await on(own(), "import", out);
  expect(code).toBe(1);
  expectOneLine(errors);
  expect(errors).toContain("this database is in use");
  expect(await server.sql("select id from users order by id")).toEqual(before);
  const none = await on(own(), "import", join(folder, "nowhere"));
  expect([none.code, none.output]).toEqual([1, ""]);
  expectOneLine(none.errors);
  await expect(stat(join(folder, "nowhere"))).rejects.toThrow();
});
