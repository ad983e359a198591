import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/support/server.ts";
import { withConnection } from "../server/platform/database/single-connection.ts";
import { ensureBuiltPages } from "./build-pages.ts";
import { commandLine, expectOneLine } from "./testing/command-line.ts";

let folder: string;
let database: TestDatabase;
const { begin, swideal, killAll } = commandLine(() => join(folder, "data"));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-audit-"));
  database = await createTestDatabase();
  await ensureBuiltPages(() => {});
});
afterAll(async () => {
  killAll();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** As the owner of the database. */
const sql = (text: string) =>
  withConnection(database.owner, async (client) => (await client.query(text)).rows);

test("what operators do is sealed by the running program, verified by a command, and named where it was changed", {
  timeout: 180_000,
}, async () => {
  const { host, port } = inject("postgres");
  const url = (user: string) =>
    `postgres://${user}@localhost/${database.name}?${new URLSearchParams({ host, port: String(port) })}`;
  const heads = join(folder, "heads");
  const environment = {
    ...JSON.parse((await swideal(["secrets", "--json"])).output),
    DATABASE_URL: url("swideal_app"),
    DATABASE_ADMIN_URL: url("swideal_owner"),
    EMAIL_VERIFICATION: "off",
    AUDIT_HEADS: heads,
  };
  expect((await swideal(["audit", "heads"], environment)).output).toContain("No head is published yet");
  await swideal(["admin", "create", "--email", "chef@example.org"], environment);
  const served = begin(["serve"], environment);
  await served.says(/"url":/);
  await expect.poll(() => sql("select from audit_leaves where kind = 'entry'")).not.toEqual([]);
  await sql("insert into pgboss.job (name, data) values ('audit-heads', '{}')");
  await expect.poll(() => sql("select from audit_heads")).not.toEqual([]);
  await expect.poll(() => readdir(heads).catch(() => [])).toHaveLength(1);
  served.child.kill("SIGTERM");
  await served.ended;

  const whole = await swideal(["audit", "verify", "--json"], environment);
  expect(JSON.parse(whole.output)).toMatchObject({ faults: 0, found: [], elsewhere: [heads] });
  expect(whole.code).toBe(0);
  const published = await swideal(["audit", "heads"], environment);
  expect(published.output).toMatch(/^key: \S+\+[0-9a-f]{8}\+\S{44}$/m);

  const [{ id }] = (await sql("select id from audit_entries limit 1")) as [{ id: string }];
  await sql(`update audit_entries set action = 'user.nothing' where id = '${id}'`);
  const changed = await swideal(["audit", "verify"], environment);
  expect([changed.code, changed.errors.trim().split("\n").at(-1)]).toEqual([
    1,
    expect.stringContaining(`entry ${id} (user.nothing,`),
  ]);
  const elsewhere = await swideal(["audit", "verify"], { ...environment, AUDIT_HEADS: "s3://heads" });
  expect([elsewhere.code, elsewhere.errors]).toEqual([2, expect.stringContaining("AUDIT_HEADS: folders")]);
  expectOneLine(elsewhere.errors.trim().split("\n").at(-1) ?? "");
});
