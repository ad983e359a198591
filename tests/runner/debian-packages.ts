import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "./find-program.ts";

const run = promisify(execFile);

/**
 * Unpacks a Debian package and those of its dependencies that the machine lacks into `folder`, without being
 * root and without installing anything: apt resolves and downloads with private lists, `dpkg -x` unpacks.
 * Throws where apt is missing or reaches no archive.
 */
export async function unpackDebianPackage(name: string, folder: string): Promise<void> {
  if (findProgram(["apt-get"]) === undefined) throw new Error("apt-get is not on the PATH");
  const work = join(folder, "apt");
  mkdirSync(join(work, "lists", "partial"), { recursive: true });
  mkdirSync(join(work, "cache", "archives", "partial"), { recursive: true });
  const apt = (...args: string[]) =>
    run("apt-get", [...options(work), ...args], { cwd: work, env: plainEnglish() });

  // A source that does not answer is no reason to give up: the archive that has the package may.
  await apt("update").catch(() => {});
  const plan = await apt("--simulate", "install", "--no-install-recommends", name);
  const missing = [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? "");
  await apt("download", ...missing);
  for (const file of readdirSync(work).filter((entry) => entry.endsWith(".deb")))
    await run("dpkg", ["-x", join(work, file), folder]);
  rmSync(work, { recursive: true, force: true });
}

/** Folders below `folder` in which the unpacked programs find their libraries, for LD_LIBRARY_PATH. */
export function unpackedLibraries(folder: string): string {
  return ["usr/lib", "lib"]
    .map((library) => join(folder, library))
    .flatMap((library) => [library, ...subfolders(library)])
    .join(":");
}

function subfolders(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

function options(work: string): string[] {
  return [
    `Dir::State::Lists=${join(work, "lists")}`,
    `Dir::Cache=${join(work, "cache")}`,
    "Acquire::Retries=1",
    "Acquire::http::Timeout=15",
    "Acquire::https::Timeout=15",
    "APT::Sandbox::User=",
  ].flatMap((option) => ["-o", option]);
}

function plainEnglish(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: "C" };
}
