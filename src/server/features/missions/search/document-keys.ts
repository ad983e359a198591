import { type Facets, facetKeys } from "./facets.ts";
import { levelOf, termNumber } from "./keys.ts";
import { wordsOf } from "./normalise.ts";
import { stem } from "./stem.ts";

/** What people may look a mission up by: its words, and what the filters ask. */
export interface SearchDocument extends Facets {
  readonly title: string;
  readonly description: string;
}

/**
 * The value of `mission_cards.search_keys` as text, to be bound and cast to `integer[]`: one key for each distinct
 * stem and facet, ascending and without doubles, as intarray needs them.
 */
export function searchKeys(document: SearchDocument): string {
  const title = wordsOf(document.title).map(stem);
  const description = wordsOf(document.description).map(stem);
  const [inTitle, inDescription] = [countsOf(title), countsOf(description)];
  const keys = new Set(facetKeys(document));
  for (const term of new Set([...title, ...description])) {
    const level = levelOf(
      { count: inTitle.get(term) ?? 0, words: title.length },
      { count: inDescription.get(term) ?? 0, words: description.length },
    );
    keys.add(termNumber(term) | level);
  }
  return `{${Int32Array.from(keys).sort().join(",")}}`;
}

function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
