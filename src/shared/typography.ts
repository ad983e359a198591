const UNIT = "(?:km|m²|kg|h|min|s|j|Kio|Mio)(?!\\p{L})";
const FULL = new RegExp(` (?=[:»%€])|(?<=«) |(?<=\\d) (?=${UNIT})`, "gu");

/** No-break spaces where French typography wants them: narrow before ; ! ?, full before : and units, inside « ». */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[;!?])/g, "\u202f").replace(FULL, "\u00a0");
}

/**
 * A table of texts with its French ones spaced, so that they are written with the keyboard's own space: every text
 * below a key `fr`, also in what functions make of their parameters.
 */
export function typeset<Texts>(texts: Texts): Texts {
  return mapTexts(texts, (value, key) => (key === "fr" ? spaced(value) : undefined)) as Texts;
}

/** French texts, however deep they stand. */
export function spaced<Value>(value: Value): Value {
  return mapTexts(value, (text) => (typeof text === "string" ? frenchSpaces(text) : undefined)) as Value;
}

/** Replaces what `change` answers for; goes into lists, objects and the results of functions. */
function mapTexts(value: unknown, change: (value: unknown, key: string) => unknown, key = ""): unknown {
  const changed = change(value, key);
  if (changed !== undefined) return changed;
  if (typeof value === "function") {
    return (...parameters: unknown[]) => mapTexts(value(...parameters), change);
  }
  if (Array.isArray(value)) return value.map((part) => mapTexts(part, change));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, mapTexts(part, change, name)]),
  );
}
