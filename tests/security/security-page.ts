import { evidenceOf, type Requirement } from "./evidence.ts";
import { requirements } from "./requirements.ts";

const BEGIN = "<!-- generated: node scripts/security-table.ts -->";
const END = "<!-- end of what is generated -->";

/** The page with its generated part made anew; what people wrote around it stays. */
export function securityPage(current: string): string {
  const begin = current.indexOf(BEGIN);
  const end = current.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`docs/security.md lacks ${BEGIN} or ${END}`);
  return `${current.slice(0, begin + BEGIN.length)}\n\n${table(requirements)}\n\n${current.slice(end)}`;
}

function table(rows: readonly Requirement[]): string {
  return [
    "| # | ASVS 5 | must hold | shown by |",
    "| --- | --- | --- | --- |",
    ...rows.map(({ row, asvs, mustHold, shownBy, open }) => {
      const cells = [row, asvs || "–", cell(mustHold), [...tests(shownBy), ...stillOpen(open)].join("<br>")];
      return `| ${cells.join(" | ")} |`;
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

const stillOpen = (open: string | undefined) => (open === undefined ? [] : [`**Open**: ${cell(open)}`]);

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
