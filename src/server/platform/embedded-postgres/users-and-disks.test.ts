import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, readdir, readFile, stat, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, type TestContext, test } from "vitest";
import { installedBinaries } from "./binaries.ts";
import { startEmbeddedPostgres } from "./index.ts";
import { isRoot } from "./operating-system.ts";
import {
  binariesWithoutLinks,
  copyUsedDataDir,
  query,
  quietly,
  type StarterEvent,
  startInChild,
  temporaryFolder,
  usedDataDir,
} from "./testing/support.ts";

const isOneLine = expect.stringMatching(/^[^\n]+$/);
const nobody = { uid: 65534, gid: 65534 };

/** Not run is said aloud: a summary that only counts would hide it. */
function notRun(context: TestContext, why: string): never {
  process.stderr.write(`NOT RUN: "${context.task.name}": ${why}\n`);
  return context.skip(why) as never;
}

/** Somebody without privileges: `nobody` when the tests run as root, else whoever runs them. */
function ordinaryUser(context: TestContext): { uid?: number; gid?: number } {
  if (!isRoot()) return {};
  const reads = ["-r", installedBinaries(), "-a", "-x", process.execPath];
  if (spawnSync("test", reads, nobody).status !== 0) notRun(context, "only root can read this checkout");
  return nobody;
}

async function home(owner: { uid?: number; gid?: number }): Promise<string> {
  const folder = await temporaryFolder();
  if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid ?? owner.uid);
  return folder;
}

describe("an ordinary user", () => {
  test("runs it below a home of mode 0700", async (context) => {
    const user = ordinaryUser(context);
    const dataDir = join(await home(user), "swideal", "data");
    const { processId, owner } = await startInChild(dataDir, user).next();
    expect((await stat(`/proc/${processId}`)).uid).toBe(user.uid ?? process.getuid?.());
    expect(await query(owner, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("is told in one line that DATA_DIR cannot be written", async (context) => {
    const user = ordinaryUser(context);
    const folder = await home(user);
    await chmod(folder, 0o555);
    const told = await startInChild(join(folder, "data"), user).next();
    expect(told).toMatchObject({ event: "refused", code: "not_writable", message: isOneLine });
    await chmod(folder, 0o755);
  });

  test("is told in one line that the database belongs to another user", async (context) => {
    if (!isRoot()) notRun(context, "only root can make a folder for somebody else");
    const user = ordinaryUser(context);
    const dataDir = await usedDataDir();
    await chmod(join(dataDir, ".."), 0o755);
    await chmod(dataDir, 0o777);
    const told = await startInChild(dataDir, user).next();
    expect(told).toMatchObject({ event: "refused", code: "not_writable", message: isOneLine });
  });
});

test("a user with a number and no name, as containers give, runs it or is told what is missing", async (context) => {
  if (!isRoot()) notRun(context, "only root can become such a user");
  ordinaryUser(context);
  const nameless = { uid: 54321, gid: 54321 };
  const dataDir = join(await home(nameless), "data");
  const namespaces = spawnSync("unshare", ["--user", "--map-user=65534", "true"], nameless).status === 0;
  const told = await startInChild(dataDir, nameless).next();
  if (namespaces) expect(told).toMatchObject({ event: "ready" });
  else expect(told).toMatchObject({ event: "refused", code: "unknown_user", message: isOneLine });
});

test("root is told in one line that DATA_DIR lies in somebody else's closed home", async (context) => {
  if (!isRoot()) notRun(context, "needs root, as which PostgreSQL does not run");
  const closed = await home(nobody);
  const starting = startEmbeddedPostgres({ dataDir: join(closed, "data"), ...quietly });
  await expect(starting).rejects.toMatchObject({ code: "not_reachable", message: isOneLine });
  expect(await readdir(closed)).toEqual([]);
});

test("a file in the place of DATA_DIR is named in one line", async () => {
  const file = join(await temporaryFolder(), "data");
  await writeFile(file, "");
  for (const dataDir of [file, join(file, "below")]) {
    const starting = startEmbeddedPostgres({ dataDir, ...quietly });
    await expect(starting).rejects.toMatchObject({ code: "not_writable", message: isOneLine });
  }
});

test("a folder that is no database is left alone and named in one line", async () => {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, "postgres"));
  await writeFile(join(dataDir, "postgres", "holiday.jpg"), "sea");
  const starting = startEmbeddedPostgres({ dataDir, ...quietly });
  await expect(starting).rejects.toMatchObject({ code: "not_a_cluster", message: isOneLine });
  expect(await readdir(dataDir)).toEqual(["postgres"]);
  expect(await readFile(join(dataDir, "postgres", "holiday.jpg"), "utf8")).toBe("sea");
});

describe("root, on a machine without user namespaces", () => {
  test("runs it as nobody, from a copy when nobody cannot read the package", async (context) => {
    const { path, folder } = await rootWithoutNamespaces(context);
    const closed = join(folder, "closed");
    await mkdir(closed, { mode: 0o700 });
    const options = { binaries: await binariesWithoutLinks(installedBinaries(), closed) };
    const dataDir = join(folder, "data");
    const swideal = startInChild(dataDir, { path, options });
    const { processId, owner } = await swideal.next();
    expect((await stat(`/proc/${processId}`)).uid).toBe(nobody.uid);
    expect(await query(owner, "select 1 as one")).toEqual([{ one: 1 }]);
    swideal.say("stop");
    await swideal.next();
    expect((await stat(dataDir)).mode & 0o007).toBe(0);
    swideal.say("start");
    expect(await swideal.next()).toMatchObject({ event: "ready" });
  });

  test("opens what was made with namespaces, and what was made without opens with them", async (context) => {
    const { path, folder } = await rootWithoutNamespaces(context);
    const dataDir = join(folder, "data");
    await copyUsedDataDir(dataDir);
    const without = startInChild(dataDir, { path });
    expect(await without.next()).toMatchObject({ event: "ready" });
    without.say("stop");
    await without.next();
    expect(await startInChild(dataDir).next()).toMatchObject({ event: "ready" });
  });

  test("is told in one line which closed folder is in the way, and nothing is made in it", async (context) => {
    const { path, folder } = await rootWithoutNamespaces(context);
    const closed = join(folder, "home");
    await mkdir(closed, { mode: 0o700 });
    const told = await startInChild(join(closed, "swideal", "data"), { path }).next();
    expect(told).toMatchObject({ event: "refused", code: "not_reachable", message: isOneLine });
    expect(told.message).toContain(closed);
    expect(await readdir(closed)).toEqual([]);
  });

  /** A folder that all may enter, and a PATH with the programs that are needed, but not the one for namespaces. */
  async function rootWithoutNamespaces(context: TestContext): Promise<{ path: string; folder: string }> {
    if (!isRoot()) notRun(context, "needs root, as which PostgreSQL does not run");
    const folder = await temporaryFolder(tmpdir());
    await chmod(folder, 0o755);
    const path = join(folder, "bin");
    await mkdir(path);
    for (const program of ["env", "test", "sleep", "chmod"]) {
      await symlink(
        existsSync(`/usr/bin/${program}`) ? `/usr/bin/${program}` : `/bin/${program}`,
        join(path, program),
      );
    }
    return { path, folder };
  }
});

describe("on a full disk", () => {
  test("a first start says so in one line", async (context) => {
    const { prefix, disk } = await smallDisk(context, 20);
    const told = await startInChild(join(disk, "data"), { prefix }).next();
    expect(told).toMatchObject({ event: "refused", code: "disk_full", message: isOneLine });
  });

  test("a running server ends saying so in one line; with space, all that was committed is there", async (context) => {
    const { prefix, disk } = await smallDisk(context, 160);
    const swideal = startInChild(join(disk, "data"), { prefix });
    const ready = await swideal.next();
    // The disk exists for the child only; the way there leads through /proc.
    const seen = (path: string) => `/proc/${swideal.processId}/root${path}`;
    const from = ({ superuser }: StarterEvent) => superuser && { ...superuser, host: seen(superuser.host) };
    await query(from(ready), "create table kept (id int); insert into kept values (7)");
    await writeFile(seen(join(disk, "ballast")), Buffer.alloc(200_000_000)).catch(() => {});
    const log =
      "select pg_logical_emit_message(false, 'fill', repeat('x', 1000000)) from generate_series(1, 100)";
    await expect(query(from(ready), log)).rejects.toThrow();
    expect(await swideal.next()).toMatchObject({ event: "ended", code: "disk_full", message: isOneLine });

    swideal.say("start");
    expect(await swideal.next()).toMatchObject({ event: "refused", code: "disk_full", message: isOneLine });
    await unlink(seen(join(disk, "ballast")));
    swideal.say("start");
    expect(await query(from(await swideal.next()), "select id from kept")).toEqual([{ id: 7 }]);
  });

  /** A disk of that many megabytes, in memory, that lives as long as the process started with the prefix. */
  async function smallDisk(
    context: TestContext,
    megabytes: number,
  ): Promise<{ prefix: string[]; disk: string }> {
    const disk = await temporaryFolder();
    const mount = 'mount -t tmpfs -o "size=$1m,mode=700" swideal "$2" && shift 2 && exec "$@"';
    const namespace = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh"];
    const prefix = [...namespace, String(megabytes), disk];
    const [program = "", ...args] = [...prefix, "true"];
    if (spawnSync(program, args).status !== 0)
      notRun(context, "this machine does not let tests mount a small disk");
    return { prefix, disk };
  }
});
