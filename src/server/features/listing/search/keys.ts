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
 * Beyond", 2009), and how many words a title and a description commonly have. For levels the lengths are frozen: a
 * mission keeps its levels however the others change. The best results are scored anew with the lengths of the day.
 */
const K1 = 1.2;
const B = 0.75;
export const COMMON_TITLE_WORDS = 7;
export const COMMON_DESCRIPTION_WORDS = 100;
export const TITLE_WEIGHT = 2;

/** How often a term stands in a text of so many words. */
export interface Occurrence {
  readonly count: number;
  readonly words: number;
}

/** BM25's term frequency, 0 to 2.2: it grows with the count, ever slower, and less in long texts. */
export function saturated({ count, words }: Occurrence, commonWords: number): number {
  return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * words) / commonWords));
}

/** Half of the levels for terms of the description alone, the upper half for those of the title. */
const TITLE_LEVELS = LEVELS / 2;
/** The impacts that the two halves span; what lies outside takes the nearest level. */
const DESCRIPTION_SPAN = [0.2, K1 + 1] as const;
const TITLE_SPAN = [0.6, (TITLE_WEIGHT + 1) * (K1 + 1)] as const;

/**
 * How much a mission is about a term, 0 to 31: twice the title's BM25 term frequency plus the description's, in
 * steps of equal ratio (some 16 %). What a rare word is worth more than a common one is no part of it; queries weigh
 * that.
 */
export function levelOf(title: Occurrence, description: Occurrence): number {
  const impact =
    TITLE_WEIGHT * saturated(title, COMMON_TITLE_WORDS) + saturated(description, COMMON_DESCRIPTION_WORDS);
  const [lowest, highest] = title.count > 0 ? TITLE_SPAN : DESCRIPTION_SPAN;
  const step = Math.floor((Math.log(impact / lowest) / Math.log(highest / lowest)) * TITLE_LEVELS);
  return Math.min(Math.max(step, 0), TITLE_LEVELS - 1) + (title.count > 0 ? TITLE_LEVELS : 0);
}

/** What a term of each level adds, in hundredths: the geometric middle of the level's impacts. */
export const IMPACTS: readonly number[] = [DESCRIPTION_SPAN, TITLE_SPAN].flatMap(([lowest, highest]) =>
  Array.from({ length: TITLE_LEVELS }, (_, step) =>
    Math.round(100 * lowest * (highest / lowest) ** ((step + 0.5) / TITLE_LEVELS)),
  ),
);

/** The level at which a mission's town stands for its name: below most words of a title. */
export const PLACE_LEVEL = levelOf({ count: 1, words: 12 }, { count: 0, words: 0 });
