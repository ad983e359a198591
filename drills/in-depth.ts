import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IN_DEPTH } from "../tests/support/depth.ts";
import type { Drill } from "./drill.ts";
import { runTests } from "./run-tests.ts";

const root = join(import.meta.dirname, "..");

/** The tests that CI runs on a sample, on the whole: every language and screen, every repetition. */
export const inDepth: Drill = {
  name: "in-depth",
  shows: "what CI tries on a sample holds in both languages, on every screen, as often as was meant",
  inCi: null,
  async run({ check, note }, { short, chosen }) {
    if (short) return;
    const files = sampledTests().filter(
      (file) => chosen.length === 0 || chosen.some((word) => file.includes(word)),
    );
    const { good, sum } = await runTests(files, { [IN_DEPTH]: "1" }, { show: true });
    check(`${files.length} files`, good, sum);
    if (!good) note("what failed stands above");
  },
};

/** The test files that ask how thorough they are to be. */
function sampledTests(): string[] {
  return ["src", "tests"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => /\.test\.tsx?$/.test(file))
    .filter((file) => readFileSync(join(root, file), "utf8").includes("support/depth.ts"));
}
