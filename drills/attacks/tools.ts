import { join } from "node:path";
import { unpackDebianPackage, unpackedLibraries } from "../../tests/runner/debian-packages.ts";
import { findProgram } from "../../tests/runner/find-program.ts";
import { preparedFolder } from "../../tests/runner/prepared-folder.ts";

export interface Tool {
  readonly program: string;
  /** What stands before the tool's own arguments. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** sqlmap from the PATH, else unpacked from the Debian archive without root; it needs a python3. */
export async function sqlmapTool(): Promise<Tool> {
  const installed = findProgram(["sqlmap"]);
  if (installed !== undefined) return { program: installed, args: [], env: {} };
  const python = findProgram(["python3"]);
  if (python === undefined) throw new Error("sqlmap needs python3: install it, so that it is on the PATH");
  const folder = await unpacked("sqlmap");
  return { program: python, args: [join(folder, "usr/share/sqlmap/sqlmap.py")], env: {} };
}

/** slowhttptest from the PATH, else unpacked from the Debian archive without root. */
export async function slowHttpTool(): Promise<Tool> {
  const installed = findProgram(["slowhttptest"]);
  if (installed !== undefined) return { program: installed, args: [], env: {} };
  const folder = await unpacked("slowhttptest");
  const env = { LD_LIBRARY_PATH: unpackedLibraries(folder) };
  return { program: join(folder, "usr/bin/slowhttptest"), args: [], env };
}

async function unpacked(name: string): Promise<string> {
  try {
    return await preparedFolder(name, (draft) => unpackDebianPackage(name, draft));
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
    throw new Error(`install ${name}, so that it is on the PATH (${reason})`);
  }
}
