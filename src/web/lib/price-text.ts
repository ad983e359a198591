/** What a written price comes to. `cents`: an integer from zero up, whatever bounds the API sets. */
export type PriceReading =
  | { readonly state: "empty" }
  | { readonly state: "read"; readonly cents: number }
  | { readonly state: "refused"; readonly why: PriceRefusal };
export type PriceRefusal = "unreadable" | "negative" | "otherCurrency";

/** What is longer is no price. */
const LONGEST = 60;

/**
 * Reads a price as people type and paste it, the same in every language: `249.50` and `249,50` are one sum.
 *
 * - "." or "," before the last one or two digits is the decimal sign.
 * - Groups of three digits may be set apart by points, commas, spaces or apostrophes, one kind throughout. Three
 *   digits behind a single "." or "," are thousands, for no price has three decimals: `1.250` is 1,250.
 * - The currency stands before the sum, behind it, or between units and cents (`249 € 50`).
 * - What fits none of this is refused, never guessed.
 */
export function readPrice(text: string, currency: string): PriceReading {
  if (text.length > LONGEST) return refused("unreadable");
  const written = plain(text);
  if (written === "") return { state: "empty" };
  const parts = partsOf(written, currency);
  if (parts.some(({ kind }) => kind === "f")) return refused("otherCurrency");
  const cents = centsOfParts(parts);
  if (cents === null) return refused("unreadable");
  const negative = parts.some(({ kind, text }) => kind === "s" && text === "-");
  return negative && cents > 0 ? refused("negative") : { state: "read", cents };
}

function refused(why: PriceRefusal): PriceReading {
  return { state: "refused", why };
}

const TAXES_INCLUDED = /(?<!\p{L})(?:ttc|toutes taxes comprises|taxes included|incl\.? vat)\.?$/iu;

/** One kind each of space, apostrophe and minus; a line break inside stays, and is refused. */
function plain(text: string): string {
  return text
    .replace(/\p{Cf}/gu, "")
    .replace(/[\p{Zs}\t]+/gu, " ")
    .replace(/[’ʼ‘′`´]/g, "'")
    .replace(/[−–—‒－]/g, "-")
    .trim()
    .replace(TAXES_INCLUDED, "")
    .trim()
    .replace(/^\((.+)\)$/, "-$1")
    .replace(/(?<=\d)[.,]-+(?!\d)/, "");
}

/** n: a number, c: the currency, f: a foreign one, s: a sign, x: anything else. */
interface Part {
  readonly kind: "n" | "c" | "f" | "s" | "x";
  readonly text: string;
}

const PART = /(?<n>[.,]?\d[\d.,' ]*)|(?<s>[-+]) ?|(?<word>[^\d.,' +()-][^\d+()\n-]*)|[\s\S]/gu;

function partsOf(written: string, currency: string): readonly Part[] {
  return [...written.matchAll(PART)].map(({ groups: { n, s, word } = {} }) => {
    if (n !== undefined) return { kind: "n", text: n.trim() };
    if (s !== undefined) return { kind: "s", text: s };
    return { kind: word === undefined ? "x" : kindOfWord(word.trim().toLowerCase(), currency), text: "" };
  });
}

function kindOfWord(word: string, currency: string): "c" | "f" | "x" {
  if (namesOf(currency).has(word)) return "c";
  return /\p{Sc}/u.test(word) || codes().has(word) ? "f" : "x";
}

let knownCodes: ReadonlySet<string> | undefined;

function codes(): ReadonlySet<string> {
  knownCodes ??= new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));
  return knownCodes;
}

const names = new Map<string, ReadonlySet<string>>();

/** `€`, `eur`, `euro`, `euros`: a currency as French and English call it. */
function namesOf(currency: string): ReadonlySet<string> {
  const known = names.get(currency);
  if (known !== undefined) return known;
  const found = ["fr-FR", "en-GB"].flatMap((language) =>
    (["code", "symbol", "narrowSymbol", "name"] as const).flatMap((currencyDisplay) =>
      [1, 2].map((value) =>
        new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay })
          .formatToParts(value)
          .flatMap(({ type, value }) => (type === "currency" ? [value.toLowerCase()] : []))
          .join(""),
      ),
    ),
  );
  const all = new Set(found);
  names.set(currency, all);
  return all;
}

function centsOfParts(parts: readonly Part[]): number | null {
  const shape = parts.map(({ kind }) => kind).join("");
  const [first = "", second] = parts.flatMap(({ kind, text }) => (kind === "n" ? [text] : []));
  if (/^s?ncn$/.test(shape)) {
    const whole = centsOf(first);
    const behind = /^\d\d$/.test(second ?? "") ? Number(second) : null;
    return whole === null || whole % 100 !== 0 || behind === null || /[.,]\d\d?$/.test(first)
      ? null
      : whole + behind;
  }
  return /^(?:s?c?n|cs?n|s?nc)$/.test(shape) ? centsOf(first) : null;
}

/** Digits and their separators alone. */
function centsOf(number: string): number | null {
  const [, whole = "", decimals = ""] = /^(.*?)(?:[.,](\d{0,2}))?$/.exec(number) ?? [];
  const units = unitsOf(whole === "" && decimals !== "" ? "0" : whole);
  return units === null ? null : units * 100 + Number(decimals.padEnd(2, "0"));
}

function unitsOf(whole: string): number | null {
  const grouped = /^[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*$/.test(whole);
  const digits = whole.replace(/\D/g, "");
  return (grouped || /^\d+$/.test(whole)) && digits.length <= 12 ? Number(digits) : null;
}
