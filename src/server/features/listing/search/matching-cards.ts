import { type RawBuilder, sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { type AllWords, formulaOf, lookUpTerms } from "./all-words.ts";
import { readCounts } from "./count-queries.ts";
import { facetSets, type SearchFilters } from "./facets.ts";
import { keysOf, termNumber } from "./keys.ts";
import { knownCounts } from "./known-counts.ts";
import type { SearchQuery } from "./query.ts";
import { excluding, phraseSets, sought } from "./query-conditions.ts";
import { type Understood, understand } from "./understand.ts";

/** Words of phrases and filters that the index is asked for; conditions judge the rest. */
const MOST_SETS = 6;

export interface MatchingCards {
  /** A card that matches has a key of each set, where words and filters can be looked up at all. */
  readonly sets: readonly (readonly number[])[];
  /** Must hold of `c`, a row of `mission_cards`, beside the filters and the sets. */
  readonly beside: RawBuilder<unknown>;
  /** Must hold of `c` beside the filters. */
  readonly condition: RawBuilder<unknown>;
  /** About how many there are, as far as the index of words and filters knows. */
  readonly expected: number;
  readonly corrections: Understood["corrections"];
}

/** For a list whose order's index leaves nothing to look up. */
const EVERY_CARD: MatchingCards = {
  sets: [],
  beside: sql`true`,
  condition: sql`true`,
  expected: Number.POSITIVE_INFINITY,
  corrections: [],
};

/** Holds of `c` when it has the stem at all. */
function held(stem: string): RawBuilder<unknown> {
  return sql`not ${excluding([[stem]])}`;
}

/**
 * What a list in another order than by relevance asks of the index: the cards that pass the filters and, where words
 * are searched for, hold any of them. Of phrases all words are asked for; that they stand together is for the caller
 * to see.
 */
export async function matchingCards(
  connection: Connection,
  query: SearchQuery | null,
  filters: SearchFilters,
): Promise<MatchingCards> {
  const facets = [...phraseSets(query?.phrases ?? []), ...facetSets(filters)].slice(0, MOST_SETS);
  const shareOf = (shares: readonly number[]) => shares.reduce((product, share) => product * share, 1);
  if (query === null) {
    if (facets.length === 0) return EVERY_CARD;
    const { counts } = await readCounts(connection, [], facets);
    return {
      sets: facets.toSorted((one, other) => one.length - other.length),
      beside: sql`true`,
      condition: sql`true`,
      expected: counts.cards * shareOf(counts.facets),
      corrections: [],
    };
  }
  const understood = await understand(connection, sought(query), facets);
  const { counts, weighed } = understood.counts;
  const beside = sql.join([excluding(query.excluded), ...query.phrases.flat().map(held)], sql` and `);
  const anyTerm = weighed.flat().flatMap(({ number }) => keysOf(number));
  // Intarray's `&&` merges two sorted arrays; core's would compare each with each. It wants them sorted.
  const sorted = Array.from(Int32Array.from(anyTerm).sort());
  return {
    // The index leaps from set to set: those of one key first.
    sets: [
      ...facets.filter(({ length }) => length === 1),
      sorted,
      ...facets.filter(({ length }) => length !== 1),
    ],
    beside,
    condition: sql`c.search_keys operator(public.&&) ${sorted}::integer[] and ${beside}`,
    expected: counts.terms.reduce((sum, term) => sum + (term?.cards ?? 0), 0) * shareOf(counts.facets),
    corrections: understood.corrections,
  };
}

/** Holds of `c` when its keys are as the formula wants them: a `query_int`, with levels or without as the keys are. */
export const holdsFormula = (formula: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`c.search_keys operator(public.@@) ${formula}::public.query_int`;

/** The same for a search that wants every word: the formula judges, the sets of the rarest words look up. */
export async function cardsWithAllWords(
  connection: Connection,
  words: AllWords,
  filters: SearchFilters,
): Promise<MatchingCards> {
  const facets = facetSets(filters);
  const [{ counts }, { terms }] = await Promise.all([
    readCounts(connection, [], facets),
    knownCounts(connection),
  ]);
  const wanted = lookUpTerms(words)
    .map((set) => {
      const numbers = set.map(termNumber);
      const cards = numbers.reduce((sum, number) => sum + (terms.get(number)?.cards ?? 0), 0);
      return { cards, keys: sortedKeys(numbers) };
    })
    .toSorted((one, other) => one.cards - other.cards);
  const single = facets.filter(({ length }) => length === 1);
  const others = facets.filter(({ length }) => length !== 1);
  const condition = holdsFormula(sql`${formulaOf(words, true)}`);
  const share = counts.facets.reduce((product, one) => product * one, 1);
  return {
    sets: [...single, ...wanted.map(({ keys }) => keys), ...others].slice(0, MOST_SETS),
    beside: condition,
    condition,
    expected: (wanted[0]?.cards ?? counts.cards) * share,
    corrections: [],
  };
}

const sortedKeys = (numbers: readonly number[]): number[] =>
  Array.from(Int32Array.from(numbers.flatMap((number) => keysOf(number))).sort());
