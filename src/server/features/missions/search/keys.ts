/**
 * What the search index holds of a mission: a set of 32-bit integers, one for each distinct term and a few for
 * what filters ask. The upper 27 bits name the term, the lower 5 say how much the mission is about it.
 *
 * Terms are named by a hash, so that writing a mission needs no dictionary: of 300,000 words one in 450 shares
 * its number with another, and then finds a few strangers beside its own.
 */
export const LEVELS = 32;

/** FNV-1a over UTF-16 units, then the finaliser of MurmurHash3, so that the upper bits are as good as the lower. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A term's number: a signed 32-bit integer whose lower 5 bits are 0. */
export function termNumber(term: string): number {
  return hash32(term) & -LEVELS;
}

/** The keys of a term at every level from `lowest` to `highest`. */
export function keysOf(term: number, lowest = 0, highest = LEVELS - 1): number[] {
  return Array.from({ length: highest - lowest + 1 }, (_, step) => term | (lowest + step));
}

/**
 * BM25's usual constants (S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond", 2009), and how many words a title and a description commonly have. The lengths are frozen: a mission
 * keeps its levels however the others change.
 */
const K1 = 1.2;
const B = 0.75;
const COMMON_TITLE_WORDS = 7;
const COMMON_DESCRIPTION_WORDS = 100;
const TITLE_WEIGHT = 2;

function saturated(count: number, words: number, commonWords: number): number {
  return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * words) / commonWords));
}

/**
 * How much a mission is about a term, 0 to 31: twice the title's BM25 term frequency plus the description's, in
 * equal steps. What a rare word is worth more than a common one is no part of it; queries weigh that.
 */
export function levelOf(
  title: { count: number; words: number },
  description: { count: number; words: number },
): number {
  const impact =
    TITLE_WEIGHT * saturated(title.count, title.words, COMMON_TITLE_WORDS) +
    saturated(description.count, description.words, COMMON_DESCRIPTION_WORDS);
  return Math.min(LEVELS - 1, Math.floor((impact / ((TITLE_WEIGHT + 1) * (K1 + 1))) * LEVELS));
}
