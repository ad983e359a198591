import { type Facets, facetKeys } from "./facets.ts";
import { levelOf, PLACE_LEVEL, termNumber } from "./keys.ts";
import { wordsOf } from "./normalise.ts";
import { termsOf } from "./text-terms.ts";

/**
 * Which form of the card this program writes. To be raised when a card of the same record would be another: a field more
 * in its JSON, a column, other words, stems or levels. A job then makes the cards of an older form again from the record
 * (`rebuild-cards.ts`), while all go on being shown and found. It stands among the keys, which every program that writes
 * a card writes with it: a card that an older one has written meanwhile does not pass for a new one.
 */
export const CARD_VERSION = 3;
export const CARD_KEY = termNumber(`=analysis ${CARD_VERSION}`);

/** What people may look a mission up by: its words, its town, and what the filters ask. */
export interface SearchDocument extends Facets {
  readonly title: string;
  readonly description: string;
  readonly placeName?: string | null;
  readonly postalCode?: string | null;
}

/**
 * A word of a town's name, apart from the words of texts: a plumber is not found in Plombières. No stem, for names
 * have neither number nor gender.
 */
export function placeTerm(word: string): string {
  return `@${word}`;
}

/**
 * The value of `mission_cards.search_keys` as text, to be bound and cast to `integer[]`: one key for each distinct
 * stem, word of the town and facet, ascending and without doubles, as intarray needs them.
 */
export function searchKeys(document: SearchDocument): string {
  const title = termsOf(document.title);
  const description = termsOf(document.description);
  const [inTitle, inDescription] = [countsOf(title), countsOf(description)];
  const keys = new Set(facetKeys(document)).add(CARD_KEY);
  for (const term of new Set([...title, ...description])) {
    const level = levelOf(
      { count: inTitle.get(term) ?? 0, words: title.length },
      { count: inDescription.get(term) ?? 0, words: description.length },
    );
    keys.add(termNumber(term) | level);
  }
  for (const word of placeWords(document)) keys.add(termNumber(placeTerm(word)) | PLACE_LEVEL);
  return `{${Int32Array.from(keys).sort().join(",")}}`;
}

/** The words by which a mission's town is known, and its postal code. */
export function placeWords({
  placeName,
  postalCode,
}: Pick<SearchDocument, "placeName" | "postalCode">): string[] {
  return wordsOf(`${placeName ?? ""} ${postalCode ?? ""}`);
}

export function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
