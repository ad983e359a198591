// The test command: types, lint, then every test but the long ones, on a real PostgreSQL, Redis and Chromium.
// `npm run test:long` runs those alone, `npm run test:all` both in one run, which sets up once and whose cores idle once,
// at its end. `npm test -- PATH` hands its arguments to vitest and runs nothing else, long or not. The last line is for
// machines.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drills } from "../drills/index.ts";
import { allowedSkips } from "./runner/allowed-skips.ts";
import { runCommand } from "./runner/command.ts";
import { longTests, misplaced, WITHOUT_LONG } from "./runner/long-tests.ts";
import { type Count, countTests, type VitestReport } from "./runner/vitest-report.ts";
import { evidenceOf, missingEvidence } from "./security/evidence.ts";
import { requirements } from "./security/requirements.ts";
import { launchBrowser } from "./support/chromium.ts";
import { redisProgram } from "./support/redis.ts";

const root = join(import.meta.dirname, "..");
process.chdir(root);
const SCOPES = ["--long", "--all"];
const [scope] = process.argv.filter((argument) => SCOPES.includes(argument));
const long = scope === "--long";
const all = scope === "--all";
const chosen = process.argv.slice(2).filter((argument) => !SCOPES.includes(argument));
/** Everything of its kind runs, so nothing of it may be missing. */
const whole = chosen.length === 0;
const failures: string[] = [];
const drillNames = drills.map(({ name }) => name).join(", ");
const compiled = join(root, "node_modules", ".cache", "tests");

const postgres = process.env.SWIDEAL_TEST_POSTGRES ?? "15";
if (!["15", "18"].includes(postgres))
  failures.push(`SWIDEAL_TEST_POSTGRES must be 15 or 18, not ${postgres}`);

if (whole && !long) {
  await step("Types", () => npmScript("typecheck"));
  await step("Lint", () => npmScript("lint"));
  await step("Redis", async () => `${(await redisProgram()).path}`);
  await step("Browser", browserVersion);
}
const tests = await runVitest();
failures.push(...tests.failures);

for (const line of tests.allowed) console.log(`Skipped: ${line}`);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `- ${line}`).join("\n")}`);
if (!whole) console.log("\nOnly the chosen tests ran: no type check, no lint.");
else if (long) console.log("\nOnly the long tests ran: `npm test` runs the others.");
else {
  const left = `${all ? "" : "the long tests (npm run test:long), "}drills (npm run drill -- NAME: ${drillNames})`;
  console.log(`\nNot run: ${left}.`);
}
console.log(`\n${tests.passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** Runs one step and prints its name, what it says and its time; an error counts as one failure. */
async function step(name: string, work: () => Promise<string>): Promise<void> {
  const start = performance.now();
  const outcome = await work().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    failures.push(`${name}: ${reason}`);
    return `FAILED, ${reason}`;
  });
  console.log(`${name}: ${outcome} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

async function npmScript(name: string): Promise<string> {
  const code = await runCommand("npm", ["run", "--silent", name]);
  if (code !== 0) throw new Error(`\`npm run ${name}\` ended with code ${code}`);
  return "in order";
}

async function browserVersion(): Promise<string> {
  const browser = await launchBrowser();
  const version = browser.version();
  await browser.close();
  return `Chromium ${version}`;
}

async function runVitest(): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), "swideal-report-"));
  const reportFile = join(folder, "report.json");
  const program = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporting = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  try {
    // `.only` is for a narrow run; forgotten in a file it would leave tests out.
    const strict = whole ? ["--allowOnly=false"] : [];
    const args = [program, "run", ...reporting, ...strict, ...(long ? longTests : chosen)];
    // Every file has a process of its own, which reads the same packages.
    const env = { NODE_COMPILE_CACHE: compiled, ...(whole && !long && !all && { [WITHOUT_LONG]: "1" }) };
    const exitCode = await runCommand(process.execPath, args, env);
    const selectedByName = chosen.some((argument) => /^(-t|--testNamePattern)/.test(argument));
    const report = readReport(reportFile);
    const count = countTests(report, { root, allowedSkips, selectedByName, exitCode });
    const isHere = (reference: string) => all || longTests.includes(evidenceOf(reference).file) === long;
    if (whole) {
      count.failures.push(...missingEvidence(requirements, report, root, isHere));
      count.failures.push(...misplaced(report, root, longTests, long || all ? "long" : "short"));
    }
    return count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  } catch {
    return undefined;
  }
}
