import { placeTerm } from "./document-keys.ts";
import { keysOf, termNumber } from "./keys.ts";
import type { SearchQuery } from "./query.ts";
import type { Synonyms } from "./synonyms.ts";
import { stemOf } from "./text-terms.ts";

/** So many words of a query are wanted; what follows is not looked at. */
const MOST_WORDS = 40;

/** Terms of the index, all of which a mission holds that says it in this way. */
export type Way = readonly string[];

/** A search that wants every word: what a mission that it finds holds, and what it does not. */
export interface AllWords {
  /** For each word that was typed the ways in which a mission may say it: itself, a synonym, or an expression. */
  readonly places: readonly (readonly Way[])[];
  /** Held besides, each of them: the words of phrases. */
  readonly held: readonly string[];
  /** Of each not all. */
  readonly excluded: readonly (readonly string[])[];
}

/**
 * Every word of a query, by its stem, its town's name or a synonym; no typing error is put right, and nothing depends
 * on what missions say just now: the same query wants the same for ever. An expression stands for all words that it
 * covers: who asks for a `pac` finds a `pompe à chaleur`, and the other way round.
 */
export function allWordsOf({ words, phrases, excluded }: SearchQuery, synonyms: Synonyms): AllWords {
  const wanted = words.slice(0, MOST_WORDS);
  const stems = wanted.map(stemOf);
  const ways: Way[][] = wanted.map((word, at) => {
    const own = stems[at] as string;
    const [before, next] = [wanted[at - 1], wanted[at + 1]];
    return [
      [own],
      [placeTerm(word)],
      // `lave vaisselle` also finds `lavevaisselle`.
      ...(next === undefined ? [] : [[stemOf(word + next)]]),
      ...(before === undefined ? [] : [[stemOf(before + word)]]),
      ...synonyms.ofOne(own).map((term) => [term]),
    ];
  });
  for (const { at, length, others } of synonyms.expressionsIn(stems))
    for (const place of ways.slice(at, at + length)) place.push([...new Set(others)]);
  const places = new Map(ways.map((place) => [JSON.stringify(place), place]));
  return { places: [...places.values()].map(distinct), held: [...new Set(phrases.flat())], excluded };
}

function distinct(ways: readonly Way[]): Way[] {
  return [...new Map(ways.map((way) => [way.join(" "), way])).values()];
}

/**
 * As intarray's `query_int`, to be held against the keys of a card.
 * @param levels whether the keys say how much a mission is about each term, as those of a card do
 */
export function formulaOf({ places, held, excluded }: AllWords, levels: boolean): string {
  const term = (of: string) => {
    const number = termNumber(of);
    return levels ? anyOf(keysOf(number).map(String)) : String(number);
  };
  const all = (terms: readonly string[]) => terms.map(term).join("&");
  const way = (terms: Way) => (terms.length === 1 ? all(terms) : `(${all(terms)})`);
  return [
    ...places.map((ways) => anyOf(ways.map(way))),
    ...held.map(term),
    ...excluded.map((terms) => `!(${all(terms)})`),
  ].join("&");
}

const anyOf = (parts: readonly string[]): string => `(${parts.join("|")})`;

/** For each word the terms of which a mission that says it has at least one: what it can be looked up by. */
export function lookUpTerms({ places, held }: AllWords): string[][] {
  return [
    ...places.map((ways) => [...new Set(ways.map(([first]) => first as string))]),
    ...held.map((one) => [one]),
  ];
}
