import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { termNumber } from "./keys.ts";
import { knownCounts } from "./known-counts.ts";
import { fold } from "./normalise.ts";
import { offeredWords } from "./offered-words.ts";
import type { Alternative, QueryTerm } from "./query.ts";
import { rareCounts } from "./rare-counts.ts";
import {
  type Correction,
  deletionsOf,
  isSurelyMeant,
  type KnownWord,
  likeliest,
  mayBeMisspelt,
  SEVERAL_WORDS,
} from "./spelling.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { stemOf } from "./text-terms.ts";
import { categoryTermsOf, TRADE_WORDS } from "./trade-words.ts";

/** What is tried for one word, and what a mission with it is worth beside one with the word as typed. */
const FACTORS = [0.8, 0.5, 0.3];
/** What a mission of a trade's category is worth where none names the trade. */
const CATEGORY = 0.5;
const MOST_CANDIDATES = 500;
/** Both parts of words written as one have so many letters at least, but for this one of many compounds. */
const SHORTEST_PART = 4;
const SHORT_PART = "eau";

/**
 * The terms with what was probably meant by those that no mission is known to have: a word one typing error away, two
 * words written as one, or a trade's category. Null when there is nothing to put right. At most three statements.
 */
export async function correctTerms(
  connection: Connection,
  terms: readonly QueryTerm[],
  unknown: readonly QueryTerm[],
): Promise<{ terms: QueryTerm[]; corrections: Correction[] } | null> {
  const words = unknown.flatMap(({ word, named }) => (named || !mayBeMisspelt(word) ? [] : [word]));
  if (words.length === 0) return null;
  const candidates = withTrades(await readCandidates(connection, words));
  // Words too rare to have been counted are words all the same.
  const wrong = words.filter(
    (typed) => !candidates.some(({ word }) => word === typed || stemOf(word) === stemOf(typed)),
  );
  const meant = new Map(wrong.map((typed) => [typed, likeliest(typed, candidates, FACTORS.length)]));
  const whole = wrong.filter((typed) => meant.get(typed)?.length === 0);
  const parts = whole.length === 0 ? new Map<string, [string, string]>() : await readParts(connection, whole);
  const thought = wrong.flatMap((typed) => {
    const [best] = meant.get(typed) ?? [];
    const both = parts.get(typed);
    if (best !== undefined) {
      return [{ typed, meant: best.word, sure: isSurelyMeant(typed, best.word, terms.length) }];
    }
    return both === undefined ? [] : [{ typed, meant: both.join(" "), sure: terms.length <= SEVERAL_WORDS }];
  });
  const corrections = await thatMayBeTold(connection, thought);
  const trades = unknown.filter(({ word }) => !meant.has(word) && categoryTermsOf(stemOf(word)).length > 0);
  if (corrections.length === 0 && trades.length === 0) return null;
  return {
    terms: terms.flatMap((term) =>
      trades.includes(term)
        ? [{ ...term, alternatives: [...term.alternatives, ...categoriesOf(stemOf(term.word))] }]
        : corrected(term, meant.get(term.word), parts.get(term.word)),
    ),
    corrections,
  };
}

/** What is meant is searched for whoever writes it; people are told it where enough clients do. */
export async function thatMayBeTold(
  connection: Connection,
  corrections: readonly Correction[],
): Promise<Correction[]> {
  const sure = corrections.filter((correction) => correction.sure);
  if (sure.length === 0) return [...corrections];
  const wordsOfMeant = ({ meant }: Correction) => meant.split(" ").map(fold);
  const offered = await offeredWords(connection, sure.flatMap(wordsOfMeant));
  return corrections.map((correction) => {
    const words = wordsOfMeant(correction);
    return correction.sure && words.every((word) => offered.has(word))
      ? { ...correction, meant: words.map((word) => offered.get(word)).join(" ") }
      : { ...correction, sure: false };
  });
}

function categoriesOf(stem: string): Alternative[] {
  return categoryTermsOf(stem).map((term) => ({ term, factor: CATEGORY }));
}

function corrected(
  term: QueryTerm,
  meant: readonly KnownWord[] | undefined,
  parts: [string, string] | undefined,
): QueryTerm[] {
  const wordsMeant = (meant ?? []).flatMap(({ word, cards }, at): Alternative[] => [
    { term: stemOf(word), factor: FACTORS[at] ?? 0 },
    ...(cards === 0 ? categoriesOf(stemOf(word)) : []),
  ]);
  if (parts === undefined) {
    const seen = new Set<string>();
    const alternatives = [...term.alternatives, ...wordsMeant].filter(
      (alternative) => !seen.has(alternative.term) && seen.add(alternative.term),
    );
    return [{ ...term, alternatives }];
  }
  return parts.map((word, at) => ({
    word,
    named: term.named,
    follows: at > 0 || term.follows,
    alternatives: [{ term: stemOf(word), factor: 1 }],
  }));
}

async function readCandidates(connection: Connection, words: readonly string[]): Promise<KnownWord[]> {
  const deletions = words.flatMap(deletionsOf);
  const stems = words.map((word) => termNumber(stemOf(word)));
  const { rows } = await sql<KnownWord>`
    select w.word, coalesce(t.cards, 0)::float8 as cards
    from (
      (select * from search_words where deletions operator(pg_catalog.&&) ${deletions}::integer[]
       limit ${sql.lit(MOST_CANDIDATES)})
      union
      (select * from search_words where term = any(${stems}::integer[]) limit ${sql.lit(MOST_CANDIDATES)})
    ) w
    left join lateral (select sum(cards) as cards from search_terms t where t.term = w.term) t on true`.execute(
    connection,
  );
  return rows;
}

function withTrades(read: readonly KnownWord[]): KnownWord[] {
  const known = new Set(read.map(({ word }) => word));
  return [...read, ...TRADE_WORDS.filter(({ word }) => !known.has(word))];
}

/** A word that may stand in a compound; `autrefois` is none of `autre`. */
function mayBePart(part: string): boolean {
  const long = part.length >= SHORTEST_PART || part === SHORT_PART;
  return long && !STOP_WORDS.has(part) && !STOP_WORDS.has(stemOf(part));
}

/** Where each word falls into two that missions have, the parts being as common as can be. */
async function readParts(
  connection: Connection,
  words: readonly string[],
): Promise<Map<string, [string, string]>> {
  const splits = words.flatMap((word) =>
    Array.from({ length: word.length }, (_, at): { word: string; parts: [string, string] } => ({
      word,
      parts: [word.slice(0, at), word.slice(at)],
    })).filter(({ parts }) => parts.every(mayBePart)),
  );
  if (splits.length === 0) return new Map();
  const numberOf = (part: string) => termNumber(stemOf(part));
  const numbers = [...new Set(splits.flatMap(({ parts }) => parts.map(numberOf)))];
  const { terms: counted } = await knownCounts(connection);
  const rare = await rareCounts(
    connection,
    numbers.filter((number) => !counted.has(number)),
  );
  const cardsOf = (part: string) => (counted.get(numberOf(part)) ?? rare.get(numberOf(part)))?.cards ?? 0;
  const best = new Map<string, { parts: [string, string]; cards: number }>();
  for (const { word, parts } of splits) {
    const both = Math.min(...parts.map(cardsOf));
    if (both > (best.get(word)?.cards ?? 0)) best.set(word, { parts, cards: both });
  }
  return new Map([...best].map(([word, { parts }]) => [word, parts]));
}
