import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, normalize, relative } from "node:path";
import { withChange } from "../../tests/security/coverage.ts";
import type { Change } from "../../tests/security/plants/plant.ts";

/** Of no use in a copy, or linked. Built pages come along: they know from which sources they were made. */
const LEFT_OUT = new Set(
  [".git", "node_modules", ".cache", "data", "bench/data", ".react-router", "coverage"].map(normalize),
);
/** What is installed, and what tests unpack once. */
const LINKED = ["node_modules", ".cache"];

/** A copy of the project in which a protection can be missing without the project ever lacking it. */
export interface ScratchCopy {
  readonly folder: string;
  /** Makes the changes for as long as `work` takes. Throws before the first where one does not fit. */
  during<Result>(changes: readonly Change[], work: () => Promise<Result>): Promise<Result>;
  remove(): void;
}

export function makeScratchCopy(project: string): ScratchCopy {
  const folder = mkdtempSync(join(tmpdir(), "swideal-protections-"));
  cpSync(project, folder, {
    recursive: true,
    filter: (path) => !LEFT_OUT.has(relative(project, path)),
  });
  for (const name of LINKED) {
    mkdirSync(join(project, name), { recursive: true });
    symlinkSync(join(project, name), join(folder, name));
  }
  return {
    folder,
    async during(changes, work) {
      const before = new Map<string, string>();
      const after = new Map<string, string>();
      for (const change of changes) {
        const path = join(folder, change.file);
        if (!before.has(path)) before.set(path, readFileSync(path, "utf8"));
        after.set(path, withChange(after.get(path) ?? before.get(path) ?? "", change));
      }
      try {
        for (const [path, text] of after) writeFileSync(path, text);
        return await work();
      } finally {
        for (const [path, text] of before) writeFileSync(path, text);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
