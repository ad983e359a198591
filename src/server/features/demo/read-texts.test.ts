import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { categories } from "../categories/index.ts";
import { parseTexts, readTexts, textFiles } from "./read-texts.ts";
import { tradeTexts } from "./trade-texts.ts";

const FILE = "trades/plumbing.json";
const source = readFileSync(join(import.meta.dirname, "texts", FILE), "utf8");
type Texts = Record<string, unknown> & { jobs: Record<string, unknown>[] };

/** What is said of the plumbers' file after a change. */
function refusalOf(change: (texts: Texts) => void): string {
  const texts = JSON.parse(source) as Texts;
  change(texts);
  try {
    parseTexts(`texts/${FILE}`, JSON.stringify(texts), tradeTexts);
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing";
}

describe("the demonstration's texts", () => {
  it("hold one file for each category", () => {
    const files = textFiles("trades").map((file) => readTexts(file, tradeTexts).category);
    expect(files.sort()).toEqual(categories.map(({ slug }) => slug).sort());
  });

  it.each<[string, string, (texts: Texts) => void]>([
    [
      "a word that is missing",
      "jobs[1].do: Invalid input: expected string",
      ({ jobs }) => delete jobs[1]?.do,
    ],
    ["a name that nothing reads", 'jobs[0]: Unrecognized key: "eurs"', ({ jobs }) => set(jobs[0], "eurs", 3)],
    [
      "a number in words",
      "jobs[2].euros: Invalid input: expected number",
      ({ jobs }) => set(jobs[2], "euros", "cent"),
    ],
    [
      "a group that is not closed",
      "jobs[0].need[0]: Unclosed group in template: Il {fuit",
      ({ jobs }) => set(jobs[0], "need", ["Il {fuit"]),
    ],
    [
      "a slot that is nowhere",
      "jobs[0].more[1]: no slot is named {metres}",
      ({ jobs }) => set(jobs[0], "more", ["Vite.", "Il y a {metres} m."]),
    ],
    [
      "a slot that is nowhere, in another's values",
      "jobs[0].slots.own: no slot is named {metres}",
      ({ jobs }) => set(jobs[0], "slots", { own: "peu|{metres} m" }),
    ],
    [
      "a range that runs backwards",
      "jobs[0].slots.own: Nothing can be drawn from: 9..3",
      ({ jobs }) => set(jobs[0], "slots", { own: "9..3" }),
    ],
    ["days that run backwards", "days: the first number of days", (texts) => set(texts, "days", [5, 2])],
    ["a client of no kind", "from[0]: Invalid option", (texts) => set(texts, "from", ["crowd"])],
    [
      "a category that is not there",
      "category: no category is called plombier",
      (texts) => set(texts, "category", "plombier"),
    ],
    [
      "a trade's name that the category lacks",
      "jobs[0].trade: plomberie has 1 names",
      ({ jobs }) => set(jobs[0], "trade", 7),
    ],
    [
      "a firm's sign that asks for a town",
      "signs[0]: no slot is named {town}",
      (texts) => set(texts, "signs", ["Plombiers {de town}"]),
    ],
  ])("with %s are refused, the file and the place named", (_, said, change) => {
    const refusal = refusalOf(change);
    expect(refusal).toMatch(/^texts\/trades\/plumbing\.json cannot be used:\n/);
    expect(refusal).toContain(`\n  ${said}`);
  });

  it("that are wrong in several places are told all of them", () => {
    const refusal = refusalOf(({ jobs }) => {
      set(jobs[0], "need", []);
      set(jobs[3], "skills", "plomberie");
    });
    expect(refusal.match(/jobs\[\d\]\.\w+: /g)).toEqual(["jobs[0].need: ", "jobs[3].skills: "]);
  });

  it("that are no JSON are told what stands at the place", () => {
    const broken = source.replace('"jobs": [', '"jobs": [,');
    expect(() => parseTexts("texts/x.json", broken, tradeTexts)).toThrow(
      /^texts\/x\.json is not JSON: .*"jobs": \[,/,
    );
  });
});

function set(target: Record<string, unknown> | undefined, name: string, value: unknown): void {
  if (target !== undefined) target[name] = value;
}
