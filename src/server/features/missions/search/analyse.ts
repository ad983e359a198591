import { wordsOf } from "./normalise.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** UTF-16 units that are read of a title or a description; longer ones than the API takes only come from tests. */
const LONGEST_TEXT = 10_000;
/** UTF-16 units that are read of a query, and the distinct terms that are kept of it. */
const LONGEST_QUERY = 1_000;
const MOST_TERMS = 12;

/** Limits of PostgreSQL's tsvector (manual, 12.6 "Limitations" and 8.11.1). */
const LAST_POSITION = 16_383;
const MOST_POSITIONS_OF_A_LEXEME = 255;

/**
 * The text form of a `tsvector` of stems with their positions, title weighted A and description B, ready to be
 * bound as a parameter and cast: `'electricien':1A,5B`. PostgreSQL's parser and dictionaries take no part.
 */
export function analyseDocument(document: { title: string; description: string }): string {
  const positions = new Map<string, string[]>();
  let position = 0;
  for (const [text, weight] of [
    [document.title, "A"],
    [document.description, "B"],
  ] as const) {
    for (const term of stemsOf(text.slice(0, LONGEST_TEXT))) {
      position = Math.min(position + 1, LAST_POSITION);
      const seen = positions.get(term);
      if (seen === undefined) positions.set(term, [`${position}${weight}`]);
      else if (seen.length < MOST_POSITIONS_OF_A_LEXEME) seen.push(`${position}${weight}`);
    }
  }
  return Array.from(positions, ([term, at]) => `'${term}':${at.join(",")}`).join(" ");
}

/**
 * The distinct stems that a query asks for, at most twelve, in the order typed; none when it holds no letter and
 * no digit. Stop words count only when there is nothing else. Never throws, whatever the string.
 */
export function analyseQuery(query: string): { terms: string[] } {
  const words = wordsOf(query.slice(0, LONGEST_QUERY));
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  const terms = new Set((telling.length > 0 ? telling : words).map(stem));
  return { terms: Array.from(terms).slice(0, MOST_TERMS) };
}

function stemsOf(text: string): string[] {
  return wordsOf(text).map(stem);
}
