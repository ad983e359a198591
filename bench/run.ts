/**
 * Measures the program as `docs/performance.md` shows it: the real server on a loaded database, each figure beside a
 * floor measured in turn on the same machine.
 *
 *     npm run bench                                       everything, at 1,000,000 missions
 *     npm run bench -- feed search                        only these questions, and those named feed-…, search-…
 *     npm run bench -- --missions 20000 --quick           fewer and shorter rounds: to see that it works
 *
 * The loaded database is kept in bench/data; loading a million takes half an hour, once. A full run writes
 * docs/performance.json, the table of docs/performance.md and its picture; others write to bench/data/last-run.
 * The last line counts the questions that could be answered, whatever the figures.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuiltPages } from "../src/cli/build-pages.ts";
import { questions } from "./questions/index.ts";
import { type LoadedDatabase, openLoadedDatabase } from "./support/loaded-database.ts";
import { describeMachine, machineLine } from "./support/machine.ts";
import { picture } from "./support/picture.ts";
import { plausible, type Question } from "./support/question.ts";
import { betweenMarkers, conditions, markdown, type Report, tableHead, tableRow } from "./support/report.ts";
import { type Effort, openWorkbench } from "./support/workbench.ts";

const FULL: Effort = { rounds: 5, seconds: 3, latencies: 60, quick: false };
const QUICK: Effort = { rounds: 1, seconds: 1, latencies: 10, quick: true };
const docs = join(import.meta.dirname, "..", "docs");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    missions: { type: "string", default: "1000000" },
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    publish: { type: "boolean", default: false },
  },
});
const missions = Number(values.missions);
const effort = {
  ...(values.quick ? QUICK : FULL),
  ...(values.rounds !== undefined && { rounds: Number(values.rounds) }),
};
const chosen = questions.filter(
  ({ name }) =>
    positionals.length === 0 || positionals.some((word) => name === word || name.startsWith(`${word}-`)),
);
if (chosen.length === 0) {
  console.error(`There is no such question. There are: ${questions.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

let failed = 0;
await ensureBuiltPages(console.error);
const database = await openLoadedDatabase(missions);
try {
  const begun = Date.now();
  const machine = await describeMachine(database.version);
  console.log(`${missions.toLocaleString("en")} missions, ${effort.rounds} rounds. ${machineLine(machine)}`);
  console.log(`Load of the machine before: ${machine.busyBefore}\n\n${tableHead()}`);
  const answers: Report["answers"][number][] = [];
  for (const question of chosen) {
    const found = await ask(question, database);
    if (found === null || found.length === 0 || !found.every(plausible)) failed += 1;
    answers.push(...(found ?? []).map((answer) => ({ question: question.name, ...answer })));
  }
  const report: Report = {
    at: new Date(begun).toISOString(),
    missions,
    rounds: effort.rounds,
    quick: effort.quick,
    minutes: (Date.now() - begun) / 60_000,
    machine,
    answers,
  };
  const complete =
    chosen.length === questions.length && failed === 0 && !effort.quick && missions >= 1_000_000;
  await publish(report, complete || values.publish);
} finally {
  await database.stop();
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Prints the rows as they come. null when the question could not be answered; then the others go on. */
async function ask(question: Question, loaded: LoadedDatabase) {
  const begun = performance.now();
  const bench = await openWorkbench(loaded, effort);
  try {
    const answers = await question.ask(bench);
    for (const answer of answers) console.log(tableRow(answer));
    return answers;
  } catch (error) {
    console.error(`${question.name} could not be answered:`, error);
    return null;
  } finally {
    await bench.stop();
    if (question.writes) await loaded.clean();
    console.error(`  ${question.name}: ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
  }
}

async function publish(report: Report, toDocs: boolean): Promise<void> {
  const folder = toDocs ? docs : join(import.meta.dirname, "data", "last-run");
  await mkdir(join(folder, "pictures"), { recursive: true });
  await writeFile(join(folder, "performance.json"), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(folder, "pictures", "performance.svg"), picture(report.answers, conditions(report)));
  const file = join(folder, "performance.md");
  const text = toDocs ? betweenMarkers(await readFile(file, "utf8"), markdown(report)) : markdown(report);
  await writeFile(file, text);
  console.log(`\nWritten to ${folder}`);
}
