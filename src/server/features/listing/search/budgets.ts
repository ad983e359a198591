import { MOST_COMMON_TERMS } from "./plan.ts";

/**
 * About how many cards each scan of a tier adds; the last where filters leave fewer than thought. One word's best cards
 * are the best by that word, so that few are enough; of several words the best are looked for among more.
 */
const BUDGETS_OF_ONE = [60, 300, 1_500, 4_000];
const BUDGETS = [100, 400, 1_500, 4_000];
/** Of few cards more can be looked at in the same time, so that nearly all that hold a word are. */
const FEW = { cards: 50_000, budgets: [300, 800, 1_500, 4_000] };
/** How many tiers a walk may have. */
export const MOST_TIERS = BUDGETS.length;

/** Cards for each scan of a tier: of the best all that it has, of later tiers each term its part. */
export function budgetOf(tier: number, terms: number, cards: number): number {
  const budgets = cards <= FEW.cards ? FEW.budgets : terms === 1 ? BUDGETS_OF_ONE : BUDGETS;
  const budget = budgets[tier] ?? 0;
  return tier === 0 ? budget : Math.ceil(budget / Math.min(terms, MOST_COMMON_TERMS));
}
