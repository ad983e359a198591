import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { termNumber } from "./keys.ts";
import type { Alternative, QueryTerm } from "./query.ts";
import { deletionsOf, type KnownWord, likeliest, mayBeMisspelt } from "./spelling.ts";
import { stemOf } from "./text-terms.ts";

/** A word as typed, folded, and what is thought to have been meant, as people write it. */
export interface Correction {
  readonly typed: string;
  readonly meant: string;
}

/** What is tried for one word, and what each counts beside the likeliest. */
const FACTORS = [1, 0.6, 0.4];
const MOST_CANDIDATES = 500;
/** Both parts of words written as one have so many letters at least. */
const SHORTEST_PART = 3;

/**
 * The terms with what was probably meant by those that no mission is known to have: a word one typing error away, or
 * two words written as one. Null when there is nothing to put right. One statement, or two.
 */
export async function correctTerms(
  connection: Connection,
  terms: readonly QueryTerm[],
  unknown: readonly QueryTerm[],
): Promise<{ terms: QueryTerm[]; corrections: Correction[] } | null> {
  const words = unknown.flatMap(({ word, named }) => (named || !mayBeMisspelt(word) ? [] : [word]));
  if (words.length === 0) return null;
  const candidates = await readCandidates(connection, words);
  // Words too rare to have been counted are words all the same.
  const wrong = words.filter(
    (typed) => !candidates.some(({ word }) => word === typed || stemOf(word) === stemOf(typed)),
  );
  const meant = new Map(wrong.map((typed) => [typed, likeliest(typed, candidates, FACTORS.length)]));
  const whole = wrong.filter((typed) => meant.get(typed)?.length === 0);
  const parts = whole.length === 0 ? new Map<string, [string, string]>() : await readParts(connection, whole);
  const corrections = wrong.flatMap((typed) => {
    const text = meant.get(typed)?.[0]?.written ?? parts.get(typed)?.join(" ");
    return text === undefined ? [] : [{ typed, meant: text }];
  });
  if (corrections.length === 0) return null;
  return {
    terms: terms.flatMap((term) => corrected(term, meant.get(term.word), parts.get(term.word))),
    corrections,
  };
}

function corrected(
  term: QueryTerm,
  meant: readonly KnownWord[] | undefined,
  parts: [string, string] | undefined,
): QueryTerm[] {
  const wordsMeant = (meant ?? []).map(
    ({ word }, at): Alternative => ({ term: stemOf(word), factor: FACTORS[at] ?? 0 }),
  );
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
    select w.word, w.written, coalesce(t.cards, 0)::float8 as cards
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

/** Where each word falls into two that missions have, the parts being as common as can be. */
async function readParts(
  connection: Connection,
  words: readonly string[],
): Promise<Map<string, [string, string]>> {
  const splits = words.flatMap((word) =>
    Array.from({ length: Math.max(0, word.length - 2 * SHORTEST_PART + 1) }, (_, at) => ({
      word,
      parts: [word.slice(0, at + SHORTEST_PART), word.slice(at + SHORTEST_PART)] as [string, string],
    })),
  );
  const numberOf = (part: string) => termNumber(stemOf(part));
  const numbers = [...new Set(splits.flatMap(({ parts }) => parts.map(numberOf)))];
  const { rows } = await sql<{ term: number; cards: number }>`
    select term, sum(cards)::float8 as cards from search_terms where term = any(${numbers}::integer[]) group by term`.execute(
    connection,
  );
  const cards = new Map(rows.map((row) => [row.term, row.cards]));
  const best = new Map<string, { parts: [string, string]; cards: number }>();
  for (const { word, parts } of splits) {
    const both = Math.min(...parts.map((part) => cards.get(numberOf(part)) ?? 0));
    if (both > (best.get(word)?.cards ?? 0)) best.set(word, { parts, cards: both });
  }
  return new Map([...best].map(([word, { parts }]) => [word, parts]));
}
