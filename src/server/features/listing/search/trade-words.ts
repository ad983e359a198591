import { categories } from "../../categories/index.ts";
import { wordsOf } from "./normalise.ts";
import type { KnownWord } from "./spelling.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { stemOf } from "./text-terms.ts";

/** A word of more categories' trades (`professeur`, `responsable`) says little of any. */
const MOST_CATEGORIES = 2;

const slugsByStem = new Map<string, Set<string>>();
const words = new Set<string>();
for (const { slug, trades } of categories) {
  for (const name of trades.flatMap(({ masculine, feminine }) => [masculine, feminine])) {
    for (const piece of name.split(/[^\p{L}]+/u)) {
      const [word] = wordsOf(piece);
      if (word === undefined || STOP_WORDS.has(word)) continue;
      words.add(word);
      const slugs = slugsByStem.get(stemOf(word)) ?? new Set();
      slugsByStem.set(stemOf(word), slugs.add(slug));
    }
  }
}

/** The words of the trades, which people type rightly or wrongly whether or not a mission has them. */
export const TRADE_WORDS: readonly KnownWord[] = Array.from(words, (word) => ({ word, cards: 0 }));

/** The terms of the index that every mission of the trade's categories has; none when the stem names no trade. */
export function categoryTermsOf(stem: string): string[] {
  const slugs = slugsByStem.get(stem);
  return slugs === undefined || slugs.size > MOST_CATEGORIES
    ? []
    : Array.from(slugs, (slug) => `=category ${slug}`);
}
