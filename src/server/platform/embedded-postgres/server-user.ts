import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, lchown, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";
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
 * @throws EmbeddedPostgresError `not_reachable` when that identity may not enter DATA_DIR
 */
export async function chooseServerUser(dataDir: string, cluster: string): Promise<ServerUser> {
  if (platform === "win32") return asSelf;
  if (!isRoot()) return !hasPasswdEntry() && runs(inNamespace, ["true"]) ? inNamespace : asSelf;
  const owner = await stat(cluster).catch(() => undefined);
  const user = identityFor(owner);
  if (user.uid !== undefined) await letEnter(dataDir, user.uid, user.gid ?? nobody);
  const blocked = firstUnreachable(user, dataDir);
  if (blocked !== undefined) {
    throw new EmbeddedPostgresError(
      "not_reachable",
      `PostgreSQL does not run as root, and the user it runs as may not enter ${blocked}: set DATA_DIR to a folder outside it such as /var/lib/swideal, or start Swideal as the owner of ${blocked}.`,
    );
  }
  if (owner?.uid === 0 && user.uid !== undefined) await giveAway(cluster, user.uid, user.gid ?? nobody);
  return user;
}

function identityFor(owner: { uid: number; gid: number } | undefined): ServerUser {
  if (owner !== undefined && owner.uid !== 0) return { prefix: [], uid: owner.uid, gid: owner.gid };
  return runs(inNamespace, ["true"]) ? inNamespace : { prefix: [], uid: nobody, gid: nobody };
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

/** @returns the highest folder on the way to `path` that the server's user may not enter, or undefined */
function firstUnreachable(user: ServerUser, path: string): string | undefined {
  if (runs(user, ["test", "-x", path])) return undefined;
  const ancestors = [path];
  for (let at = path; at !== dirname(at); at = dirname(at)) ancestors.unshift(dirname(at));
  return ancestors.find((folder) => !runs(user, ["test", "-x", folder]));
}

/** True when the server's user can execute the programs and load the libraries of that `native` folder. */
export function canExecute(user: ServerUser, native: string): boolean {
  const files = [join(native, "bin", "postgres"), join(native, "bin", "initdb")].filter((file) =>
    existsSync(file),
  );
  return [...files, join(native, "lib")].every((file) => runs(user, ["test", "-x", file]));
}

function runs(user: ServerUser, command: readonly string[]): boolean {
  const [program = "true", ...args] = [...user.prefix, ...command];
  const identity = user.uid === undefined ? {} : { uid: user.uid, gid: user.gid ?? nobody };
  return (
    spawnSync(program, args, { ...identity, cwd: "/", env: childEnvironment(), stdio: "ignore" }).status === 0
  );
}
