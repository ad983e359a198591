/**
 * How the name of a commune and what someone types meet: both are folded to the same plain words.
 * Every function here is pure; the loader stores what they give, the search asks with what they give.
 */

/** To be raised whenever a name or a commune gets other keys or words, so that databases are filled anew. */
export const KEYS_VERSION = 1;

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ["st", "saint"],
  ["ste", "sainte"],
  ["sts", "saints"],
  ["stes", "saintes"],
]);
const LEADING_ARTICLE = /^(?:le|la|les|l) (?=.)/;
/** "d'Or", "l’Isle": an elided word, whichever apostrophe was used. */
const ELISION = /\b([dl])['’ʼ]\s*(\p{L}+)/giu;
/** "15e", "1er", "3eme": the number of an arrondissement as people write it, folded. */
const ORDINAL = /^(\d{1,2})(?:er|ere|e|eme)$/;
/** The three communes that the post divides by arrondissement (75001 to 75020, 75116, 69001, 13001 …). */
const COMMUNES_WITH_ARRONDISSEMENTS: ReadonlySet<string> = new Set(["75056", "69123", "13055"]);

/** Lower case without accents or ligatures; ASCII, the half of all names, takes the short way. */
function folded(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");
}

function foldedWords(text: string): string[] {
  const words = folded(text).match(/[a-z]+|\d+[a-z]*/g) ?? [];
  return words.map((word) => ABBREVIATIONS.get(word) ?? word);
}

/**
 * The plain words of a name, one space between: lower case, without accents, hyphens and apostrophes
 * as spaces, `st` and `ste` in full. "St-Étienne" and "saint etienne" give the same key, and a key
 * is its own key.
 */
export function placeKey(text: string): string {
  return foldedWords(text).join(" ");
}

/** The key without its first article: "le havre" is also found, and ranked, as "havre". */
export function withoutArticle(key: string): string {
  return key.replace(LEADING_ARTICLE, "");
}

/** The number of the arrondissement that a postal code stands for; null for any other commune or code. */
export function arrondissementOf(inseeCode: string, postalCode: string): number | null {
  return COMMUNES_WITH_ARRONDISSEMENTS.has(inseeCode) ? Number(postalCode.slice(-2)) : null;
}

/**
 * Everything a word of a query may begin: the name's words, elided ones also glued ("lisle"), postal
 * codes, numbers of arrondissements.
 */
export function searchWords(place: {
  readonly inseeCode: string;
  readonly name: string;
  readonly postalCodes: readonly string[];
}): string[] {
  const elided = /['’ʼ]/.test(place.name) ? [...place.name.matchAll(ELISION)] : [];
  const glued = elided.map(([, article, word]) => placeKey(`${article}${word}`));
  const arrondissements = place.postalCodes.flatMap((code) => arrondissementOf(place.inseeCode, code) ?? []);
  return [
    ...new Set([...foldedWords(place.name), ...glued, ...place.postalCodes, ...arrondissements.map(String)]),
  ];
}

/** What was typed, taken apart. Both lists are empty when it holds neither a letter nor a digit. */
export interface PlaceSearch {
  /** The words as a key, "saint etienne"; empty when only numbers were typed. */
  readonly name: string;
  /** Beginnings of postal codes, or numbers of an arrondissement: "69003", "93", "15". */
  readonly numbers: readonly string[];
}

/** More words than any commune's name has; what follows is not read. */
const MAX_WORDS = 12;
/** Part of an address, never of a name. */
const ADDRESS_WORDS: ReadonlySet<string> = new Set(["cedex", "arrondissement"]);

export function parsePlaceSearch(text: string): PlaceSearch {
  const words = foldedWords(text)
    .filter((word) => !ADDRESS_WORDS.has(word))
    .slice(0, MAX_WORDS)
    .map((word) => ORDINAL.exec(word)?.[1] ?? word);
  return {
    name: words.filter((word) => !/^\d/.test(word)).join(" "),
    numbers: words.filter((word) => /^\d/.test(word)).map((word) => word.replace(/\D.*$/, "").slice(0, 5)),
  };
}

/**
 * The postal code to show: the one that the numbers of the query speak of ("69003", "Paris 15"), else
 * the commune's main one.
 */
export function shownPostalCode(
  place: { readonly inseeCode: string; readonly postalCodes: readonly [string, ...string[]] },
  numbers: readonly string[],
): string {
  const spokenOf = (code: string) =>
    numbers.some(
      (number) => code.startsWith(number) || arrondissementOf(place.inseeCode, code) === Number(number),
    );
  return place.postalCodes.find(spokenOf) ?? place.postalCodes[0];
}
