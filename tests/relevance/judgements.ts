import { readFileSync } from "node:fs";
import { categories } from "../../src/server/features/categories/index.ts";
import type { MissionFacts } from "./demonstration.ts";

/** How well a mission answers a query: 3 is what was meant, 0 has nothing to do with it. */
export type Grade = 0 | 1 | 2 | 3;

export interface JudgedQuery {
  readonly text: string;
  readonly group: string;
  /** Looked at rarely, so that what was tuned on the others is tested on these. */
  readonly heldBack: boolean;
  grade(mission: MissionFacts): Grade;
}

/** Every query with its judgements. Those of towns are made from the towns where the missions are. */
export function judgedQueries(missions: readonly MissionFacts[]): JudgedQuery[] {
  return [...writtenQueries(), ...tradeQueries(), ...townQueries(missions)];
}

/** The queries of `queries.txt`, which says how a line is read; throws on a line that cannot be. */
export function writtenQueries(): JudgedQuery[] {
  const text = readFileSync(new URL("queries.txt", import.meta.url), "utf8");
  const queries: JudgedQuery[] = [];
  let group = "";
  for (const [index, line] of text.split("\n").entries()) {
    const heading = /^\[(\w+)\]$/.exec(line)?.[1];
    if (heading !== undefined) group = heading;
    if (heading !== undefined || line === "" || line.startsWith("# ")) continue;
    const [query, jobs, ...rest] = line.split(" => ");
    if (query === undefined || jobs === undefined || rest.length > 0) {
      throw new SyntaxError(`queries.txt:${index + 1}: no judgement`);
    }
    const [meant = "", helpful = ""] = jobs.split(" ; ");
    const [best, good] = [jobsOf(meant), jobsOf(helpful)];
    queries.push({
      text: query,
      group,
      heldBack: isHeldBack(query),
      grade: (m) => gradeByJob(m, best, good),
    });
  }
  return queries;
}

interface JobReference {
  readonly category: string;
  readonly job: number;
  readonly words: readonly string[];
}

function jobsOf(list: string): JobReference[] {
  return list
    .split(/,(?![^{]*\})/)
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const match = /^([a-z-]+)\/(\d+)(?:\{(.+)\})?$/.exec(part.trim());
      if (match === null) throw new SyntaxError(`not a job: ${part}`);
      const [, category = "", job, words] = match;
      if (!categories.some(({ slug }) => slug === category)) throw new SyntaxError(`no category ${category}`);
      return { category, job: Number(job), words: words?.split(",") ?? [] };
    });
}

function gradeByJob(
  mission: MissionFacts,
  meant: readonly JobReference[],
  helpful: readonly JobReference[],
): Grade {
  const same = (reference: JobReference) =>
    reference.category === mission.category && reference.job === mission.job;
  const text = `${mission.title}\n${mission.description}`.toLowerCase();
  const found = meant.filter(same);
  if (
    found.some(({ words }) => words.length === 0 || words.some((word) => text.includes(word.toLowerCase())))
  ) {
    return 3;
  }
  if (found.length > 0 || helpful.some(same)) return 2;
  return meant.some(({ category }) => category === mission.category) ? 1 : 0;
}

/** The names of trades in the forms people type, one form for each by turns, and both genders of some. */
function tradeQueries(): JudgedQuery[] {
  const plural = (name: string) =>
    name.split(" ")[0] === name && !/[sxz]$/.test(name) ? `${name.replace(/’/g, "'")}s` : name;
  return categories.flatMap(({ slug, trades }, at) =>
    trades.flatMap(({ masculine, feminine }, place) => {
      const forms = [masculine, feminine, plural(masculine), plural(feminine), `cherche ${feminine}`];
      const texts = new Set([forms[(at + place) % 5] as string, forms[(at + place + 3) % 5] as string]);
      return [...texts].map(
        (text): JudgedQuery => ({
          text,
          group: "metier",
          heldBack: isHeldBack(text),
          grade: (mission) => {
            if (mission.category !== slug) return 0;
            return mission.trade?.masculine.replace(/’/g, "'") === masculine.replace(/’/g, "'") ? 3 : 1;
          },
        }),
      );
    }),
  );
}

const MOST_TOWNS = 40;

/** A trade in a town where there is one, as "plombier lyon" is typed. */
function townQueries(missions: readonly MissionFacts[]): JudgedQuery[] {
  const seen = new Set<string>();
  const queries: JudgedQuery[] = [];
  for (const { trade, town, published, category } of missions) {
    if (!published || town === null || trade === null || queries.length === MOST_TOWNS) continue;
    if (seen.has(category) || seen.has(town)) continue;
    seen.add(category).add(town);
    const text = `${trade.masculine} ${queries.length % 2 === 0 ? town : town.toLowerCase().replace(/-/g, " ")}`;
    queries.push({
      text,
      group: "ville",
      heldBack: isHeldBack(text),
      grade: (mission) => {
        const [here, it] = [mission.town === town, mission.category === category];
        return here && it ? 3 : it && mission.trade?.masculine === trade.masculine ? 1 : 0;
      },
    });
  }
  return queries;
}

/** A third of the queries, by their letters alone, so that adding one moves no other. */
function isHeldBack(text: string): boolean {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % 3 === 0;
}
