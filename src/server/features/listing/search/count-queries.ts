import type { Connection } from "../../../platform/database/database.ts";
import { dayKey, dayOf, EVERYTHING } from "./facets.ts";
import { COMMON_DESCRIPTION_WORDS, COMMON_TITLE_WORDS, LEVELS, termNumber } from "./keys.ts";
import { knownCounts } from "./known-counts.ts";
import type { SearchCounts, TermCount } from "./plan.ts";
import type { QueryTerm } from "./query.ts";
import { rareCounts } from "./rare-counts.ts";

/** How far back the counts of days go. */
const DAYS = 64;
const NONE: ReadonlyMap<number, TermCount> = new Map();
/** A sampled count misses terms that are on fewer cards than this. */
const UNCOUNTED_SHARE = 1 / 10_000;
/** Fewer texts say nothing of how long texts are. */
const LEAST_TEXTS = 100;

/** What the jobs last counted of a search's terms and filters. */
export async function readCounts(
  connection: Connection,
  terms: readonly QueryTerm[],
  facets: readonly number[][],
): Promise<SearchCounts> {
  const numbers = terms.map(({ alternatives }) => alternatives.map(({ term }) => termNumber(term)));
  // The program's own clock: a wrong one makes worse estimates and nothing else.
  const today = dayOf(new Date());
  const days = Array.from({ length: DAYS }, (_, back) => dayKey(today - back));
  // A facet's keys may be those of a word, at every level.
  const filters = facets.map((keys) => [...new Set(keys.map((key) => key & -LEVELS))]);
  const { terms: counted, texts, titleWords, descriptionWords } = await knownCounts(connection);
  const cardsOf = (number: number) => counted.get(number)?.cards ?? 0;
  const cards = Math.max(cardsOf(EVERYTHING), 1);
  const uncounted = cards * UNCOUNTED_SHARE;
  const missed = uncounted < 1 ? [] : numbers.flat().filter((number) => !counted.has(number));
  const rare = missed.length === 0 ? NONE : await rareCounts(connection, missed);
  const countOf = (number: number) => counted.get(number) ?? rare.get(number);
  const weighed = terms.map(({ alternatives }, at) =>
    alternatives.flatMap(({ term, factor }, place) => {
      const number = numbers[at]?.[place] as number;
      const count = countOf(number);
      if (place > 0 && count === undefined) return [];
      return [
        {
          number,
          term,
          weight: Math.max(1, Math.round(factor * weightOf(count?.cards ?? Math.min(uncounted, 1), cards))),
        },
      ];
    }),
  );
  const measured = texts >= LEAST_TEXTS;
  return {
    today,
    weighed,
    lengths: {
      title: measured ? Math.max(titleWords / texts, 1) : COMMON_TITLE_WORDS,
      description: measured ? Math.max(descriptionWords / texts, 1) : COMMON_DESCRIPTION_WORDS,
    },
    counts: {
      cards,
      terms: weighed.map((alternatives) => together(alternatives.map(({ number }) => countOf(number)))),
      facets: filters.map((keys) => Math.min(1, keys.reduce((sum, key) => sum + cardsOf(key), 0) / cards)),
      days: days.map(cardsOf),
    },
  };
}

/**
 * What a term is worth, in hundredths: BM25's inverse document frequency (Robertson and Zaragoza 2009, 3.4) to the
 * power of 0.8, so that one rare word does not outweigh all others.
 */
function weightOf(cards: number, all: number): number {
  return 100 * Math.log(1 + (all - cards + 0.5) / (cards + 0.5)) ** 0.8;
}

/** A little too many, where cards hold several of the alternatives. */
function together(counts: readonly (TermCount | undefined)[]): TermCount | undefined {
  const known = counts.filter((count) => count !== undefined);
  if (known.length <= 1) return known[0];
  return {
    cards: known.reduce((sum, { cards }) => sum + cards, 0),
    byLevel: Array.from({ length: LEVELS }, (_, level) =>
      known.reduce((sum, { byLevel }) => sum + (byLevel[level] ?? 0), 0),
    ),
  };
}
