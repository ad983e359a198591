import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestDatabase, secretsAsEnvironment, type TestDatabase } from "../../tests/support/server.ts";
import { withConnection } from "../server/platform/database/single-connection.ts";
import { ensureBuiltPages } from "./build-pages.ts";
import { addressesOf, commandLine, expectOneLine } from "./testing/command-line.ts";

let folder: string;
let database: TestDatabase;
let environment: Record<string, string>;
const { begin, swideal, killAll } = commandLine(() => join(folder, "data"));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-backup-command-"));
  database = await createTestDatabase();
  environment = {
    ...secretsAsEnvironment(),
    ...addressesOf(database),
    EMAIL_VERIFICATION: "off",
    BACKUP_DIR: join(folder, "backups"),
    BACKUP_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
  };
});
afterEach(() => rm(join(folder, "backups"), { recursive: true, force: true }));
afterAll(async () => {
  killAll();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const sql = (text: string) =>
  withConnection(database.owner, async (client) => (await client.query(text)).rows);
const listed = async () =>
  JSON.parse((await swideal(["backup", "list", "--json"], environment)).output).backups;
const lastLine = (errors: string) => errors.trim().split("\n").at(-1) ?? "";

test("operators make, list and clear away backups, and each says in a line what is wrong", {
  timeout: 600_000,
}, async () => {
  const empty = await swideal(["backup", "list"], environment);
  expect([empty.code, empty.output]).toEqual([0, expect.stringContaining("There is no backup in")]);
  const made = await swideal(["backup", "create", "--json"], environment);
  expect([made.code, made.errors]).toEqual([0, expect.stringContaining("backup: 100 %")]);
  const { id, bytes, rows } = JSON.parse(made.output);
  expect(await listed()).toMatchObject([{ id, rows, madeBy: "command", fault: null }]);
  expect(bytes).toBeGreaterThan(1_000);
  const pruned = await swideal(["backup", "prune", "--json"], environment);
  expect(JSON.parse(pruned.output)).toMatchObject({ outlived: [], unfinished: [], kept: 1 });
  const foreign = await swideal(["backup", "list"], {
    ...environment,
    AUDIT_KEY: secretsAsEnvironment().AUDIT_KEY ?? "",
  });
  expect([foreign.code, foreign.output]).toEqual([1, expect.stringContaining("signed by another key")]);
  expectOneLine(foreign.errors);
  const doctor = await swideal(["doctor", "--json"], environment);
  expect(JSON.parse(doctor.output).findings).toContainEqual({
    name: "backups",
    state: "good",
    text: expect.stringMatching(/^1 in .*, the last of /),
  });
});

test("without anybody who could open them, or with somebody who is nobody, it is said before anything is read", {
  timeout: 300_000,
}, async () => {
  const none = await swideal(["backup", "create"], { ...environment, BACKUP_RECIPIENTS: "" });
  expect([none.code, none.output, lastLine(none.errors)]).toEqual([
    1,
    "",
    expect.stringContaining("BACKUP_RECIPIENTS"),
  ]);
  expectOneLine(none.errors);
  const wrong = await swideal(["backup", "create"], { ...environment, BACKUP_RECIPIENTS: "age1nobody" });
  expect([wrong.code, lastLine(wrong.errors)]).toEqual([
    2,
    expect.stringContaining("BACKUP_RECIPIENTS: recipients of age"),
  ]);
  const nowhere = await swideal(["backup", "create"], { ...environment, BACKUP_DIR: "" });
  expect([nowhere.code, lastLine(nowhere.errors)]).toEqual([1, expect.stringContaining("set BACKUP_DIR")]);
  const file = join(folder, "no-identity.txt");
  await writeFile(file, "hello\n");
  const trial = await swideal(["backup", "create"], { ...environment, BACKUP_VERIFY_IDENTITY_FILE: file });
  expect([trial.code, lastLine(trial.errors)]).toEqual([
    1,
    expect.stringContaining("holds no identity of age"),
  ]);
  expect(await sql("select from backup_runs where state <> 'done'")).toEqual([]);
  await expect(readdir(join(folder, "backups"))).rejects.toMatchObject({ code: "ENOENT" });
});

test("the second of two at once says so in a line and fails", { timeout: 300_000 }, async () => {
  await withConnection(database.owner, async (client) => {
    await client.query("select pg_advisory_lock(hashtextextended('swideal/backup', 0))");
    const second = await swideal(["backup", "create"], environment);
    expect([second.code, lastLine(second.errors)]).toEqual([
      1,
      expect.stringContaining("another backup is being made"),
    ]);
    expectOneLine(second.errors);
  });
});

test("one that is killed at any moment is not listed, or is whole; the next one is made", {
  timeout: 600_000,
}, async () => {
  await sql(
    "create table big as select gen_random_uuid() as a, gen_random_uuid() as b from generate_series(1, 200000)",
  );
  const whole = begin(["backup", "create", "--json"], environment);
  const start = performance.now();
  await whole.notes(/backup: \d+ %/);
  const first = performance.now() - start;
  expect((await whole.ended).code).toBe(0);
  const last = performance.now() - start;
  let cut = 0;
  for (let n = 0; n < 6; n++) {
    const before = (await listed()).length;
    const killed = begin(["backup", "create", "--json"], environment);
    await wait(first / 2 + Math.random() * (last - first / 2));
    killed.child.kill("SIGKILL");
    const { output } = await killed.ended;
    const after = await listed();
    expect(after.every(({ fault }: { fault: unknown }) => fault === null)).toBe(true);
    expect(after.length - before).toBeLessThanOrEqual(1);
    if (output !== "") expect(after.length - before).toBe(1);
    if (after.length === before) cut += 1;
    // Its session is closed once the server sees that nobody is there.
    await expect
      .poll(() => sql("select from pg_locks where locktype = 'advisory'"), { timeout: 30_000 })
      .toEqual([]);
  }
  expect(cut).toBeGreaterThan(0);
  const next = await swideal(["backup", "create", "--json"], environment);
  expect(next.code).toBe(0);
  expect(await sql("select from backup_runs where state = 'running'")).toEqual([]);
  await sql("drop table big");
});

test("the running program makes one by itself as the least urgent process, and says why it cannot", {
  timeout: 600_000,
}, async () => {
  await ensureBuiltPages(() => {});
  const served = begin(["serve"], environment);
  await served.says(/"url":/);
  await expect
    .poll(() => sql("select cron, timezone from pgboss.schedule where name = 'backup-create'"))
    .toEqual([{ cron: "30 3 * * *", timezone: "Europe/Paris" }]);
  await sql("insert into pgboss.job (name, data) values ('backup-create', '{}')");
  const [said] = await served.says(/.*a backup was made.*/);
  expect(await listed()).toMatchObject([{ id: JSON.parse(said).id, madeBy: "schedule", fault: null }]);
  served.child.kill("SIGTERM");
  await served.ended;

  const { DATABASE_ADMIN_URL: _, ...ownerless } = environment;
  const refused = begin(["serve"], ownerless);
  await refused.says(/"url":/);
  await refused.says(/no backups are made by the program: set DATABASE_ADMIN_URL/);
  refused.child.kill("SIGTERM");
  await refused.ended;
});

test("an embedded database makes a key by itself, says so once, and warns until it is kept elsewhere", {
  timeout: 600_000,
}, async () => {
  const data = join(folder, "data");
  const file = join(data, "backup-identity.txt");
  expect((await swideal(["migrate"])).code).toBe(0);
  const first = await swideal(["backup", "create"]);
  expect([first.code, first.errors]).toEqual([
    0,
    expect.stringContaining(`A key was made for the backups. ${file} opens`),
  ]);
  expect(first.errors).toContain("is on the disk of the database");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const key = await readFile(file, "utf8");
  const second = await swideal(["backup", "create"]);
  expect([second.code, second.errors]).toEqual([0, expect.not.stringContaining("A key was made")]);
  expect(await readFile(file, "utf8")).toBe(key);
  const warnings = async () =>
    JSON.parse((await swideal(["doctor", "--json"])).output)
      .findings.filter(({ name, state }: Record<string, string>) => name === "backups" && state === "warning")
      .map(({ text }: Record<string, string>) => text);
  expect(await warnings()).toEqual([
    expect.stringContaining("backup key --kept"),
    expect.stringContaining("on the disk"),
  ]);
  const kept = await swideal(["backup", "key", "--kept", "--json"]);
  expect(JSON.parse(kept.output)).toMatchObject({ own: { file, kept: true } });
  expect(kept.output).not.toContain("AGE-SECRET-KEY");
  expect(await warnings()).toEqual([expect.stringContaining("on the disk")]);
  expect(JSON.parse((await swideal(["backup", "list", "--json"])).output).backups).toHaveLength(2);
  // Nobody has made one here, and none is made to be confirmed.
  const none = await swideal(["backup", "key", "--kept"], { DATA_DIR: join(folder, "nowhere") });
  expect([none.code, lastLine(none.errors)]).toEqual([1, expect.stringContaining("no key was made here")]);
});
