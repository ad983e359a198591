import { wordsOf } from "./normalise.ts";
import { stem } from "./stem.ts";

/** Stems of words seen lately: most words of a text are among a few thousand. Emptied when full. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

export function stemOf(word: string): string {
  let found = known.get(word);
  if (found === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    found = stem(word);
    known.set(word, found);
  }
  return found;
}

/** A text's stems in order, stop words included, as documents are indexed. */
export function termsOf(text: string): string[] {
  return wordsOf(text).map(stemOf);
}
