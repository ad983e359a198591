import type { Locale } from "../i18n/locale.ts";
import { reading } from "../i18n/reading.ts";
import { checkPrice } from "./price-check.ts";
import type { SearchQuery } from "./search-query.ts";

/** A bound of the budget, as it is asked of the API and as its field shows it again. */
export interface BudgetBound {
  /** Undefined: no bound, or none that could be read. */
  readonly cents: number | undefined;
  /** A sum in plain digits, else what was written. */
  readonly text: string;
  readonly problem: string | undefined;
}

export interface BudgetFilter {
  readonly min: BudgetBound;
  readonly max: BudgetBound;
}

/** The budget that an address asks for. What is wrong with it is said at its field and not asked of the API. */
export function budgetFilter(
  query: Pick<SearchQuery, "min" | "max">,
  currency: string,
  locale: Locale,
): BudgetFilter {
  const bound = (text: string): BudgetBound => {
    const { cents, refusal } = checkPrice(text, currency, locale, { min: 0 });
    return {
      cents: cents ?? undefined,
      text: cents === null ? text : plainSum(cents, locale),
      problem: refusal ?? undefined,
    };
  };
  const [min, max] = [bound(query.min), bound(query.max)];
  if (min.cents === undefined || max.cents === undefined || min.cents <= max.cents) return { min, max };
  const problem = reading[locale].budgetRange;
  return { min: { ...min, cents: undefined, problem }, max: { ...max, cents: undefined } };
}

/** `1250` or `1250,50`: short in a field and in the address that its form makes. */
function plainSum(cents: number, locale: Locale): string {
  const sum = cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
  return locale === "fr" ? sum.replace(".", ",") : sum;
}
