import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedPostgresError, folderTaken } from "./errors.ts";
import { platform, processExists, sendSignal } from "./operating-system.ts";
import type { TiedProcess } from "./tied-process.ts";

/** What a running server tells about itself in `postmaster.pid`, one fact a line (PostgreSQL's `pidfile.h`). */
export interface Postmaster {
  readonly processId: number;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly port: number;
  /** Empty where the server listens on TCP only. */
  readonly socketFolder: string;
  readonly status: string;
}

export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    },
  );
  return parse(text);
}

function parse(text: string): Postmaster | undefined {
  const [processId, , startedAt, port, socketFolder = "", , , status = ""] = text.split("\n");
  if (!processId || !/^-?\d+$/.test(processId.trim())) return undefined;
  return {
    processId: Math.abs(Number(processId)),
    startedAt: Number(startedAt),
    port: Number(port),
    socketFolder,
    status: status.trim(),
  };
}

/**
 * Every PostgreSQL process that lives in that folder: the postmaster and, after its violent death, backends that have
 * not noticed yet. A number alone proves nothing, it may have been given to another program since.
 * On Linux the folder is the working directory of each of them; a zombie has none any more. /proc is memory, so it is
 * read without waiting: a hundred awaits would take ten times as long. Elsewhere only the existence of the noted
 * process is checked.
 * @param noted number in the lock file
 */
export function serverProcesses(cluster: string, noted: number): number[] {
  if (platform !== "linux") return processExists(noted) ? [noted] : [];
  const folder = realpathSync(cluster);
  const processIds = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return processIds.filter((processId) => livesIn(processId, folder, cluster)).map(Number);
}

function livesIn(processId: string, folder: string, cluster: string): boolean {
  const read = (name: string) => readFileSync(`/proc/${processId}/${name}`, "utf8");
  try {
    if (read("comm").trim() !== "postgres") return false;
    const directory = workingDirectory(processId);
    if (directory !== undefined) return directory === folder;
    const command = read("cmdline").split("\0");
    return command.includes(folder) || command.includes(cluster);
  } catch {
    // It ended while we looked.
    return false;
  }
}

/** @returns undefined when it belongs to another user, who hides it, though not the command line */
function workingDirectory(processId: string): string | undefined {
  try {
    return readlinkSync(`/proc/${processId}/cwd`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EPERM") return undefined;
    throw error;
  }
}

/**
 * Waits until no server lives in the folder, and clears the way of a lock file whose process is a zombie or another
 * program: PostgreSQL itself would take those for a running server. The file of a dead process is left to PostgreSQL,
 * which looks for forgotten shared memory before it removes it.
 * @param deadline in milliseconds since 1970
 * @throws EmbeddedPostgresError `folder_taken` when the folder is still in use at the deadline
 */
export async function waitUntilFree(
  dataDir: string,
  cluster: string,
  socketFolder: string | undefined,
  deadline: number,
  log: (line: string) => void,
): Promise<void> {
  for (let told = false; ; told = true) {
    const postmaster = await readPostmaster(cluster);
    if (postmaster === undefined) return;
    const processes = serverProcesses(cluster, postmaster.processId);
    const [first] = processes;
    if (first === undefined) {
      if (processExists(postmaster.processId)) removeForeignLock(cluster, socketFolder, postmaster);
      return;
    }
    if (!processes.includes(postmaster.processId)) endOrphans(cluster, postmaster, processes);
    if (Date.now() >= deadline) throw folderTaken(dataDir, first);
    if (!told) log(`Waiting for PostgreSQL (process ${first}) to leave ${dataDir}`);
    await sleep(50);
  }
}

/**
 * A busy backend does not notice that its postmaster was killed, and no new server starts while it lives. What it
 * computes nobody will read, and SIGQUIT ends it without a word to the shared memory that is lost anyway.
 */
function endOrphans(cluster: string, dead: Postmaster, processIds: readonly number[]): void {
  // Another start may have put its server here since the lock file was read: those are nobody's orphans.
  if (!isStill(dead, cluster)) return;
  for (const processId of processIds) {
    try {
      // Only children call themselves "postgres: …"; a postmaster that is about to write its lock file does not.
      if (!readFileSync(`/proc/${processId}/cmdline`, "utf8").startsWith("postgres:")) continue;
      sendSignal(processId, "SIGQUIT");
    } catch {
      // It ended by itself.
    }
  }
}

/** Read without a pause before what follows, so that a server that started meanwhile is left in peace. */
function isStill(known: Postmaster, cluster: string): boolean {
  const file = join(cluster, "postmaster.pid");
  const now = existsSync(file) ? parse(readFileSync(file, "utf8")) : undefined;
  return now?.processId === known.processId && now.startedAt === known.startedAt;
}

function removeForeignLock(cluster: string, socketFolder: string | undefined, stale: Postmaster): void {
  if (!isStill(stale, cluster)) return;
  rmSync(join(cluster, "postmaster.pid"), { force: true });
  for (const folder of new Set([socketFolder, stale.socketFolder])) {
    if (folder) rmSync(join(folder, `.s.PGSQL.${stale.port}.lock`), { force: true });
  }
}

/**
 * Waits until the server just started says it accepts connections. A file left by an earlier one says "ready" too:
 * the number and the start must be this one's. Recovery after a crash may take minutes, so there is no deadline.
 * @returns undefined when the server ended instead
 */
export async function waitUntilReady(cluster: string, server: TiedProcess): Promise<Postmaster | undefined> {
  const spawnedAt = Math.floor(server.spawnedAt / 1000);
  let hasEnded = false;
  void server.exited.then(() => {
    hasEnded = true;
  });
  const processId = await Promise.race([server.processId, server.exited.then(() => undefined)]);
  while (!hasEnded) {
    const found = await readPostmaster(cluster);
    const isOurs = found?.processId === processId && (found?.startedAt ?? 0) >= spawnedAt;
    if (isOurs && found?.status === "ready") return found;
    await sleep(10);
  }
  return undefined;
}

/** The way to a server that runs already and is ready; undefined when none runs. */
export async function findPostmaster(cluster: string, deadline: number): Promise<Postmaster | undefined> {
  for (;;) {
    const postmaster = await readPostmaster(cluster);
    if (postmaster === undefined) return undefined;
    const processes = serverProcesses(cluster, postmaster.processId);
    if (!processes.includes(postmaster.processId)) return undefined;
    if (postmaster.status === "ready") return postmaster;
    if (Date.now() >= deadline) {
      throw new EmbeddedPostgresError(
        "start_failed",
        `The PostgreSQL of this DATA_DIR (process ${postmaster.processId}) is "${postmaster.status}" and not ready: wait a moment and try again.`,
      );
    }
    await sleep(50);
  }
}
