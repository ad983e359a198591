import type { Locale } from "./locale.ts";

export type Dictionary<Texts> = Readonly<Record<Locale, Texts>>;

/**
 * Both languages of one area, with the same keys. French gets its no-break spaces here, so that
 * the texts can be written with the keyboard's own space.
 */
export function dictionary<Texts extends object>(fr: Texts, en: NoInfer<Texts>): Dictionary<Texts> {
  return { fr: spaced(fr), en };
}

/** No-break spaces where French typography wants them: narrow before ; ! ?, full before : and inside « ». */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[;!?])/g, "\u202f").replace(/ (?=[:»%€])|(?<=«) /g, "\u00a0");
}

function spaced<Value>(value: Value): Value {
  if (typeof value === "string") return frenchSpaces(value) as Value;
  if (typeof value === "function") {
    return ((...parameters: unknown[]) => spaced(value(...parameters))) as Value;
  }
  if (Array.isArray(value)) return value.map(spaced) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, spaced(part)])) as Value;
}
