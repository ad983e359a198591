import { LEVELS } from "./keys.ts";

/** How many cards hold a term, in all and at each level. */
export interface TermCount {
  readonly cards: number;
  readonly byLevel: readonly number[];
}

/** What is known of the index before a search; estimates, some minutes old. */
export interface Counts {
  readonly cards: number;
  /** In the query's order. */
  readonly terms: readonly (TermCount | undefined)[];
  /** For each filter the share of all cards that passes it, 0 to 1. */
  readonly facets: readonly number[];
  /** Cards published on each of the latest days, the latest first. */
  readonly days: readonly number[];
}

/** A number of the index and what holding it adds. */
export interface WeighedNumber {
  readonly number: number;
  readonly term: string;
  /** In hundredths. */
  readonly weight: number;
}

export interface SearchCounts {
  /** The day of today, as the counts of days begin with it; by the program's clock. */
  readonly today: number;
  readonly counts: Counts;
  /** Of each term the alternatives that some mission may have. */
  readonly weighed: readonly (readonly WeighedNumber[])[];
  /** How many words a title and a description commonly have. */
  readonly lengths: { readonly title: number; readonly description: number };
}

/**
 * One walk of the index: cards that hold every one of these terms (by their place in the query), each at its
 * level or above, and that were published within so many of the latest days, or ever.
 */
export interface Scan {
  readonly terms: readonly (readonly [term: number, lowestLevel: number])[];
  readonly days: number | null;
}

export interface ScanPlan {
  readonly scans: readonly Scan[];
  /** Whether every card with any of the terms is looked at. */
  readonly complete: boolean;
}

/** Words of one subject stand together more often than chance has it. */
const KINSHIP = 2;
export const MOST_COMMON_TERMS = 3;
/** Of a scan's budget: where the best levels fill so much, the latest of the next level are not looked for. */
const FILLED = 0.5;

/**
 * The best cards, so that the work stays the same however common the words are (after V. N. Anh and A. Moffat,
 * "Pruned query evaluation using pre-computed impacts", SIGIR 2006): of a rare word all its cards, of common ones
 * those that are most about them and those that hold two or three together, of a single one also the latest; of each
 * about as many as `budget` says.
 */
export function planBest(counts: Counts, budget: number): ScanPlan {
  const { common, scans, filled } = eachTerm(counts, budget);
  const rest =
    common.length > 1 ? together(counts, common, budget) : latestOf(counts, common, filled, budget);
  return { scans: [...scans, ...rest], complete: common.length === 0 };
}

/** What it takes to walk on behind the best: the same without the words together. */
export function planMore(counts: Counts, budget: number): ScanPlan {
  const { common, scans, filled } = eachTerm(counts, budget);
  return { scans: [...scans, ...latestOf(counts, common, filled, budget)], complete: common.length === 0 };
}

/**
 * The best cards that hold all of these terms, about as many as `budget` says; every one of them where that is enough.
 * Of more than three terms the rarest are looked up.
 */
export function planTogether(counts: Counts, group: readonly number[], budget: number): ScanPlan {
  const cardsOf = (term: number) => counts.terms[term]?.cards ?? 0;
  const rarest = group.toSorted((one, other) => cardsOf(one) - cardsOf(other)).slice(0, MOST_COMMON_TERMS);
  const level = lowestCommonLevel(counts, rarest, budget);
  return {
    scans: [{ terms: rarest.map((term) => [term, Math.min(level, LEVELS - 1)] as const), days: null }],
    complete: level === 0,
  };
}

/** Of the rarest of the common terms the latest cards, where its best are few. */
function latestOf(counts: Counts, [rarest]: readonly number[], filled: boolean, budget: number): Scan[] {
  return rarest === undefined || filled ? [] : [latest(counts, rarest, budget)];
}

/**
 * The scans of single terms, the rarest of the terms that these do not cover, rarest first, and whether the scan of the
 * rarest is thought to come near its budget.
 */
function eachTerm(counts: Counts, budget: number): { scans: Scan[]; common: number[]; filled: boolean } {
  const cardsOf = (term: number) => counts.terms[term]?.cards ?? 0;
  const order = counts.terms.map((_, term) => term).sort((one, other) => cardsOf(one) - cardsOf(other));
  const scans: Scan[] = [];
  const common: number[] = [];
  let best = 0;
  for (const term of order) {
    const lowest = lowestLevel(counts, term, [], budget);
    if (lowest > 0 && common.length === MOST_COMMON_TERMS) continue;
    if (lowest > 0) common.push(term);
    if (term === common[0]) best = cardsAbove(counts, term, lowest);
    scans.push({ terms: [[term, lowest]], days: null });
  }
  return { scans, common, filled: best >= budget * FILLED };
}

/** How many cards a conjunction is thought to leave of those that its leading term has at one level. */
function shareLeft(counts: Counts, others: readonly number[]): number {
  const filtered = counts.facets.reduce((share, facet) => share * facet, 1);
  return others.reduce(
    (share, term) => share * Math.min(1, ((counts.terms[term]?.cards ?? 0) * KINSHIP) / counts.cards),
    filtered,
  );
}

/** The lowest level down to which a term, together with others, is thought to give no more cards than `budget`. */
function lowestLevel(counts: Counts, term: number, others: readonly number[], budget: number): number {
  const byLevel = counts.terms[term]?.byLevel ?? [];
  const share = shareLeft(counts, others);
  let cards = 0;
  for (let level = LEVELS - 1; level >= 0; level--) {
    cards += (byLevel[level] ?? 0) * share;
    if (cards > budget) return Math.min(level + 1, LEVELS - 1);
  }
  return 0;
}

/** To read so many cards costs less than to look for the latest of them: a scan that takes the next level whole. */
export function mostOf(budget: number): number {
  return Math.max(budget, Math.min(8 * budget, 3_000));
}

/** How many cards a term is thought to have at a level and above, filters kept. */
function cardsAbove(counts: Counts, term: number, level: number): number {
  const byLevel = counts.terms[term]?.byLevel ?? [];
  return byLevel.slice(level).reduce((sum, count) => sum + count, 0) * shareLeft(counts, []);
}

/** The next level of a common term, as far back as it takes to have enough. */
function latest(counts: Counts, term: number, enough: number): Scan {
  const level = Math.max(lowestLevel(counts, term, [], enough) - 1, 0);
  const cards = cardsAbove(counts, term, level);
  if (cards <= mostOf(enough)) return { terms: [[term, level]], days: null };
  let seen = 0;
  for (const [day, count] of counts.days.entries()) {
    seen += (count / counts.cards) * cards;
    if (seen >= enough) return { terms: [[term, level]], days: day + 1 };
  }
  return { terms: [[term, level]], days: null };
}

/**
 * Common terms together, two at a time and all three: each at the level down to which they are not too many, and,
 * where that leaves cards out, either at its higher levels with the other at any, if one of them is the rarest.
 */
function together(counts: Counts, common: readonly number[], budget: number): Scan[] {
  const pairs = common.flatMap((one, place) => common.slice(place + 1).map((other) => [one, other]));
  const groups = common.length > 2 ? [...pairs, [...common]] : pairs;
  return groups.flatMap((group) => {
    const level = lowestCommonLevel(counts, group, budget);
    const balanced = { terms: group.map((term) => [term, level] as const), days: null };
    if (level === 0 || group.length > 2 || !group.includes(common[0] ?? -1)) return [balanced];
    const led = group.map((lead) => ledBy(lead, group));
    const covered = led.some(({ terms: [lead] }) => lead !== undefined && lead[1] <= level);
    return covered ? led : [balanced, ...led];
  });

  function ledBy(lead: number, group: readonly number[]): Scan {
    const others = group.filter((term) => term !== lead);
    const level = lowestLevel(counts, lead, others, budget);
    return { terms: [[lead, level], ...others.map((term) => [term, 0] as const)], days: null };
  }
}

/** The lowest level at which, or above which, all of a group are thought to stand on no more cards than `budget`. */
function lowestCommonLevel(counts: Counts, group: readonly number[], budget: number): number {
  const share = shareLeft(counts, []);
  const above = group.map(() => 0);
  for (let level = LEVELS - 1; level >= 0; level--) {
    for (const [place, term] of group.entries()) {
      above[place] = (above[place] ?? 0) + (counts.terms[term]?.byLevel[level] ?? 0);
    }
    const together = above.reduce(
      (cards, of) => cards * Math.min(1, (of * KINSHIP) / counts.cards),
      counts.cards,
    );
    if ((together / KINSHIP) * share > budget) return level + 1;
  }
  return 0;
}
