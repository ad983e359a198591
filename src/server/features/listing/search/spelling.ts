import { termNumber } from "./keys.ts";
import { stemOf } from "./text-terms.ts";

/** Shorter words are too alike to tell which was meant; longer ones are hardly words. */
const SHORTEST_TYPED = 4;
const SHORTEST_MEANT = 5;
const LONGEST = 30;

/** A word that is written in missions. */
export interface KnownWord {
  /** Folded. */
  readonly word: string;
  /** How many missions have it in any form; an estimate. */
  readonly cards: number;
}

/** A word as typed, folded, and what is thought to have been meant; as people write it, where they are told. */
export interface Correction {
  readonly typed: string;
  readonly meant: string;
  /** Whether people should be told; otherwise it is only searched for. */
  readonly sure: boolean;
}

/** Whether a typing error may be looked for: letters alone, not too few; never a number. */
export function mayBeMisspelt(word: string): boolean {
  return word.length >= SHORTEST_TYPED && word.length <= LONGEST && /^[a-z]+$/.test(word);
}

export function mayBeMeant(word: string): boolean {
  return mayBeMisspelt(word) && word.length >= SHORTEST_MEANT;
}

/**
 * Hashes of a word and its stem, and of both without each of their letters. Source of the idea: T. Bocek, E. Hunt,
 * B. Stiller, "Fast similarity search in large dictionaries", University of Zurich, 2007: of two words one error
 * apart a letter left out of either or both makes the same. The stem is for a form that nobody has written yet.
 */
export function deletionsOf(word: string): number[] {
  const hashes = new Set<number>();
  for (const form of [word, stemOf(word)]) {
    hashes.add(termNumber(`~${form}`));
    for (let at = 0; at < form.length; at++) {
      hashes.add(termNumber(`~${form.slice(0, at)}${form.slice(at + 1)}`));
    }
  }
  return [...hashes];
}

/** Whether one letter put in, left out, replaced, or swapped with its neighbour makes the one of the other. */
export function isOneErrorApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}

/** Stems are shorter than words, and too alike when they have fewer letters. */
const SHORTEST_STEM = 6;

function isNear(typed: string, word: string): boolean {
  if (isOneErrorApart(typed, word)) return true;
  const [one, other] = [stemOf(typed), stemOf(word)];
  return one.length >= SHORTEST_STEM && other.length >= SHORTEST_STEM && isOneErrorApart(one, other);
}

/** What may have been meant, the likeliest first: few mistake a first letter, and many write common words. */
export function likeliest(typed: string, known: readonly KnownWord[], most: number): KnownWord[] {
  return known
    .filter(({ word }) => mayBeMeant(word) && isNear(typed, word))
    .toSorted((one, other) => likelihood(typed, other) - likelihood(typed, one))
    .slice(0, most);
}

/** So many words at most make a query whose one unknown word is taken for an error whatever it is like. */
const FEW_WORDS = 2;
/** In a longer query a word that no mission has is more often just that. */
export const SEVERAL_WORDS = 5;

/**
 * Whether a person should be told what was meant, not only searched for it: the more other words there are, the less
 * likely an unknown one is wrong. In a question an ending is as often another form (`gèle`, `gelée`), and another first
 * letter another word (`maison`, `raison`).
 */
export function isSurelyMeant(typed: string, meant: string, wordsAskedFor: number): boolean {
  if (!isOneErrorApart(typed, meant)) return false;
  if (wordsAskedFor <= FEW_WORDS) return true;
  const ending = Math.min(typed.length, meant.length) - 1;
  return (
    wordsAskedFor <= SEVERAL_WORDS &&
    typed[0] === meant[0] &&
    typed.slice(0, ending) !== meant.slice(0, ending)
  );
}

/** A first letter that differs weighs as much as a word a hundred times rarer, stems alone near ten times. */
function likelihood(typed: string, { word, cards }: KnownWord): number {
  const nearer = isOneErrorApart(typed, word) ? 0 : Math.log(10);
  return Math.log(1 + cards) - nearer - (typed[0] === word[0] ? 0 : Math.log(100));
}
