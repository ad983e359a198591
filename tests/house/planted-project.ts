import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rooms } from "./rooms.ts";

const root = join(import.meta.dirname, "..", "..");
const plugins = rooms.flatMap(({ typesAlone }) => typesAlone?.plugin ?? []);

export interface Finding {
  /** "lint/style/noRestrictedImports", or "plugin". */
  rule: string;
  message: string;
  /** Relative to the project. */
  file: string;
  /** Counted from 1. */
  line: number;
}

/**
 * Lints files that stand in a copy of the project's lint rules, and nothing else of it.
 * @param files content by path relative to the project
 * @param skipped a rule that does not matter and takes long
 */
export async function lintPlanted(files: ReadonlyMap<string, string>, skipped?: string): Promise<Finding[]> {
  const project = mkdtempSync(join(tmpdir(), "swideal-house-"));
  try {
    for (const rules of ["biome.json", "biome-rooms.json", ".gitignore", ...plugins])
      cpSync(join(root, rules), join(project, rules));
    for (const [file, content] of files) {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      writeFileSync(join(project, file), content);
    }
    return await lint(project, skipped === undefined ? [] : [`--skip=${skipped}`]);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

interface BiomeReport {
  diagnostics: {
    category: string;
    message: string;
    location: { path: string; start: { line: number } };
  }[];
}

function lint(project: string, options: readonly string[]): Promise<Finding[]> {
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none", ...options];
  return new Promise((resolve, reject) => {
    const execution = { cwd: project, maxBuffer: 64 * 1024 * 1024 };
    // The exit code tells only that there are findings: the report has them.
    execFile(process.execPath, args, execution, (_, stdout, stderr) => {
      try {
        const report = JSON.parse(stdout) as BiomeReport;
        resolve(
          report.diagnostics.map(({ category, message, location }) => ({
            rule: category,
            message,
            file: location.path.replaceAll("\\", "/"),
            line: location.start.line,
          })),
        );
      } catch {
        reject(new Error(`Biome left no report: ${stderr}`));
      }
    });
  });
}
