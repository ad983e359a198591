import { createRandom } from "../../src/server/features/demo/random.ts";
import type { Grade } from "./judgements.ts";

const CONSIDERED = 10;

/**
 * Normalised discounted cumulative gain of the first ten, 0 to 1, with the gain 2^grade − 1. Source: C. Burges et al.,
 * "Learning to rank using gradient descent", ICML 2005; K. Järvelin and J. Kekäläinen, "Cumulated gain-based
 * evaluation of IR techniques", TOIS 20(4), 2002. `all` holds the grade of every mission there is; null where no
 * mission answers the query.
 */
export function ndcg(found: readonly Grade[], all: readonly Grade[]): number | null {
  const best = dcg(all.toSorted((one, other) => other - one));
  return best === 0 ? null : dcg(found) / best;
}

function dcg(grades: readonly Grade[]): number {
  return grades
    .slice(0, CONSIDERED)
    .reduce<number>((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
}

export function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/œ/g, "oe")
    .replace(/Œ/g, "Oe")
    .normalize("NFC");
}

const LETTERS = "aeilnorstu";

/**
 * The text with one typing error in one of its words of five letters or more, at any place of it: a letter left out,
 * put in, replaced or two swapped. The same for the same text and number; null where no word is long enough.
 */
export function withTypingError(text: string, number: number): string | null {
  const words = [...text.matchAll(/\p{L}{5,}/gu)].map((match) => ({ word: match[0], index: match.index }));
  const random = createRandom(20_261_122, 77, number);
  if (words.length === 0) return null;
  const { word, index } = random.pick(words);
  const at = random.int(0, word.length - 1);
  const [before, letter, after] = [word.slice(0, at), word[at] as string, word.slice(at + 1)];
  const other = random.pick([...LETTERS].filter((one) => one !== letter && one !== after[0]));
  const swapped = Math.min(at, word.length - 2);
  const wrong = random.pick([
    before + after,
    before + random.pick([letter, other]) + letter + after,
    before + other + after,
    word[swapped] === word[swapped + 1]
      ? before + after
      : word.slice(0, swapped) + word[swapped + 1] + word[swapped] + word.slice(swapped + 2),
  ]);
  return text.slice(0, index) + wrong + text.slice(index + word.length);
}
