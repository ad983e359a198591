import { placeTerm } from "./document-keys.ts";
import { ENGLISH_STOP_WORDS } from "./english.ts";
import { wordsOf } from "./normalise.ts";
import { STOP_WORDS, WORDS_OF_STOP_WORDS } from "./stop-words.ts";
import type { Synonyms } from "./synonyms.ts";
import { stemOf } from "./text-terms.ts";

/** UTF-16 units that are read of a query, and the terms that are kept of it, synonyms included. */
const LONGEST_QUERY = 1_000;
const MOST_TERMS = 12;
const MOST_PHRASES = 3;
const MOST_EXCLUDED = 8;
/** What a mission that says it in other words is worth beside one that says it in these. */
const SYNONYM = 0.7;

/** A term of the index, and what it counts beside what was typed: 0 to 1. */
export interface Alternative {
  readonly term: string;
  readonly factor: number;
}

/** What a query asks for at one place: any of these, of which a mission's best counts. */
export interface QueryTerm {
  /** As typed, folded. */
  readonly word: string;
  /** Its own stem first. */
  readonly alternatives: readonly Alternative[];
  /** Whether the synonyms know it, so that it is no typing error. */
  readonly named: boolean;
  /** Whether it stands in the query right behind the term before it, but for stop words. */
  readonly follows: boolean;
}

export interface SearchQuery {
  /** As typed, folded, in order, without stop words: what a mission must say all of where every word is wanted. */
  readonly words: readonly string[];
  /** At most twelve; none when the query holds no letter and no digit. */
  readonly terms: readonly QueryTerm[];
  /** Stems that must stand together in this order. */
  readonly phrases: readonly (readonly string[])[];
  /** Stems that must not all be there, for each exclusion. */
  readonly excluded: readonly (readonly string[])[];
}

/** No opening mark inside, so that a run of them is not read to the end from each. */
const QUOTED = /(?<![\p{L}\p{N}])(-?)(?:"([^"]*)"|«([^«»]*)»|“([^“”]*)”)/gu;
const EXCLUDED = /(?<![^\s(])-(?=[\p{L}\p{N}])(\S+)/gu;

export type QueryLanguage = "fr" | "en";

/**
 * What a person asks for: words, "phrases in quotes" and -exclusions. Stop words count only when there is nothing
 * else, and so do exclusions. Never throws, whatever the string.
 */
export function readQuery(query: string, synonyms: Synonyms, language: QueryLanguage = "fr"): SearchQuery {
  const phrases: string[][] = [];
  const excluded: string[][] = [];
  const put = (list: string[][], most: number, text: string) => {
    const stems = wordsOf(text).map(stemOf);
    if (stems.length > 0 && list.length < most) list.push(stems);
  };
  const read = query.slice(0, LONGEST_QUERY);
  const unquoted = read.replace(QUOTED, (_, minus: string, ...groups: (string | undefined)[]) => {
    const text = groups[0] ?? groups[1] ?? groups[2] ?? "";
    if (minus === "") put(phrases, MOST_PHRASES, text);
    else put(excluded, MOST_EXCLUDED, text);
    return minus === "" ? ` ${text} ` : " ";
  });
  const wanted = unquoted.replace(EXCLUDED, (_, text: string) => {
    put(excluded, MOST_EXCLUDED, text);
    return " ";
  });
  const words = tellingWords(wordsOf(wanted), synonyms, language);
  if (words.length > 0)
    return {
      words,
      terms: termsAskedFor(words, synonyms),
      phrases: phrases.filter(({ length }) => length > 1),
      excluded,
    };
  const all = tellingWords(wordsOf(read), synonyms, language);
  return { words: all, terms: termsAskedFor(all, synonyms), phrases: [], excluded: [] };
}

/** Without stop words, unless there is nothing else. */
function tellingWords(
  words: readonly string[],
  synonyms: Synonyms,
  language: QueryLanguage,
): readonly string[] {
  // `car` is a French stop word, and what an English reader looks for.
  const isStopWord = (word: string) =>
    language === "en"
      ? ENGLISH_STOP_WORDS.has(word) || (STOP_WORDS.has(word) && synonyms.ofOne(stemOf(word)).length === 0)
      : STOP_WORDS.has(word);
  const telling = words.filter(
    (word, at) =>
      !isStopWord(word) ||
      WORDS_OF_STOP_WORDS.has(`${word} ${words[at + 1]}`) ||
      WORDS_OF_STOP_WORDS.has(`${words[at - 1]} ${word}`),
  );
  return telling.length > 0 ? telling : words;
}

function termsAskedFor(kept: readonly string[], synonyms: Synonyms): QueryTerm[] {
  const stems = kept.map(stemOf);
  const terms: QueryTerm[] = [];
  const seen = new Set<string>();
  for (const [at, word] of kept.entries()) {
    const own = stems[at] as string;
    if (seen.has(own) || terms.length === MOST_TERMS) continue;
    seen.add(own);
    const next = kept[at + 1];
    terms.push({
      word,
      named: synonyms.ofOne(own).length > 0 || synonyms.ofSeveral([own]).length > 0,
      follows: terms.length > 0 && stems[at - 1] === terms.at(-1)?.alternatives[0]?.term,
      alternatives: distinct([
        { term: own, factor: 1 },
        { term: placeTerm(word), factor: 1 },
        // `lave vaisselle` also finds `lavevaisselle`.
        ...(next === undefined ? [] : [{ term: stemOf(word + next), factor: 1 }]),
        ...synonyms.ofOne(own).map((term) => ({ term, factor: SYNONYM })),
      ]),
    });
  }
  for (const [place, term] of synonyms.ofSeveral(stems).entries()) {
    if (seen.has(term.stem) || terms.length === MOST_TERMS) continue;
    seen.add(term.stem);
    const follows = place > 0 && term.follows;
    terms.push({
      word: term.stem,
      named: true,
      follows,
      alternatives: [{ term: term.stem, factor: SYNONYM * term.share }],
    });
  }
  return terms;
}

function distinct(alternatives: readonly Alternative[]): Alternative[] {
  const best = new Map<string, Alternative>();
  for (const alternative of alternatives)
    if (!best.has(alternative.term)) best.set(alternative.term, alternative);
  return [...best.values()];
}
