import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installedBinaries } from "./binaries.ts";
import { type EmbeddedPostgres, findRunningPostgres, startEmbeddedPostgres } from "./index.ts";
import { freeLoopbackPort } from "./socket-folder.ts";
import {
  binariesWithoutLinks,
  copyUsedDataDir,
  query,
  quietly,
  scratch,
  serversOf,
  temporaryFolder,
  usedDataDir,
} from "./testing/support.ts";

describe("a first start", () => {
  let folder: string;
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(scratch, "sw-"));
    postgres = await startEmbeddedPostgres({ dataDir: join(folder, "data"), ...quietly });
  });
  afterAll(async () => {
    await postgres.stop();
    await rm(folder, { recursive: true });
  });

  test("runs the version that npm installed", () => {
    expect(postgres.version).toMatch(/^15\.\d+$/);
  });

  test("gives the owner a database where it may create, without making it a superuser", async () => {
    await query(
      postgres.connection("owner"),
      "create table made_by_owner (id int); create extension pg_trgm",
    );
    const roles =
      "select rolname, rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname like 'swideal%'";
    expect(await query(postgres.superuser(), `${roles} order by 1`)).toEqual([
      { rolname: "swideal_app", rolsuper: false, rolcreaterole: false, rolcreatedb: false },
      { rolname: "swideal_owner", rolsuper: false, rolcreaterole: false, rolcreatedb: false },
    ]);
  });

  test("lets the application connect and nothing more until a migration grants it something", async () => {
    const application = postgres.connection("application");
    expect(await query(application, "select current_user as name")).toEqual([{ name: "swideal_app" }]);
    await expect(query(application, "create table t (id int)")).rejects.toThrow("permission denied");
    await expect(query(application, "create temporary table t (id int)")).rejects.toThrow(
      "permission denied",
    );
  });

  test("knows that É is a letter, which searching French needs", async () => {
    const sql = "select lower('ÉLECTRICIENNE') as lower, show_trgm('éa') as trigrams";
    await query(postgres.connection("owner"), "create extension if not exists pg_trgm");
    const [row] = await query(postgres.connection("owner"), sql);
    expect(row?.lower).toBe("électricienne");
    expect(row?.trigrams).toHaveLength(3);
  });

  test("writes what it confirms to the disk, and counts statements", async () => {
    const names =
      "'fsync','synchronous_commit','full_page_writes','data_checksums','jit','TimeZone','server_encoding'";
    const rows = await query(
      postgres.superuser(),
      `select name, setting from pg_settings where name in (${names})`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      data_checksums: "on",
      jit: "off",
      TimeZone: "UTC",
      server_encoding: "UTF8",
    });
    const counted = await query(
      postgres.connection("owner"),
      "select count(*)::int as n from pg_stat_statements",
    );
    expect(counted[0]?.n).toBeGreaterThan(0);
  });

  test("is closed to other users of the machine: folders of mode 0700, no network address", async () => {
    for (const name of ["data", "data/postgres", "data/postgres-socket"]) {
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o700);
    }
    expect((await stat(join(folder, "data/postgres/swideal-password"))).mode & 0o777).toBe(0o600);
    expect(await query(postgres.superuser(), "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  });

  test("can be found by an operator's command, which leaves it running", async () => {
    const found = await findRunningPostgres(join(folder, "data"));
    expect(found?.processId).toBe(postgres.processId);
    expect(found?.version).toBe(postgres.version);
    await found?.stop();
    expect(await query(found?.connection("owner") as never, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

test("the next start keeps what the one before committed, and a stopped server leaves nothing running", async () => {
  const dataDir = await usedDataDir();
  const first = await startEmbeddedPostgres({ dataDir, ...quietly });
  await query(first.connection("owner"), "create table kept (id int); insert into kept values (7)");
  await first.stop();
  expect(await first.exited).toBeNull();
  expect(serversOf(dataDir)).toEqual([]);
  expect(await findRunningPostgres(dataDir)).toBeNull();

  const second = await startEmbeddedPostgres({ dataDir, ...quietly });
  expect(await query(second.connection("owner"), "select id from kept")).toEqual([{ id: 7 }]);
  await second.stop();
});

test("stopping twice is stopping once, and connections do not hold it up", async () => {
  const postgres = await startEmbeddedPostgres({ dataDir: await usedDataDir(), ...quietly });
  const waiting = query(postgres.connection("owner"), "select pg_sleep(3600)");
  const broken = expect(waiting).rejects.toThrow();
  await Promise.all([postgres.stop(), postgres.stop()]);
  await broken;
});

test("no server is found where none was ever started", async () => {
  expect(await findRunningPostgres(join(await temporaryFolder(), "nothing"))).toBeNull();
});

test.each(["with spaces, commas and accents é 'ö\" $HOME", "x".repeat(120)])(
  "DATA_DIR may be called %s",
  async (name) => {
    const dataDir = await usedDataDir(name);
    const postgres = await startEmbeddedPostgres({ dataDir, ...quietly });
    expect(await query(postgres.connection("owner"), "select 1 as one")).toEqual([{ one: 1 }]);
    const found = await findRunningPostgres(dataDir);
    expect(found?.processId).toBe(postgres.processId);
    await postgres.stop();
  },
);

test("DATA_DIR may be relative", async () => {
  const dataDir = await usedDataDir();
  const postgres = await startEmbeddedPostgres({ dataDir: relative(process.cwd(), dataDir), ...quietly });
  expect(serversOf(dataDir)).toContain(postgres.processId);
  await postgres.stop();
});

test("libraries are found when install scripts were off and node_modules is read-only", async () => {
  const folder = await temporaryFolder(tmpdir());
  const binaries = await binariesWithoutLinks(installedBinaries(), folder);
  for (const _ of ["a first start", "the next, which finds its links in place"]) {
    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "data"), binaries, ...quietly });
    expect(await query(postgres.superuser(), "select 'é' < 'f' collate \"fr-x-icu\" as ok")).toEqual([
      { ok: true },
    ]);
    await postgres.stop();
  }
  expect(await readdir(join(folder, "data", "postgres-libraries"))).toContain("libpq.so.5");
});

describe("a start with a TCP port, settings and a log", () => {
  const lines: string[] = [];
  let postgres: EmbeddedPostgres;

  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(scratch, "sw-"));
    const dataDir = join(folder, "data");
    await copyUsedDataDir(dataDir);
    const settings = { work_mem: "7MB", synchronous_commit: "off" };
    const log = (line: string) => lines.push(line);
    postgres = await startEmbeddedPostgres({ dataDir, log, settings, listenTcp: await freeLoopbackPort() });
  });
  afterAll(async () => {
    await postgres.stop();
    await rm(folder, { recursive: true });
  });

  test("asks for a password on TCP, which every user of the machine reaches", async () => {
    const owner = { ...postgres.connection("owner"), host: "127.0.0.1" };
    expect(await query(owner, "select current_user as name")).toEqual([{ name: "swideal_owner" }]);
    const guess = query({ ...owner, password: "guess" }, "select 1");
    await expect(guess).rejects.toThrow("password authentication failed");
  });

  test("puts the settings over the defaults", async () => {
    expect(await query(postgres.superuser(), "show work_mem")).toEqual([{ work_mem: "7MB" }]);
    expect(await query(postgres.superuser(), "show synchronous_commit")).toEqual([
      { synchronous_commit: "off" },
    ]);
  });

  test("logs neither what a statement contained nor whom a row was about", async () => {
    const table = "create table people (email text unique); insert into people values ('lea@example.org')";
    await query(postgres.connection("owner"), table);
    const again = query(postgres.connection("owner"), "insert into people values ('lea@example.org')");
    await expect(again).rejects.toThrow("duplicate key");
    await expect.poll(() => lines.some((line) => line.includes("duplicate key"))).toBe(true);
    expect(lines.filter((line) => line.includes("lea@example.org"))).toEqual([]);
  });
});

test("a port that is taken stops the start with what PostgreSQL says about it", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  const starting = startEmbeddedPostgres({ dataDir: await usedDataDir(), listenTcp: port, ...quietly });
  await expect(starting).rejects.toMatchObject({ code: "start_failed" });
  other.close();
});

test("a database made by another version is refused, and left as it is", async () => {
  const dataDir = await usedDataDir();
  const versionFile = join(dataDir, "postgres", "PG_VERSION");
  await writeFile(versionFile, "14\n");
  const starting = startEmbeddedPostgres({ dataDir, ...quietly });
  await expect(starting).rejects.toMatchObject({
    code: "version_mismatch",
    message: expect.stringMatching(/^.*PostgreSQL 14 .* 15\.\d+ .*backup.*$/),
  });
  expect(await readFile(versionFile, "utf8")).toBe("14\n");
});
