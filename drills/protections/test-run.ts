import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { VitestReport } from "../../tests/runner/vitest-report.ts";
import { evidenceOf, titlePattern } from "../../tests/security/evidence.ts";

/**
 * Runs the named tests (`file > title`) in a copy of the project and returns vitest's report; undefined where the run
 * did not get so far. `environment` is added to this process's own.
 * After `longestMs` it is ended: what hangs has not said what it lacks. Throws when this process is told to stop.
 */
export async function runNamedTests(
  folder: string,
  references: readonly string[],
  environment: Readonly<Record<string, string>>,
  longestMs: number,
): Promise<VitestReport | undefined> {
  const evidence = references.map(evidenceOf);
  const files = [...new Set(evidence.map(({ file }) => file))];
  const titles = [...new Set(evidence.map(({ title }) => titlePattern(title).source))];
  const reportFile = join(folder, "report.json");
  rmSync(reportFile, { force: true });
  const program = join(folder, "node_modules", "vitest", "vitest.mjs");
  const reporting = ["--reporter=json", `--outputFile=${reportFile}`];
  // Of hundreds of modules a plant changes one or two; what they are kept by holds their content.
  const caching = ["--fsModuleCache", `--fsModuleCachePath=${join(folder, ".vitest-modules")}`];
  const args = [program, "run", ...reporting, ...caching, "-t", titles.join("|"), ...files];
  await ended(folder, args, environment, longestMs);
  try {
    return JSON.parse(readFileSync(reportFile, "utf8")) as VitestReport;
  } catch {
    return undefined;
  }
}

/** What it prints is of no interest: the report says everything, and a red test is what is wanted. */
function ended(
  folder: string,
  args: string[],
  environment: Readonly<Record<string, string>>,
  longestMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, args, { cwd: folder, stdio: "ignore", env });
    let stopped = false;
    const stop = () => {
      stopped = true;
      child.kill("SIGTERM");
    };
    const timer = setTimeout(() => void child.kill("SIGTERM"), longestMs);
    process.once("SIGTERM", stop).once("SIGINT", stop);
    child.once("error", reject).once("exit", () => {
      clearTimeout(timer);
      process.off("SIGTERM", stop).off("SIGINT", stop);
      if (stopped) reject(new Error("told to stop"));
      else resolve();
    });
  });
}
