import type { MissionFacts } from "./demonstration.ts";
import { type Grade, type JudgedQuery, judgedQueries } from "./judgements.ts";
import { ndcg, withoutAccents, withTypingError } from "./measures.ts";

/** Titles and descriptions of the first missions that the search under test finds, the best first. */
export type Search = (query: string) => Promise<readonly { title: string; description: string }[]>;

export interface QueryResult {
  readonly text: string;
  readonly group: string;
  readonly heldBack: boolean;
  readonly typed: number;
  readonly plain: number;
  readonly empty: boolean;
  /** Whether one of the best missions is among the first three, as typed and with one typing error. */
  readonly top3: boolean;
  readonly top3WithError: boolean | null;
}

/** Runs every query that some mission answers, as typed, without accents and with a typing error. */
export async function runQueries(search: Search, missions: readonly MissionFacts[]): Promise<QueryResult[]> {
  const published = missions.filter((mission) => mission.published);
  const known = new Map(published.map((mission) => [keyOf(mission), mission]));
  const results: QueryResult[] = [];
  for (const [number, query] of judgedQueries(missions).entries()) {
    const all = published.map((mission) => query.grade(mission));
    const highest = Math.max(...all);
    // Of queries that nothing answers well nothing is learnt.
    if (highest < 3) continue;
    const typed = await grades(query, query.text);
    const wrong = withTypingError(query.text, number);
    const withError = wrong === null ? null : await grades(query, wrong);
    const inTop3 = (found: readonly Grade[]) => found.slice(0, 3).includes(3);
    results.push({
      text: query.text,
      group: query.group,
      heldBack: query.heldBack,
      typed: ndcg(typed, all) as number,
      plain: ndcg(await grades(query, withoutAccents(query.text)), all) as number,
      empty: typed.length === 0,
      top3: inTop3(typed),
      top3WithError: withError && inTop3(withError),
    });
  }
  return results;

  async function grades(query: JudgedQuery, text: string): Promise<Grade[]> {
    const found = await search(text);
    return found.map((one) => {
      const mission = known.get(keyOf(one));
      if (mission === undefined) throw new Error(`not a mission of the demonstration: ${one.title}`);
      return query.grade(mission);
    });
  }
}

function keyOf({ title, description }: { title: string; description: string }): string {
  return `${title}\n${description}`;
}

export interface Summary {
  readonly queries: number;
  readonly typed: number;
  readonly plain: number;
  readonly empty: number;
  readonly top3: number;
  /** Of those whose right mission is in the top three without the error. */
  readonly top3WithError: number;
}

/** Means over results, shares from 0 to 1. */
export function summarise(results: readonly QueryResult[]): Summary {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  const tried = results.filter(({ top3, top3WithError }) => top3 && top3WithError !== null);
  return {
    queries: results.length,
    typed: mean(results.map(({ typed }) => typed)),
    plain: mean(results.map(({ plain }) => plain)),
    empty: mean(results.map(({ empty }) => Number(empty))),
    top3: mean(results.map(({ top3 }) => Number(top3))),
    top3WithError: mean(tried.map(({ top3WithError }) => Number(top3WithError))),
  };
}
