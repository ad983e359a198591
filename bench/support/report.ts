import type { Machine } from "./machine.ts";
import { machineLine } from "./machine.ts";
import { type Answer, reached, type Unit, type Wanted } from "./question.ts";

/** What one run found; also the JSON that is written. */
export interface Report {
  readonly at: string;
  readonly missions: number;
  readonly rounds: number;
  readonly quick: boolean;
  readonly minutes: number;
  readonly machine: Machine;
  readonly answers: readonly (Answer & { readonly question: string })[];
}

const HEADER = ["what", "floor", "measured", "wanted", "reached"];

export function tableHead(): string {
  return `${row(HEADER)}\n${row(HEADER.map(() => "---"))}`;
}

export function tableRow(answer: Answer): string {
  const { what, floor, measured, unit, wanted } = answer;
  const verdict = { true: "yes", false: "**no**", null: "" }[String(reached(answer)) as "true"];
  return row([what, floor ?? "–", figure(measured, unit), wantedText(wanted, unit), verdict]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** Three digits that count, and the unit; a ratio has none. */
export function figure(value: number, unit: Unit): string {
  const digits = unit === "ratio" ? 2 : value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return unit === "ratio" ? value.toFixed(digits) : `${value.toFixed(digits)} ${unit}`;
}

export function wantedText(wanted: Wanted | null, unit: Unit): string {
  if (wanted === null) return "–";
  const [sign, value] = "atLeast" in wanted ? ["≥", wanted.atLeast] : ["≤", wanted.atMost];
  return `${sign} ${value}${unit === "ratio" ? "" : ` ${unit}`}`;
}

export function conditions({ at, missions, rounds, minutes, machine }: Report): string {
  return (
    `${missions.toLocaleString("en")} missions, medians of ${rounds} interleaved rounds, ${at.slice(0, 10)}, ` +
    `commit ${machine.commit}, ${minutes.toFixed(0)} minutes. ${machineLine(machine)}; ` +
    `load of the machine before: ${machine.busyBefore}.`
  );
}

/** The part of docs/performance.md that a run writes. */
export function markdown(report: Report): string {
  const details = report.answers
    .filter((answer) => Object.keys(answer.details).length > 0)
    .map(({ what, details: found }) => `- ${what}: ${detailsText(found)}.`);
  return [
    conditions(report),
    "",
    "![Each measured figure beside the one wanted](pictures/performance.svg)",
    "",
    tableHead(),
    ...report.answers.map(tableRow),
    "",
    "What went into them:",
    "",
    ...details,
  ].join("\n");
}

function detailsText(details: Answer["details"]): string {
  return Object.entries(details)
    .map(([name, value]) => `${name} ${value >= 100 ? value.toFixed(0) : value.toFixed(2)}`)
    .join("; ");
}

export const MARKERS = { start: "<!-- bench: start -->", end: "<!-- bench: end -->" } as const;

/** Puts the text between the markers of the document. Throws when it has none. */
export function betweenMarkers(document: string, text: string): string {
  const [start, end] = [document.indexOf(MARKERS.start), document.indexOf(MARKERS.end)];
  if (start === -1 || end < start) throw new Error(`The document lacks ${MARKERS.start} … ${MARKERS.end}.`);
  return `${document.slice(0, start + MARKERS.start.length)}\n${text}\n${document.slice(end)}`;
}
