import { count, plural, price } from "../../../shared/format.ts";
import type { Language } from "./problem-texts.ts";

export type SentenceValues = Readonly<Record<string, string | number>>;

/** Who reads, and in which currency sums are. */
export interface Reader {
  readonly language: Language;
  readonly currency: string;
}

/**
 * A text with its blanks filled: `{name}` as it is, `{name|day|days}` a number with its noun, `{name:price}` cents as
 * a price. A blank without a value stays empty.
 */
export function sentence(text: string, values: SentenceValues, { language, currency }: Reader): string {
  return text.replace(/\{(\w+)(?::(price)|\|([^|}]+)\|([^|}]+))?\}/g, (_, name, asPrice, one, other) => {
    const value = values[name];
    if (value === undefined) return "";
    if (asPrice !== undefined) return price(Number(value), currency, language);
    if (one === undefined) return String(value);
    return `${count(Number(value), language)} ${plural(Number(value), language, { one, other })}`;
  });
}
