import { placeTerm, placeWords } from "./document-keys.ts";
import { IMPACTS, type Occurrence, PLACE_LEVEL, saturated, TITLE_WEIGHT } from "./keys.ts";
import type { SearchCounts } from "./plan.ts";
import type { QueryTerm } from "./query.ts";
import { termsOf } from "./text-terms.ts";

/** What the exact score reads of a mission. */
export interface RankedText {
  readonly missionId: string;
  readonly title: string;
  readonly description: string;
  readonly placeName: string | null;
  readonly postalCode: string | null;
}

/** By how much a title that says all that was asked for raises a mission. */
const SHARE = 0.3;
/** By how much having every word that was asked for raises a mission, each word counting what it tells. */
export const COVERAGE = 1.5;
/** What two words are worth besides when they stand together as in the query, in parts of the lesser of them. */
const PAIR = 0.4;
/** So many words on, the second of a pair still belongs to the first: `salle de bains`. */
const PAIR_REACH = 2;

/**
 * The exact order of the best few: BM25 of title and description apart, added (2 × title + description), with the
 * lengths of the day; more for words that stand together as asked for, for what the title says of the query, and for
 * having all of it rather than one word of it often; of equals the newer first. Weights by field, idf's power and the title's share were found on other judged French texts;
 * the pair's worth is a guess that docs/search.md measures.
 */
export function rerank<Text extends RankedText>(
  texts: readonly Text[],
  terms: readonly QueryTerm[],
  { weighed, lengths }: Pick<SearchCounts, "weighed" | "lengths">,
): Text[] {
  const groups = new Map<string, { at: number; weight: number }[]>();
  for (const [at, alternatives] of weighed.entries()) {
    for (const { term, weight } of alternatives) {
      const known = groups.get(term);
      if (known === undefined) groups.set(term, [{ at, weight }]);
      else known.push({ at, weight });
    }
  }
  const whole = weighed.reduce((sum, [own]) => sum + (own?.weight ?? 0), 0);
  return texts
    .map((text) => ({ text, score: scoreOf(text) }))
    .sort((one, other) => other.score - one.score || (one.text.missionId < other.text.missionId ? 1 : -1))
    .map(({ text }) => text);

  function scoreOf(text: RankedText): number {
    const title = placesOf(termsOf(text.title));
    const description = placesOf(termsOf(text.description));
    const best = weighed.map(() => 0);
    let inTitle = 0;
    const raise = (at: number, score: number) => {
      best[at] = Math.max(best[at] ?? 0, score);
    };
    for (const [at, alternatives] of weighed.entries()) {
      let said = 0;
      for (const { term, weight } of alternatives) {
        const [ofTitle, ofDescription] = [title.occurrence(term), description.occurrence(term)];
        raise(
          at,
          weight *
            (TITLE_WEIGHT * saturated(ofTitle, lengths.title) +
              saturated(ofDescription, lengths.description)),
        );
        if (ofTitle.count > 0) said = Math.max(said, weight);
      }
      inTitle += said;
    }
    for (const word of placeWords(text)) {
      for (const { at, weight } of groups.get(placeTerm(word)) ?? []) {
        raise(at, (weight * (IMPACTS[PLACE_LEVEL] ?? 0)) / 100);
      }
    }
    const together = terms.reduce(
      (sum, { follows }, at) => (follows ? sum + pairScore(at - 1, at, title, description) : sum),
      0,
    );
    const sum = best.reduce((total, score) => total + score, 0) + together;
    const covered = weighed.reduce(
      (total, [own], at) => total + (best[at] === 0 ? 0 : (own?.weight ?? 0)),
      0,
    );
    const part = (weight: number) => Math.min(1, weight / Math.max(whole, 1));
    return sum * (1 + SHARE * part(inTitle)) * (1 + COVERAGE * part(covered));
  }

  function pairScore(one: number, other: number, title: Places, description: Places): number {
    const [first, second] = [weighed[one] ?? [], weighed[other] ?? []];
    const worth = PAIR * Math.min(first[0]?.weight ?? 0, second[0]?.weight ?? 0);
    const meets = (places: Places) => first.some((a) => second.some((b) => places.together(a.term, b.term)));
    return worth * ((meets(title) ? TITLE_WEIGHT : 0) + (meets(description) ? 1 : 0));
  }
}

interface Places {
  occurrence(term: string): Occurrence;
  together(first: string, second: string): boolean;
}

function placesOf(terms: readonly string[]): Places {
  const places = new Map<string, number[]>();
  for (const [place, term] of terms.entries()) {
    const known = places.get(term);
    if (known === undefined) places.set(term, [place]);
    else known.push(place);
  }
  return {
    occurrence: (term) => ({ count: places.get(term)?.length ?? 0, words: terms.length }),
    together: (first, second) =>
      (places.get(first) ?? []).some((from) =>
        (places.get(second) ?? []).some((to) => to > from && to - from <= PAIR_REACH),
      ),
  };
}

/** Whether the stems of a phrase stand in a text one behind the other. */
export function holdsPhrase(terms: readonly string[], phrase: readonly string[]): boolean {
  for (let at = 0; at + phrase.length <= terms.length; at++) {
    if (phrase.every((stem, place) => terms[at + place] === stem)) return true;
  }
  return false;
}
