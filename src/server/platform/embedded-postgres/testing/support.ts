import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statfsSync } from "node:fs";
import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, onTestFinished } from "vitest";
import { clusterOf } from "../cluster-folder.ts";
import { type Connection, startEmbeddedPostgres } from "../index.ts";
import { processRuns } from "../operating-system.ts";
import { serverProcesses } from "../postmaster.ts";

const starter = fileURLToPath(new URL("starter.ts", import.meta.url));

export const quietly = { log: () => {} };

/** Memory where the machine lends enough of it: hundreds of small files are made for each test. */
const roomy = existsSync("/dev/shm") && statfsSync("/dev/shm").bavail * statfsSync("/dev/shm").bsize > 1e9;
export const scratch = roomy ? "/dev/shm" : tmpdir();

/** A folder of mode 0700 that goes when the test is over. */
export async function temporaryFolder(parent = scratch): Promise<string> {
  const folder = await realpath(await mkdtemp(join(parent, "sw-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

let template: Promise<string> | undefined;
afterAll(async () => {
  if (template !== undefined) await rm(dirname(await template), { recursive: true });
});

/** A DATA_DIR that was started and stopped before; it goes when the test is over. */
export async function usedDataDir(name = "data"): Promise<string> {
  const dataDir = join(await temporaryFolder(), name);
  await copyUsedDataDir(dataDir);
  return dataDir;
}

/** The original is made once for each file of tests, because a first start takes its time. */
export async function copyUsedDataDir(dataDir: string): Promise<void> {
  template ??= makeTemplate();
  // Many times faster than Node's own copy of a thousand small files.
  await once(spawn("cp", ["-a", await template, dataDir]), "exit");
}

async function makeTemplate(): Promise<string> {
  const dataDir = join(await mkdtemp(join(scratch, "sw-template-")), "data");
  await (await startEmbeddedPostgres({ dataDir, ...quietly })).stop();
  return dataDir;
}

export interface StarterEvent {
  readonly event: "ready" | "refused" | "stopped" | "ended";
  readonly code?: string;
  readonly message?: string;
  readonly processId?: number;
  readonly owner?: Connection;
  readonly superuser?: Connection;
}

export interface Starter {
  readonly processId: number;
  /** The next thing it tells. */
  next(): Promise<StarterEvent>;
  say(command: "start" | "stop"): void;
  /** SIGKILL: nothing of Node's gets a chance to clean up. */
  kill(): Promise<void>;
}

export interface StarterSurroundings {
  /** Goes before the command line. */
  readonly prefix?: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
  /** Where programs such as unshare are looked for. */
  readonly path?: string;
  readonly cwd?: string;
  readonly options?: { readonly binaries?: string };
}

/** Starts the database of that folder from a Node process of its own. */
export function startInChild(dataDir: string, surroundings: StarterSurroundings = {}): Starter {
  const { prefix = [], uid, gid, path, cwd, options = {} } = surroundings;
  const [program = "", ...args] = [...prefix, process.execPath, starter, dataDir, JSON.stringify(options)];
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "inherit"],
    env: { PATH: path ?? process.env.PATH },
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let server: number | undefined;
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  onTestFinished(async () => {
    await kill();
    while (server !== undefined && processRuns(server)) await sleep(20);
  });
  return {
    processId: child.pid ?? 0,
    async next() {
      const { done, value } = await lines.next();
      if (done) throw new Error(`The starter of ${dataDir} ended without a word`);
      const told = JSON.parse(value) as StarterEvent;
      server = told.processId ?? server;
      return told;
    },
    say: (command) => void child.stdin.write(`${command}\n`),
    kill,
  };
}

/** Returns when no PostgreSQL process lives in that DATA_DIR; hangs, and so fails its test, when one stays. */
export async function untilNoServer(dataDir: string): Promise<void> {
  while (serversOf(dataDir).length > 0) await sleep(20);
}

export function serversOf(dataDir: string): number[] {
  return existsSync(clusterOf(dataDir)) ? serverProcesses(clusterOf(dataDir), -1) : [];
}

export async function query(
  connection: Connection | undefined,
  sql: string,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...connection, ssl: false });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The installed programs as npm leaves them when install scripts are off: no links between libraries. */
export async function binariesWithoutLinks(installed: string, folder: string): Promise<string> {
  const native = join(folder, "native");
  await once(spawn("cp", ["-a", installed, native]), "exit");
  await once(spawn("find", [native, "-type", "l", "-delete"]), "exit");
  await chmod(join(native, "lib"), 0o555);
  onTestFinished(() => chmod(join(native, "lib"), 0o755));
  return native;
}
