import type { Locale } from "../i18n/locale.ts";
import { prices } from "../i18n/prices.ts";
import { price } from "./format.ts";
import { readPrice } from "./price-text.ts";

export interface PriceRules {
  readonly required?: boolean;
  /** In cents. */
  readonly min?: number;
  readonly max?: number;
}

/** A price as it would be sent: integer cents, or null where nothing was written. `refusal`: why it is not sent. */
export type CheckedPrice =
  | { readonly cents: number | null; readonly refusal: null }
  | { readonly cents: null; readonly refusal: string };

/** The bounds that the API sets to a price and to a budget, in cents. */
const LOWEST = 100;
const HIGHEST = 100_000_000;

/** A written price against its rules, the refusal as a sentence in the page's language. */
export function checkPrice(
  text: string,
  currency: string,
  locale: Locale,
  rules: PriceRules = {},
): CheckedPrice {
  const { required = false, min = LOWEST, max = HIGHEST } = rules;
  const texts = prices[locale];
  const refused = (refusal: string) => ({ cents: null, refusal });
  const reading = readPrice(text, currency);
  if (reading.state === "empty") return required ? refused(texts.missing) : { cents: null, refusal: null };
  if (reading.state === "refused") {
    return refused(reading.why === "otherCurrency" ? texts.otherCurrency(currency) : texts[reading.why]);
  }
  const { cents } = reading;
  if (cents < min) return refused(texts.low(price(min, currency, locale)));
  if (cents > max) return refused(texts.high(price(max, currency, locale)));
  return { cents, refusal: null };
}

/** Cents as a text field first shows them: read back as the same sum, empty when there are none. */
export function priceText(cents: number | null, currency: string, locale: Locale): string {
  return cents === null ? "" : price(cents, currency, locale);
}
