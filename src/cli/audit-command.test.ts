import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type S3Server, startS3Server } from "../../tests/support/s3-server.ts";
import { createTestDatabase, secretsAsEnvironment, type TestDatabase } from "../../tests/support/server.ts";
import { withConnection } from "../server/platform/database/single-connection.ts";
import { ensureBuiltPages } from "./build-pages.ts";
import { commandLine, expectOneLine } from "./testing/command-line.ts";

let folder: string;
let database: TestDatabase;
let s3: S3Server;
const { begin, swideal, killAll } = commandLine(() => join(folder, "data"));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-audit-"));
  database = await createTestDatabase();
  s3 = await startS3Server();
  await ensureBuiltPages(() => {});
});
afterAll(async () => {
  killAll();
  await database.drop();
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

/** As the owner of the database. */
const sql = (text: string) =>
  withConnection(database.owner, async (client) => (await client.query(text)).rows);

const VERIFIER = join(import.meta.dirname, "../../docs/verify-audit.mjs");

const strangersCheck = async (args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [VERIFIER, ...args], { env: {} })).stdout;

test("what operators do is sealed by the running program, verified by a command, and named where it was changed", {
  timeout: 300_000,
}, async () => {
  const { host, port } = inject("postgres");
  const url = (user: string) =>
    `postgres://${user}@localhost/${database.name}?${new URLSearchParams({ host, port: String(port) })}`;
  const heads = join(folder, "heads");
  const environment = {
    ...secretsAsEnvironment(),
    DATABASE_URL: url("swideal_app"),
    DATABASE_ADMIN_URL: url("swideal_owner"),
    EMAIL_VERIFICATION: "off",
    AUDIT_HEADS: `${heads},${s3.address()}`,
  };
  expect((await swideal(["audit", "heads"], environment)).output).toContain("No head is published yet");
  await swideal(["admin", "create", "--email", "chef@example.org"], environment);
  const served = begin(["serve"], environment);
  await served.says(/"url":/);
  await expect.poll(() => sql("select from audit_leaves where kind = 'entry'")).not.toEqual([]);
  await sql("insert into pgboss.job (name, data) values ('audit-heads', '{}')");
  await expect.poll(() => sql("select from audit_heads")).not.toEqual([]);
  await expect.poll(() => readdir(heads).catch(() => [])).toHaveLength(1);
  await expect.poll(() => s3.objects.size).toBe(1);
  served.child.kill("SIGTERM");
  await served.ended;

  const whole = await swideal(["audit", "verify", "--json"], environment);
  expect(JSON.parse(whole.output)).toMatchObject({ heads: 3, faults: 0, found: [] });
  expect(JSON.parse(whole.output).elsewhere).toEqual([
    heads,
    expect.stringMatching(/^s3:\/\/127\.0\.0\.1:\d+\/heads\/audit$/),
  ]);
  expect(whole.code).toBe(0);
  const published = await swideal(["audit", "heads"], environment);
  expect(published.output).toMatch(/^key: \S+\+[0-9a-f]{8}\+\S{44}$/m);

  const witness = await swideal(["audit", "witness-key", "--json"], environment);
  const [witnessKey] = JSON.parse(witness.output).keys;
  expect(witnessKey).toMatch(/^\S+\/witness\+[0-9a-f]{8}\+\S{44}$/);
  const doctor = await swideal(["doctor", "--json"], {
    ...environment,
    AUDIT_WITNESSES: `http://127.0.0.1:1/audit ${witnessKey}`,
  });
  expect(JSON.parse(doctor.output).findings).toContainEqual({
    name: "witness",
    state: "warning",
    text: expect.stringContaining("has not seen the log since"),
  });

  const [{ id }] = (await sql("select entry_id as id from audit_leaves where leaf = 0")) as [{ id: string }];
  const proof = join(folder, "entry.tlog-proof");
  const entry = await swideal(["audit", "export", "--entry", id, "--proof", proof], environment);
  expect([entry.code, JSON.parse(entry.output).slice(0, 2)]).toEqual([0, ["swideal-audit-v1", id]]);
  await writeFile(join(folder, "entry.jsonl"), entry.output);
  const key = /(?<=^key: )\S+/m.exec(published.output)?.[0] ?? "";
  expect(await strangersCheck([join(folder, "entry.jsonl"), proof, key])).toMatch(
    /^true: the entry is leaf 0 /,
  );
  const twice = await swideal(["audit", "export", "--entry", id, "--proof", proof], environment);
  expect([twice.code, twice.errors.trim()]).toEqual([1, expect.stringContaining("cannot be made (EEXIST)")]);
  const unknown = await swideal(["audit", "export", "--entry", randomUUID()], environment);
  expect([unknown.code, unknown.output]).toEqual([1, ""]);
  expectOneLine(unknown.errors.trim().split("\n").at(-1) ?? "");

  const all = await swideal(["audit", "export", "--padding"], environment);
  expect(all.output.split("\n")).toHaveLength(256 + 1);
  expect(all.errors).toContain("leaves: 100 %");
  const csv = await swideal(["audit", "export", "--format", "csv", "--from", "2020-01-01"], environment);
  expect(csv.output).toContain(`,${id},account.create,done,`);
  // Each look of an operator at the log is an entry of it, the one that found nothing too.
  expect(await sql("select from audit_entries where action = 'audit.look'")).toHaveLength(5);
  // Whoever reads goes away.
  const cut = begin(["audit", "export", "--padding"], environment);
  cut.child.stdout?.destroy();
  const { code, errors } = await cut.ended;
  expect([code, errors.trim().split("\n").at(-1)]).toEqual([
    1,
    expect.stringContaining("could not be written"),
  ]);
  for (const usage of [
    ["--from", "yesterday"],
    ["--proof", "x"],
    ["--entry", id, "--padding"],
    ["--format", "xml"],
  ])
    expect([usage, (await swideal(["audit", "export", ...usage], environment)).code]).toEqual([usage, 2]);

  const planned = await swideal(["audit", "prune", "--dry-run"], environment);
  expect([planned.code, planned.output]).toEqual([
    0,
    expect.stringMatching(/^0 entries before \d{4}-\d\d would go\.$/m),
  ]);
  const young = await swideal(["audit", "prune", "--before", "2026-01", "--reason", "none"], environment);
  expect([young.code, young.errors]).toEqual([1, expect.stringContaining("for 3 years (AUDIT_KEEP_YEARS)")]);
  expectOneLine(young.errors);

  await sql(`update audit_entries set action = 'user.nothing' where id = '${id}'`);
  const changed = await swideal(["audit", "verify"], environment);
  expect([changed.code, changed.errors.trim().split("\n").at(-1)]).toEqual([
    1,
    expect.stringContaining(`entry ${id} (user.nothing,`),
  ]);
  const wrong = { ...environment, AUDIT_HEADS: s3.address({ secret: "not-this-one" }) };
  for (const args of [["verify"], ["restart", "--reason", "none"]]) {
    const refused = await swideal(["audit", ...args], wrong);
    expect([refused.code, refused.output]).toEqual([1, ""]);
    expectOneLine(refused.errors);
    expect(refused.errors).toMatch(
      /^swideal: s3:\S+ refuses: SignatureDoesNotMatch \(the secret is wrong\)$/m,
    );
  }
  const elsewhere = await swideal(["audit", "verify"], { ...environment, AUDIT_HEADS: "s3://heads" });
  expect([elsewhere.code, elsewhere.errors]).toEqual([2, expect.stringContaining("AUDIT_HEADS: folders")]);
  expectOneLine(elsewhere.errors.trim().split("\n").at(-1) ?? "");
});
