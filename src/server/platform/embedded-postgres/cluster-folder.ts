import { randomBytes } from "node:crypto";
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { diagnoseStart, EmbeddedPostgresError, versionMismatch } from "./errors.ts";
import { ownProcessId, platform, processRuns } from "./operating-system.ts";
import type { ServerUser } from "./server-user.ts";
import { type Programs, startTied } from "./tied-process.ts";

export const superuserName = "postgres";
const passwordFile = "swideal-password";

export const clusterOf = (dataDir: string) => join(dataDir, "postgres");
/** A cluster that this user may not look into is an error, not an absence. */
export async function isCluster(folder: string): Promise<boolean> {
  const found = await stat(join(folder, "PG_VERSION")).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  return found !== undefined;
}
export const readPassword = (cluster: string) => readFile(join(cluster, passwordFile), "utf8");

/**
 * On the socket everyone is trusted: its folder has mode 0700, so whoever reaches it could read the database's files
 * as well, and any password we kept for it would lie beside them. On TCP, which every user of the machine reaches,
 * a password is asked for.
 */
const hostBasedAuthentication = `local all all trust
host all all 127.0.0.1/32 scram-sha-256
`;

/** C order makes small, fast indexes; lists for people sort by an ICU collation. Letters such as É are letters. */
const characterClass = { linux: "C.UTF-8", darwin: "en_US.UTF-8" }[platform as string];

/**
 * Makes an empty cluster in a folder of its own and renames it: a start that is killed half-way leaves nothing that
 * looks like a database, and of two first starts at once one wins whole.
 */
export async function createCluster(
  dataDir: string,
  programs: Programs,
  log: (line: string) => void,
): Promise<void> {
  await removeUnfinished(dataDir);
  const folder = join(dataDir, `postgres.new-${ownProcessId}-${randomBytes(4).toString("hex")}`);
  const cluster = join(folder, "cluster");
  const password = join(folder, "password");
  await mkdir(folder, { mode: 0o700 });
  try {
    await give(folder, programs.user);
    await writeFile(password, randomBytes(24).toString("hex"), { mode: 0o600, flush: true });
    await give(password, programs.user);
    const initdb = startTied(programs, "initdb", initdbArguments(cluster, password), log);
    if ((await initdb.exited) !== 0) throw diagnoseStart(initdb.lastLines, dataDir);
    await writeFile(join(cluster, "pg_hba.conf"), hostBasedAuthentication, { flush: true });
    await rename(password, join(cluster, passwordFile));
    await syncFolder(cluster);
    await publish(dataDir, cluster);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function initdbArguments(cluster: string, passwordFile: string): string[] {
  const ctype = characterClass === undefined ? [] : [`--lc-ctype=${characterClass}`];
  return [
    `--pgdata=${cluster}`,
    `--username=${superuserName}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    ...ctype,
    "--data-checksums",
  ];
}

async function give(path: string, user: ServerUser): Promise<void> {
  if (user.uid !== undefined) await chown(path, user.uid, user.gid ?? user.uid);
}

async function publish(dataDir: string, cluster: string): Promise<void> {
  try {
    await rename(cluster, clusterOf(dataDir));
  } catch (error) {
    if (await isCluster(clusterOf(dataDir))) return;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST" && code !== "ENOTDIR") throw error;
    throw new EmbeddedPostgresError(
      "not_a_cluster",
      `${clusterOf(dataDir)} holds something that is not a PostgreSQL database: move it away and start again.`,
      { cause: error },
    );
  }
  await syncFolder(dataDir);
}

/** A name is only safe from a power cut once the folder that holds it is on disk. */
async function syncFolder(folder: string): Promise<void> {
  if (platform === "win32") return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/**
 * Asked only after a failed start: a server of another version stumbles over the first file it does not know, which
 * may be its configuration, and what it says then leads nowhere.
 * @throws EmbeddedPostgresError `version_mismatch`
 */
export async function refuseOtherVersion(dataDir: string, programs: Programs): Promise<void> {
  const made = (await readFile(join(clusterOf(dataDir), "PG_VERSION"), "utf8")).trim();
  const server = startTied(programs, "postgres", ["--version"], () => {});
  await server.exited;
  const installed = /\d+(\.\d+)*/.exec(server.lastLines.join(" "))?.[0];
  if (installed === undefined || installed.split(".")[0] === made) return;
  throw versionMismatch(dataDir, made, installed);
}

/**
 * What first starts that were killed left behind; the folder of one that is still at work is spared. In containers
 * every start has the same process number, so age counts as well.
 */
async function removeUnfinished(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const maker = /^postgres\.new-(\d+)-/.exec(name)?.[1];
    if (maker === undefined) continue;
    const folder = join(dataDir, name);
    const made = await stat(folder).catch(() => undefined);
    const isRecent = made !== undefined && Date.now() - made.mtimeMs < 120_000;
    if (isRecent && processRuns(Number(maker))) continue;
    // A killed maker's initdb may write for an instant more, into what is being removed.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => {});
  }
}
