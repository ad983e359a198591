import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "./find-program.ts";

const run = promisify(execFile);

/** Of another release of Debian than the machine's, with everything down to its C library: see `runUnpacked`. */
export interface OtherRelease {
  readonly release: string;
}

/**
 * Unpacks a Debian package and those of its dependencies that the machine lacks into `folder`, without being
 * root and without installing anything: apt resolves and downloads with private lists, `dpkg -x` unpacks.
 * Throws where apt is missing or reaches no archive.
 */
export async function unpackDebianPackage(name: string, folder: string, other?: OtherRelease): Promise<void> {
  if (findProgram(["apt-get"]) === undefined) throw new Error("apt-get is not on the PATH");
  const work = join(folder, "apt");
  mkdirSync(join(work, "lists", "partial"), { recursive: true });
  mkdirSync(join(work, "cache", "archives", "partial"), { recursive: true });
  const chosen = [...options(work), ...(other === undefined ? [] : await otherRelease(other.release, work))];
  const apt = (...args: string[]) => run("apt-get", [...chosen, ...args], { cwd: work, env: plainEnglish() });

  // A source that does not answer is no reason to give up: the archive that has the package may.
  await apt("update").catch(() => {});
  const plan = await apt("--simulate", "install", "--no-install-recommends", name);
  const missing = [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? "");
  await apt("download", ...missing);
  for (const file of readdirSync(work).filter((entry) => entry.endsWith(".deb")))
    await run("dpkg", ["-x", join(work, file), folder]);
  rmSync(work, { recursive: true, force: true });
}

/** The archive that the machine has its own packages of, another suite of it, and nothing of what is installed here. */
async function otherRelease(release: string, work: string): Promise<string[]> {
  const format = ["indextargets", "--no-release-info", "--format", "$(REPO_URI)", "Created-By: Packages"];
  const known = await run("apt-get", format, { env: plainEnglish() });
  const archive = known.stdout.split("\n").find((uri) => uri.endsWith("/debian/"));
  if (archive === undefined) throw new Error("apt knows no archive of Debian");
  const list = join(work, "other.sources");
  const keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
  writeFileSync(
    list,
    `Types: deb\nURIs: ${archive}\nSuites: ${release}\nComponents: main\nSigned-By: ${keys}\n`,
  );
  writeFileSync(join(work, "status"), "");
  return [
    `Dir::State::status=${join(work, "status")}`,
    `Dir::Etc::sourcelist=${list}`,
    "Dir::Etc::sourceparts=/dev/null",
    "Acquire::Languages=none",
  ].flatMap((option) => ["-o", option]);
}

/** How a program of another release is begun without being root: by the loader and the libraries that it was unpacked with. */
export function runUnpacked(folder: string, program: string): string[] {
  const loaders = unpackedLibraries(folder)
    .split(":")
    .flatMap((library) =>
      namesIn(library)
        .filter((name) => /^ld-linux.*\.so\.\d+$/.test(name))
        .map((name) => join(library, name)),
    );
  const [loader] = loaders;
  if (loader === undefined) throw new Error(`no loader was unpacked into ${folder}`);
  return [loader, "--library-path", unpackedLibraries(folder), join(folder, program)];
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

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
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
