import { namedTests } from "./coverage.ts";
import { evidenceOf, type Requirement } from "./evidence.ts";
import { plants, unplanted } from "./plants/index.ts";
import type { Plant } from "./plants/plant.ts";
import { requirements } from "./requirements.ts";
import { readSeen, type SeenPlants, seenOf } from "./seen.ts";

const BEGIN = "<!-- generated: node scripts/security-table.ts -->";
const END = "<!-- end of what is generated -->";

/** The page with its generated part made anew; what people wrote around it stays. */
export function securityPage(current: string): string {
  const begin = current.indexOf(BEGIN);
  const end = current.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`docs/security.md lacks ${BEGIN} or ${END}`);
  const seen = readSeen();
  const made = `${summary(seen)}\n\n${table(seen)}`;
  return `${current.slice(0, begin + BEGIN.length)}\n\n${made}\n\n${current.slice(end)}`;
}

/** What the drill has seen since a change or the names of its tests became what they are: no more is said. */
function summary(seen: SeenPlants): string {
  const all = plants.map((plant) => seenOf(seen, requirements, plant)).filter((one) => one !== undefined);
  const missed = all.filter(({ green }) => green.length === 0).length;
  const runs = [...new Set(all.map(({ day, commit }) => `${day} (${commit})`))].sort();
  const when = runs.length === 0 ? "" : `, on ${runs.join(", ")}`;
  return (
    `Last seen: ${missed} of ${plants.length} changes made every test fail that is named for what they take ` +
    `out; ${all.length - missed} left one green; ${plants.length - all.length} were not tried since they or the names of their tests changed${when}.`
  );
}

function table(seen: SeenPlants): string {
  return [
    "| # | ASVS 5 | must hold | shown by | fails with a copy that |",
    "| --- | --- | --- | --- | --- |",
    ...requirements.map(({ row, asvs, mustHold, shownBy, open }) => {
      const shown = [...tests(shownBy), ...stillOpen(open)].join("<br>");
      const out = [
        ...plants.filter(({ rows }) => rows.includes(row)).map((plant) => takenOut(plant, seen)),
        ...unplanted.filter(({ rows }) => rows.includes(row)).map(leftOut),
      ];
      return `| ${[row, asvs || "–", cell(mustHold), shown, out.join("<br>") || "–"].join(" | ")} |`;
    }),
  ].join("\n");
}

/** Tests of one file stand together behind its name. */
function tests(shownBy: readonly string[]): string[] {
  const byFile = Map.groupBy(shownBy.map(evidenceOf), ({ file }) => file);
  return [...byFile].map(
    ([file, evidence]) =>
      `[${file.split("/").at(-1)}](../${file}): ${evidence.map(({ title }) => cell(title)).join("; ")}`,
  );
}

function takenOut(plant: Plant, seen: SeenPlants): string {
  const last = seenOf(seen, requirements, plant);
  if (last === undefined) return `${cell(plant.does)} (**not tried yet**)`;
  return last.green.length === 0 ? cell(plant.does) : `${cell(plant.does)} (**not missed by every test**)`;
}

/** A named test that no change of the program can turn red. */
function leftOut({ rows, tests, reason }: (typeof unplanted)[number]): string {
  const titles = namedTests(requirements, rows, tests).map(({ reference }) => evidenceOf(reference).title);
  return `No change for “${cell(titles.join("”, “"))}”: ${cell(reason)}`;
}

const stillOpen = (open: Requirement["open"]) => (open === undefined ? [] : [`**Open**: ${cell(open)}`]);

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
