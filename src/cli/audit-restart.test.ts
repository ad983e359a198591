import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/support/server.ts";
import { withConnection } from "../server/platform/database/single-connection.ts";
import { ensureBuiltPages } from "./build-pages.ts";
import { commandLine } from "./testing/command-line.ts";

let folder: string;
let heads: string;
let live: TestDatabase;
const { begin, swideal, killAll } = commandLine(() => join(folder, "data"));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-restart-"));
  heads = join(folder, "heads");
  live = await createTestDatabase();
  await ensureBuiltPages(() => {});
});
afterAll(async () => {
  killAll();
  await live.drop();
  await rm(folder, { recursive: true, force: true });
});

const sqlOn = (on: TestDatabase) => (text: string) =>
  withConnection(on.owner, async (client) => (await client.query(text)).rows);

/** The heads in the second place, as `log/size`. */
async function keptHeads(): Promise<string[]> {
  const logs = await readdir(heads).catch(() => []);
  const kept = logs.map(async (log) =>
    (await readdir(join(heads, log))).map((name) => `${log.at(-1)}/${Number.parseInt(name, 10)}`),
  );
  return (await Promise.all(kept)).flat().sort();
}

test("an older backup that is put back stops the log; a command begins the next one, and everything verifies", {
  timeout: 300_000,
}, async () => {
  const { host, port } = inject("postgres");
  const secrets = JSON.parse((await swideal(["secrets", "--json"])).output);
  const environmentOf = ({ name }: TestDatabase) => {
    const url = (user: string) =>
      `postgres://${user}@localhost/${name}?${new URLSearchParams({ host, port: String(port) })}`;
    const database = { DATABASE_URL: url("swideal_app"), DATABASE_ADMIN_URL: url("swideal_owner") };
    // Whatever the hour, heads are published when the test says so.
    return { ...secrets, ...database, EMAIL_VERIFICATION: "off", AUDIT_HEADS: heads, SCHEDULER: "off" };
  };
  const anotherHour = async (on: TestDatabase) => {
    await sqlOn(on)("update audit_heads set at = at - interval '1 hour'");
    await sqlOn(on)("insert into pgboss.job (name, data) values ('audit-heads', '{}')");
  };
  /** Serves until the wished heads are kept, and ends. */
  const serveUntil = async (on: TestDatabase, wanted: readonly string[]) => {
    const served = begin(["serve"], environmentOf(on));
    await served.says(/"url":/);
    await expect.poll(() => sqlOn(on)("select from audit_unsealed")).toEqual([]);
    await anotherHour(on);
    await expect.poll(keptHeads).toEqual(wanted);
    served.child.kill("SIGTERM");
    await served.ended;
  };
  const admin = (on: TestDatabase, email: string) =>
    swideal(["admin", "create", "--email", email], environmentOf(on));

  await admin(live, "un@example.org");
  await serveUntil(live, ["1/256"]);
  const older = await createTestDatabase(live.name);
  try {
    await admin(live, "deux@example.org");
    await serveUntil(live, ["1/256", "1/512"]);

    // The older state is the database now.
    const environment = environmentOf(older);
    await admin(older, "trois@example.org");
    const served = begin(["serve"], environment);
    await served.says(/an older state was put back/);
    expect(await sqlOn(older)("select from audit_leaves")).toHaveLength(256);
    const refused = await swideal(["audit", "verify"], environment);
    expect([refused.code, refused.errors]).toEqual([
      1,
      expect.stringContaining("an older backup was put back"),
    ]);

    expect((await swideal(["audit", "restart"], environment)).code).toBe(2);
    expect((await swideal(["audit", "restart", "--reason", " "], environment)).code).toBe(2);
    const restarted = await swideal(["audit", "restart", "--reason", "Disque perdu.", "--json"], environment);
    expect(JSON.parse(restarted.output)).toMatchObject({ published: 512, here: 256, lost: 256 });
    // The program that had stopped sealing goes on by itself.
    await expect.poll(() => sqlOn(older)("select from audit_leaves where log = 2")).not.toHaveLength(1);
    await anotherHour(older);
    await expect.poll(keptHeads).toEqual(["1/256", "1/512", "2/256"]);
    served.child.kill("SIGTERM");
    await served.ended;

    const whole = await swideal(["audit", "verify"], environment);
    expect([whole.code, whole.output]).toEqual([
      0,
      expect.stringMatching(
        /log\/2 follows \S+\/log\/1, which ended with 256 leaves: 256 published ones are lost/,
      ),
    ]);
    const published = await swideal(["audit", "heads"], environment);
    expect(published.output.match(/(?<=^key: \S+\/log\/)\d/gm)).toEqual(["2", "1"]);
  } finally {
    killAll();
    await older.drop();
  }
});

test("where there is no log yet, there is none to follow: one line says so", {
  timeout: 120_000,
}, async () => {
  const { host, port } = inject("postgres");
  const empty = await createTestDatabase();
  const url = (user: string) =>
    `postgres://${user}@localhost/${empty.name}?${new URLSearchParams({ host, port: String(port) })}`;
  const environment = {
    ...JSON.parse((await swideal(["secrets", "--json"])).output),
    ...{ DATABASE_URL: url("swideal_app"), DATABASE_ADMIN_URL: url("swideal_owner") },
  };
  const { code, errors } = await swideal(["audit", "restart", "--reason", "Rien."], environment);
  expect([code, errors.trim().split("\n").at(-1)]).toEqual([
    1,
    expect.stringContaining("there is no log yet"),
  ]);
  await empty.drop();
});
