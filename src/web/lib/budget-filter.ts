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
}

export interface BudgetFilter {
  readonly min: BudgetBound;
  readonly max: BudgetBound;
  /** What is wrong, by the field's name. */
  readonly problems: Readonly<Record<string, string>>;
}

/** The budget that an address asks for. What is wrong with it is said, and not asked of the API. */
export function budgetFilter(
  query: Pick<SearchQuery, "min" | "max">,
  currency: string,
  locale: Locale,
): BudgetFilter {
  const problems: Record<string, string> = {};
  const bound = (name: "min" | "max"): BudgetBound => {
    const { cents, refusal } = checkPrice(query[name], currency, locale, { min: 0 });
    if (refusal !== null) problems[name] = refusal;
    return { cents: cents ?? undefined, text: cents === null ? query[name] : plainSum(cents, locale) };
  };
  const [min, max] = [bound("min"), bound("max")];
  if (min.cents === undefined || max.cents === undefined || min.cents <= max.cents) {
    return { min, max, problems };
  }
  problems.min = reading[locale].budgetRange;
  return { min: { ...min, cents: undefined }, max: { ...max, cents: undefined }, problems };
}

/** `1250` or `1250,50`: short in a field and in the address that its form makes. */
function plainSum(cents: number, locale: Locale): string {
  const sum = cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
  return locale === "fr" ? sum.replace(".", ",") : sum;
}
