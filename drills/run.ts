/**
 * Runs drills: proofs that take too long for every change.
 *
 *     npm run drill                       their names
 *     npm run drill -- NAME [WHAT …]      one of them, whole or only what is named
 *     npm run drill -- --short            the short form of each, as CI runs them: two at a time
 *
 * A whole run of one drill writes its row of `docs/drills.md`. The last line is for machines.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeCommit } from "../tests/support/commit.ts";
import type { Drill, DrillReport } from "./drill.ts";
import { drills } from "./index.ts";
import { type LastRun, withLastRun } from "./last-runs.ts";
import { runShortForms } from "./short-forms.ts";

const page = join(import.meta.dirname, "..", "docs", "drills.md");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: "boolean", default: false } },
});
const [name, ...chosen] = positionals;
const wanted = drills.filter((one) => one.name === name);
if (name === undefined && !values.short) {
  for (const drill of drills) console.log(`${drill.name.padEnd(16)}${drill.shows}`);
  process.exit(0);
}
if (name !== undefined && wanted.length === 0) {
  console.error(`There is no drill "${name}". There are: ${drills.map((one) => one.name).join(", ")}.`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const drill of wanted) await carryOut(drill);
if (name === undefined)
  ({ passed, failed } = await runShortForms(drills, (text) => process.stdout.write(text)));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function carryOut(drill: Drill): Promise<void> {
  const begun = new Date();
  const before = { passed, failed };
  console.log(`\n== ${drill.name}: ${drill.shows}`);
  try {
    await drill.run(reportOf(), { short: values.short, chosen });
  } catch (error) {
    failed += 1;
    console.error(`FAILED ${drill.name} could not be carried out:`, error);
  }
  if (values.short || chosen.length > 0) return;
  const run: LastRun = {
    name: drill.name,
    shows: drill.shows,
    at: begun,
    commit: describeCommit(),
    seconds: (Date.now() - begun.getTime()) / 1_000,
    passed: passed - before.passed,
    failed: failed - before.failed,
  };
  await writeFile(page, withLastRun(await readFile(page, "utf8"), run));
}

function reportOf(): DrillReport {
  return {
    check(what, good, seen) {
      if (good) passed += 1;
      else failed += 1;
      console.log(`${good ? "ok    " : "FAILED"} ${what}: ${seen}`);
    },
    note: (line) => console.log(`       ${line}`),
  };
}
