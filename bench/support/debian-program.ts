import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { unpackDebianPackage, unpackedLibraries } from "../../tests/runner/debian-packages.ts";
import { findProgram } from "../../tests/runner/find-program.ts";
import { preparedFolder } from "../../tests/runner/prepared-folder.ts";

/** A program to start, with what its environment needs. */
export interface Program {
  readonly path: string;
  readonly env: Record<string, string>;
}

interface Wanted {
  readonly name: string;
  /** Debian's package that brings it. */
  readonly from: string;
}

/** From the PATH, where Debian puts it, or unpacked from Debian's archive; else throws one line of advice. */
export async function debianProgram({ name, from }: Wanted): Promise<Program> {
  const installed = findProgram([name, ...(await below("/", name))]);
  if (installed !== undefined) return { path: installed, env: {} };
  try {
    const folder = await preparedFolder(name, (draft) => unpackDebianPackage(from, draft));
    const path = findProgram(await below(folder, name));
    if (path === undefined) throw new Error(`the package ${from} has no ${name}`);
    return { path, env: { LD_LIBRARY_PATH: unpackedLibraries(folder) } };
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
    throw new Error(`the bench needs ${name}: install Debian's package ${from} (${reason})`);
  }
}

/** PostgreSQL's programs lie in a folder for each version. */
async function below(root: string, name: string): Promise<string[]> {
  const postgres = join(root, "usr/lib/postgresql");
  const versions = await readdir(postgres).catch(() => []);
  return [join(root, "usr/bin", name), ...versions.map((version) => join(postgres, version, "bin", name))];
}
