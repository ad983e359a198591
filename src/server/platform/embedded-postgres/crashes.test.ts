import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { startEmbeddedPostgres } from "./index.ts";
import { processExists, processRuns } from "./operating-system.ts";
import {
  query,
  quietly,
  startInChild,
  temporaryFolder,
  untilNoServer,
  usedDataDir,
} from "./testing/support.ts";

const isOneLine = expect.stringMatching(/^[^\n]+$/);

describe("after SIGKILL", () => {
  test("of PostgreSQL, the end is told and the next start has every committed row", async () => {
    const dataDir = await usedDataDir();
    const postgres = await startEmbeddedPostgres({ dataDir, ...quietly });
    await query(postgres.connection("owner"), "create table kept (id int); insert into kept values (7)");
    process.kill(postgres.processId, "SIGKILL");
    const ended = await postgres.exited;
    expect(ended).toMatchObject({ code: "ended", message: isOneLine });
    expect(ended?.message).toContain("signal 9");

    const next = await startEmbeddedPostgres({ dataDir, ...quietly });
    expect(await query(next.connection("owner"), "select id from kept")).toEqual([{ id: 7 }]);
    await next.stop();
  });

  test("of PostgreSQL, a query that goes on without it does not keep the next start waiting", async () => {
    const dataDir = await usedDataDir();
    const postgres = await startEmbeddedPostgres({ dataDir, ...quietly });
    const numbers = "generate_series(1, 50000)";
    const endless = query(
      postgres.connection("owner"),
      `select sum(a) from ${numbers} as a, ${numbers} as b`,
    );
    const broken = expect(endless).rejects.toThrow();
    const active = "select 1 from pg_stat_activity where query like '%sum(a)%' and pid <> pg_backend_pid()";
    await expect.poll(() => query(postgres.superuser(), active)).toHaveLength(1);
    process.kill(postgres.processId, "SIGKILL");
    await postgres.exited;

    const next = await startEmbeddedPostgres({ dataDir, ...quietly });
    await broken;
    await next.stop();
  });

  test("of Node, no PostgreSQL is left and the next start has every committed row", async () => {
    const dataDir = await usedDataDir();
    const swideal = startInChild(dataDir);
    const { owner } = await swideal.next();
    await query(owner, "create table kept (id int); insert into kept values (7)");
    const busy = query(owner, "select pg_sleep(3600)").catch(() => {});
    await swideal.kill();
    await untilNoServer(dataDir);
    await busy;

    const next = await startEmbeddedPostgres({ dataDir, ...quietly });
    expect(await query(next.connection("owner"), "select id from kept")).toEqual([{ id: 7 }]);
    await next.stop();
  });

  test("of Node, a start at the same moment waits for the old server to go", async () => {
    const dataDir = await usedDataDir();
    const swideal = startInChild(dataDir);
    await swideal.next();
    await swideal.kill();
    const next = await startEmbeddedPostgres({ dataDir, ...quietly });
    await next.stop();
  });

  test("of the shell between them, PostgreSQL stops cleanly and the end is told", async () => {
    const dataDir = await usedDataDir();
    const swideal = startInChild(dataDir);
    const { processId = 0 } = await swideal.next();
    process.kill(await parentOf(processId), "SIGKILL");
    expect(await swideal.next()).toMatchObject({ event: "ended", code: "ended", message: isOneLine });
    await untilNoServer(dataDir);
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  });

  test("of Node in the middle of the first start, nothing half-made is taken for a database", async () => {
    const dataDir = join(await temporaryFolder(), "data");
    const swideal = startInChild(dataDir);
    const unfinished = async () =>
      (await readdir(dataDir).catch(() => [])).find((name) => name.includes(".new-"));
    const isHalfMade = async () =>
      existsSync(join(dataDir, (await unfinished()) ?? "-", "cluster", "PG_VERSION"));
    while (!(await isHalfMade())) await sleep(5);
    await swideal.kill();

    const next = await startEmbeddedPostgres({ dataDir, ...quietly });
    expect(await query(next.connection("owner"), "select 1 as one")).toEqual([{ one: 1 }]);
    await next.stop();
    expect(await unfinished()).toBeUndefined();
  });
});

test("while PostgreSQL recovers from the crash of one of its processes, a stop ends it, and the next start has every committed row", async () => {
  const dataDir = await usedDataDir();
  for (let round = 1; round <= 4; round += 1) {
    const lines: string[] = [];
    const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => void lines.push(line) });
    await query(
      postgres.connection("owner"),
      `create table kept${round} as select generate_series(1, 50000)`,
    );
    lines.length = 0;
    process.kill(await childOf(postgres.processId, "walwriter"), "SIGABRT");
    while (!lines.some((line) => /database system was interrupted/.test(line))) await sleep(1);
    await postgres.stop();
    expect(lines.join("\n")).toMatch(/received immediate shutdown request/);
  }
  const next = await startEmbeddedPostgres({ dataDir, ...quietly });
  const kept = "select count(*)::int as rows from kept1 union all select count(*)::int from kept4";
  expect(await query(next.connection("owner"), kept)).toEqual([{ rows: 50_000 }, { rows: 50_000 }]);
  await next.stop();
});

test("signals of a terminal or a service manager leave PostgreSQL to Node, which stops it when it is ready", async () => {
  const dataDir = await usedDataDir();
  const swideal = startInChild(dataDir);
  const { processId = 0, owner } = await swideal.next();
  const shell = await parentOf(processId);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.kill(shell, signal);
  expect(await query(owner, "select 1 as one")).toEqual([{ one: 1 }]);
  swideal.say("stop");
  expect(await swideal.next()).toMatchObject({ event: "stopped" });
});

describe("a lock file that PostgreSQL would take for a running server's", () => {
  test("does not stop the start when its process is another program", async () => {
    const other = spawn("sleep", ["600"]);
    onTestFinished(() => void other.kill());
    await startsInSpiteOf(other.pid ?? 0);
    expect(processRuns(other.pid ?? 0)).toBe(true);
  });

  test("does not stop the start when its process is a zombie", async () => {
    // The shell becomes a program that never asks how its child ended; a shell itself may still ask.
    const parent = spawn("sh", ["-c", "sleep 600 & echo $!; exec sleep 600"]);
    onTestFinished(() => void parent.kill());
    let zombie = 0;
    for await (const line of createInterface({ input: parent.stdout })) {
      zombie = Number(line);
      break;
    }
    await expect.poll(() => readFile(`/proc/${parent.pid}/comm`, "utf8")).toBe("sleep\n");
    process.kill(zombie, "SIGKILL");
    await expect.poll(() => processRuns(zombie)).toBe(false);
    expect(processExists(zombie)).toBe(true);
    await startsInSpiteOf(zombie);
  });

  test("does not stop the start when its process is gone", async () => {
    const gone = spawn("true");
    await new Promise((resolve) => gone.once("exit", resolve));
    await startsInSpiteOf(gone.pid ?? 0);
  });

  /** The file says "ready" of a server started long ago, as the one of a killed container does. */
  async function startsInSpiteOf(processId: number): Promise<void> {
    const dataDir = await usedDataDir();
    const cluster = join(dataDir, "postgres");
    const sockets = join(dataDir, "postgres-socket");
    const facts = [processId, cluster, 1_700_000_000, 5432, sockets, "", "  1234567     99999", "ready   "];
    await writeFile(join(cluster, "postmaster.pid"), `${facts.join("\n")}\n`, { mode: 0o600 });
    const lock = [processId, cluster, 1_700_000_000, 5432, sockets];
    await writeFile(join(sockets, ".s.PGSQL.5432.lock"), `${lock.join("\n")}\n`, { mode: 0o600 });
    const postgres = await startEmbeddedPostgres({ dataDir, ...quietly });
    expect(postgres.processId).not.toBe(processId);
    await postgres.stop();
  }
});

describe("two starts on one folder", () => {
  test("at once and for the first time: one has the database, the other says in one line what to do", async () => {
    const dataDir = join(await temporaryFolder(), "data");
    const told = await Promise.all([startInChild(dataDir).next(), startInChild(dataDir).next()]);
    told.sort((one, other) => one.event.localeCompare(other.event));
    expect(told).toMatchObject([
      { event: "ready" },
      { event: "refused", code: "folder_taken", message: isOneLine },
    ]);
    expect(told[1]?.message).toContain(`process ${told[0]?.processId}`);
    expect(await query(told[0]?.owner, "select 1 as one")).toEqual([{ one: 1 }]);
    expect((await readdir(dataDir)).sort()).toEqual(["postgres", "postgres-socket"]);
  });

  test("the second gets the folder when the first leaves it in time", async () => {
    const dataDir = await usedDataDir();
    const first = startInChild(dataDir);
    await first.next();
    const second = startInChild(dataDir).next();
    await sleep(500);
    first.say("stop");
    expect(await second).toMatchObject({ event: "ready" });
  });
});

async function parentOf(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, "utf8");
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
}

async function childOf(parent: number, name: string): Promise<number> {
  for (const id of (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry))) {
    const command = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
    if (command.includes(name) && (await parentOf(Number(id)).catch(() => 0)) === parent) return Number(id);
  }
  throw new Error(`PostgreSQL (process ${parent}) has no ${name}`);
}
