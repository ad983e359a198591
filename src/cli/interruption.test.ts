import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, type TestContext, test } from "vitest";
import { createTestDatabase, secretsAsEnvironment } from "../../tests/support/server.ts";
import { migrateDatabase } from "../server/migrate-database.ts";
import { commandLine, expectOneLine } from "./testing/command-line.ts";

let dataDir: string;
const { begin, swideal, killAll } = commandLine(() => dataDir);
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "swideal-interruption-"));
});
afterEach(async () => {
  killAll();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

describe("a first signal", { timeout: 480_000 }, () => {
  test("ends a long command, and a start that fills the database: the code says so, the database is stopped, nothing is half done", async () => {
    expect((await swideal(["migrate"])).code).toBe(0);
    const loading = begin(["demo", "--missions", "20000"]);
    await loading.notes(/missions: 10 %/);
    loading.child.kill("SIGINT");
    const { code, output, errors } = await loading.ended;
    expect([code, output]).toEqual([130, ""]);
    expect(errors).toMatch(/swideal: ended by SIGINT before it was done\n$/);
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);

    // Were a mission there, nothing would be filled.
    const starting = begin(["start"]);
    await starting.notes(/demonstration: \d+ %/);
    starting.child.kill("SIGTERM");
    const started = await starting.ended;
    expect([started.code, started.output]).toEqual([143, expect.not.stringContaining("listens")]);
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  });

  test("ends a command that waits for another migrator", async () => {
    const database = await createTestDatabase();
    const holder = new pg.Client(database.owner);
    await holder.connect();
    await holder.query("select pg_advisory_lock(7241806251309)");
    const { host, port } = database.owner;
    const url = (user: string) =>
      `postgres://${user}@localhost/${database.name}?${new URLSearchParams({ host: String(host), port: String(port) })}`;
    const secrets = secretsAsEnvironment();
    const environment = {
      ...secrets,
      DATABASE_URL: url("swideal_app"),
      DATABASE_ADMIN_URL: url("swideal_owner"),
    };
    const waiting = begin(["migrate"], environment);
    await waiting.notes(/another migration is at work/);
    waiting.child.kill("SIGINT");
    expect((await waiting.ended).code).toBe(130);
    const patient = begin(["migrate"], environment);
    await patient.notes(/another migration is at work/);
    await holder.end();
    expect(await patient.ended).toMatchObject({ code: 0, output: "The database is up to date.\n" });
    await database.drop();
  });
});

test("of several migrators at once on an empty database one works, and all end well", {
  timeout: 240_000,
}, async () => {
  const database = await createTestDatabase();
  const owner = new pg.Client(database.owner);
  await owner.connect();
  await owner.query("drop schema public cascade; drop schema pgboss cascade; create schema public");
  const { applicationRole } = database;
  const migrator = () => migrateDatabase({ owner: database.owner, applicationRole, log: () => {} });
  const done = await Promise.all([migrator(), migrator(), migrator()]);
  expect(done.map((migrations) => migrations.length > 0).sort()).toEqual([false, false, true]);
  const { rows } = await owner.query("select count(*)::int as number from places");
  expect(rows[0].number).toBeGreaterThan(30_000);
  await owner.end();
  await database.drop();
});

/** Goes before a command that finds a disk of its own, in memory, where DATA_DIR is. */
function onDisk(options: string): string[] {
  const mount = `mount -t tmpfs -o mode=700,${options} swideal "$1" && shift && exec "$@"`;
  return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh", dataDir];
}

function skipWithoutDisk(context: TestContext, errors: string): void {
  if (/unshare|mount:/.test(errors)) context.skip("this machine does not let tests mount a disk");
}

/** The numbers of the processes whose command line names DATA_DIR. */
async function processesOn(folder: string): Promise<string[]> {
  const running: string[] = [];
  for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
    if (line.includes(folder)) running.push(id);
  }
  return running;
}

// The smaller disk is full while tables are made, the larger one in the middle of PostgreSQL's own log.
test.for([44, 60])(
  "on a disk of %d MB a first command says that it is full and leaves no database running",
  {
    timeout: 240_000,
  },
  async (megabytes, context) => {
    const { ended } = begin(["migrate"], {}, { prefix: onDisk(`size=${megabytes}m`) });
    const { code, output, errors } = await ended;
    skipWithoutDisk(context, errors);
    expect([code, output, errors]).toEqual([
      1,
      "",
      expect.stringMatching(/^swideal: The disk of \S+ is full: /),
    ]);
    expectOneLine(errors);
    expect(await processesOn(dataDir)).toEqual([]);
  },
);

test("a command whose folder lies on a read-only disk says so, however deep the folder", {
  timeout: 240_000,
}, async (context) => {
  const { ended } = begin(
    ["migrate"],
    { DATA_DIR: join(dataDir, "a", "b") },
    { prefix: onDisk("size=8m,ro") },
  );
  const { code, errors } = await ended;
  skipWithoutDisk(context, errors);
  expect([code, errors]).toEqual([1, expect.stringContaining("lies on a disk that is read-only")]);
  expectOneLine(errors);
});

test("a command whose folder can never be made ends and says so", async () => {
  const { code, errors } = await swideal(["migrate"], { DATA_DIR: "/proc/swideal" });
  expect([code, errors]).toEqual([
    1,
    expect.stringMatching(/^swideal: \/proc\/swideal cannot be made, because its place takes no folders: /),
  ]);
  expectOneLine(errors);
});
