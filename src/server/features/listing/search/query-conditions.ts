import { type RawBuilder, sql } from "kysely";
import { keysOf, termNumber } from "./keys.ts";
import type { QueryTerm, SearchQuery } from "./query.ts";

/**
 * The terms without what no mission that is found can hold: of `travaux -travail` nothing of `travail` is looked for,
 * for all of it would be read and refused. A term of which nothing is left is no typing error.
 */
export function sought({ terms, excluded }: SearchQuery): QueryTerm[] {
  const never = new Set(excluded.flatMap((stems) => (stems.length === 1 ? stems : [])));
  return terms.map((term) => {
    const alternatives = term.alternatives.filter((alternative) => !never.has(alternative.term));
    return alternatives.length === term.alternatives.length ? term : { ...term, alternatives, named: true };
  });
}

/** The sets of keys of the words that tell most of each phrase: every mission with the phrase has one of each. */
export function phraseSets(phrases: SearchQuery["phrases"]): number[][] {
  return phrases
    .flat()
    .toSorted((one, other) => other.length - one.length)
    .map((stem) => keysOf(termNumber(stem)));
}

/** Which of a query's terms a mission with every phrase has all of. */
export function termsOfPhrases(phrases: SearchQuery["phrases"], terms: readonly QueryTerm[]): number[] {
  const stems = new Set(phrases.flat());
  return terms.flatMap(({ alternatives: [own] }, at) =>
    own !== undefined && stems.has(own.term) ? [at] : [],
  );
}

/** Holds of `c`, a row of `mission_cards`, that no exclusion meets. */
export function excluding(excluded: SearchQuery["excluded"]): RawBuilder<unknown> {
  if (excluded.length === 0) return sql`true`;
  const meets = excluded.map((stems) => {
    const each = stems.map((stem) => {
      const keys = Array.from(Int32Array.from(keysOf(termNumber(stem))).sort());
      return sql`c.search_keys operator(public.&&) ${keys}::integer[]`;
    });
    return sql`not (${sql.join(each, sql` and `)})`;
  });
  return sql.join(meets, sql` and `);
}
