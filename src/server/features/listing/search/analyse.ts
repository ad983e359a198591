import { wordsOf } from "./normalise.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** UTF-16 units that are read of a query, and the distinct terms that are kept of it. */
const LONGEST_QUERY = 1_000;
const MOST_TERMS = 12;

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
