import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { namedTests } from "../../tests/security/coverage.ts";
import { plants } from "../../tests/security/plants/index.ts";
import type { Plant } from "../../tests/security/plants/plant.ts";
import { requirements } from "../../tests/security/requirements.ts";
import { securityPage } from "../../tests/security/security-page.ts";
import {
  plantDigest,
  plantName,
  readSeen,
  SEEN_FILE,
  type Seen,
  seenOf,
  seenText,
} from "../../tests/security/seen.ts";
import { describeCommit } from "../../tests/support/commit.ts";
import { RUNNING_POSTGRES, startTestPostgres } from "../../tests/support/test-postgres.ts";
import type { Drill, DrillReport } from "../drill.ts";
import { changesDatabase, chosenPlants } from "./choice.ts";
import { type Judged, judge, testsThatPass } from "./judge.ts";
import { makeScratchCopy, type ScratchCopy } from "./scratch-copy.ts";
import { runNamedTests } from "./test-run.ts";

const project = join(import.meta.dirname, "..", "..");
const page = join(project, "docs", "security.md");
/** Rows that take seconds: two of the source alone, and one of the running server. */
const SHORT = ["4", "12", "66"];
/** What this drill writes itself. */
const WRITTEN = ["tests/security/seen.json", "docs/security.md", "docs/drills.md"];
/** Each with one change at a time, in a copy of its own. */
const LANES = 2;
const PLANT_MS = 6 * 60_000;
const ALL_MS = 60 * 60_000;

export const protections: Drill = {
  name: "protections",
  shows: "each protection of [security.md](security.md), taken out of a copy, is missed by its named tests",
  inCi: { seconds: 90 },

  async run(report, { short, chosen }) {
    const wanted = chosenPlants(plants, short ? SHORT : chosen, isSeen);
    const now = { day: new Date().toISOString().slice(0, 10), commit: describeCommit(WRITTEN) };
    const copies = Array.from({ length: LANES }, () => makeScratchCopy(project));
    const postgres = await startTestPostgres();
    const shared = { [RUNNING_POSTGRES]: JSON.stringify(postgres.access) };
    try {
      const sound = await soundTests(report, copies[0] as ScratchCopy, wanted, shared);
      const waiting = [...wanted.entries()];
      const lane = async (copy: ScratchCopy) => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const [index, plant] = next;
          const judged = await takeOut(copy, plant, sound, changesDatabase(plant) ? {} : shared);
          tell(report, `${index + 1}/${wanted.length} row ${plantName(plant)}`, judged);
          const fair = testsOf(plant).every(({ reference }) => sound.has(reference));
          // After each, so that a run that is stopped was not for nothing.
          if (fair && !short) keep(plant, judged, now);
        }
      };
      const ends = await Promise.allSettled(copies.map(lane));
      for (const end of ends) if (end.status === "rejected") throw end.reason;
    } finally {
      await postgres.stop();
      for (const copy of copies) copy.remove();
    }
  },
};

/** With nothing taken out: what fails now would say nothing later. */
async function soundTests(
  report: DrillReport,
  copy: ScratchCopy,
  wanted: readonly Plant[],
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlySet<string>> {
  const references = [...new Set(wanted.flatMap((plant) => testsOf(plant).map((one) => one.reference)))];
  const ran = await runNamedTests(copy.folder, references, environment, ALL_MS);
  const sound = testsThatPass(references, ran, copy.folder);
  const unsound = references.filter((reference) => !sound.has(reference));
  report.check(
    "with nothing taken out",
    unsound.length === 0,
    `${sound.size} of ${references.length} named tests passed`,
  );
  for (const reference of unsound) {
    const { seen } = judge({ row: "", reference }, ran, copy.folder, new Set([reference]));
    report.note(`does not pass: ${reference}: ${seen}`);
  }
  return sound;
}

const isSeen = (plant: Plant): boolean => seenOf(readSeen(), requirements, plant)?.green.length === 0;

const testsOf = ({ rows, fail }: Plant) => namedTests(requirements, rows, fail);

async function takeOut(
  copy: ScratchCopy,
  plant: Plant,
  sound: ReadonlySet<string>,
  environment: Readonly<Record<string, string>>,
): Promise<Judged[]> {
  const tests = testsOf(plant);
  const references = [...new Set(tests.map(({ reference }) => reference))];
  const ran = await copy.during(plant.changes, () =>
    runNamedTests(copy.folder, references, environment, PLANT_MS),
  );
  return tests.map((one) => judge(one, ran, copy.folder, sound));
}

function tell(report: DrillReport, what: string, judged: readonly Judged[]): void {
  const red = judged.filter((one) => one.red);
  report.check(what, red.length === judged.length, `${red.length} of ${judged.length} named tests failed`);
  for (const { test, red, seen } of judged) report.note(`${red ? "red" : "NOT RED"} ${test}: ${seen}`);
}

/** What was seen stands beside the plants, and in the document. */
function keep(plant: Plant, judged: readonly Judged[], now: Pick<Seen, "day" | "commit">): void {
  const seen: Seen = {
    digest: plantDigest(requirements, plant),
    ...now,
    red: judged.filter(({ red }) => red).length,
    green: judged.filter(({ red }) => !red).map(({ test }) => test),
  };
  const all = { ...readSeen(), [plantName(plant)]: seen };
  writeFileSync(SEEN_FILE, seenText(all, plants));
  writeFileSync(page, securityPage(readFileSync(page, "utf8")));
}
