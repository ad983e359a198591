import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { chmod, chown, lchown, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";
import { makeFolder } from "./make-folder.ts";
import { childEnvironment, hasPasswdEntry, isRoot, platform } from "./operating-system.ts";

/** As whom PostgreSQL runs: `prefix` goes before its command line, `uid` and `gid` are for `spawn`. */
export interface ServerUser {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

const nobody = 65534;
const asSelf: ServerUser = { prefix: [] };
// Inside the namespace we look like "nobody" to PostgreSQL; on disk the files stay root's, so nothing need be copied.
const inNamespace: ServerUser = {
  prefix: ["unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`],
};

/**
 * PostgreSQL refuses to run as root, so root lends it another identity. A cluster that exists keeps the one that
 * owns it, so that it opens again on a machine where namespaces are blocked, or are no longer.
 * @param cluster folder of the database, which may not exist yet
 */
export async function chooseServerUser(cluster: string): Promise<ServerUser> {
  if (platform === "win32") return asSelf;
  // initdb wants to know its user by name, which a container started with a bare number does not have.
  if (!isRoot()) return !hasPasswdEntry() && runs(inNamespace, ["true"]) ? inNamespace : asSelf;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { prefix: [], uid: owner.uid, gid: owner.gid };
  if (runs(inNamespace, ["true"])) return inNamespace;
  return { prefix: [], uid: nobody, gid: nobody };
}

/**
 * Makes DATA_DIR and sees to it that the server's user reaches what is inside. Nothing is made when it could not:
 * a folder of root's in somebody's home would stand in the way of the advice.
 * @throws EmbeddedPostgresError `not_reachable`
 */
export async function enterDataDir(dataDir: string, cluster: string, user: ServerUser): Promise<void> {
  if (user !== asSelf) refuseUnreachable(user, nearestFolder(dirname(dataDir)));
  await makeFolder(dataDir);
  if (user.uid === undefined || user.gid === undefined) return;
  await letEnter(dataDir, user.uid, user.gid);
  refuseUnreachable(user, dataDir);
  // Made through a namespace, hence root's, on a machine that now has none.
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== user.uid) await giveAway(cluster, user.uid, user.gid);
}

function nearestFolder(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : nearestFolder(dirname(path));
}

/** DATA_DIR holds secrets, so it is opened to one group only, and only when it was not shared with any before. */
async function letEnter(dataDir: string, uid: number, gid: number): Promise<void> {
  const { mode, uid: owner, gid: group } = await stat(dataDir);
  if (owner === uid || (mode & 0o001) !== 0 || (group === gid && (mode & 0o010) !== 0)) return;
  if ((mode & 0o070) !== 0) return;
  await chown(dataDir, owner, gid);
  await chmod(dataDir, (mode & 0o7777) | 0o010);
}

async function giveAway(folder: string, uid: number, gid: number): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, gid);
  await lchown(folder, uid, gid);
}

function refuseUnreachable(user: ServerUser, path: string): void {
  const blocked = firstUnreachable(user, path);
  if (blocked === undefined) return;
  throw new EmbeddedPostgresError(
    "not_reachable",
    `PostgreSQL does not run as root, and the user it runs as may not enter ${blocked}: set DATA_DIR to a folder outside it such as /var/lib/swideal, or start Swideal as the owner of ${blocked}.`,
  );
}

/** @returns the highest folder on the way to `path` that the server's user may not enter, or undefined */
function firstUnreachable(user: ServerUser, path: string): string | undefined {
  if (runs(user, ["test", "-x", path])) return undefined;
  return path === dirname(path) ? path : (firstUnreachable(user, dirname(path)) ?? path);
}

/** True when the server's user can execute the programs of that `native` folder and read what they need. */
export function canExecute(user: ServerUser, native: string): boolean {
  if (user === asSelf) return true;
  const data = join(native, "share", "postgresql", "postgres.bki");
  return runs(user, ["test", "-x", join(native, "bin", "postgres"), "-a", "-r", data]);
}

function runs(user: ServerUser, command: readonly string[]): boolean {
  const [program = "true", ...args] = [...user.prefix, ...command];
  const identity = user.uid === undefined ? {} : { uid: user.uid, gid: user.gid ?? nobody };
  return (
    spawnSync(program, args, { ...identity, cwd: "/", env: childEnvironment(), stdio: "ignore" }).status === 0
  );
}
