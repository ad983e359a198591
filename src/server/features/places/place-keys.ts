/**
 * How the name of a commune and what someone types meet: both are folded to the same plain words.
 * Every function here is pure; the loader stores what they give, the search asks with what they give.
 */

/** To be raised whenever a name or a commune gets other keys or words, so that databases are filled anew. */
export const KEYS_VERSION = 2;

/** `lès` and `lez` are one word in two spellings. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ["st", "saint"],
  ["ste", "sainte"],
  ["sts", "saints"],
  ["stes", "saintes"],
  ["ss", "sous"],
  ["lez", "les"],
]);
const LEADING_ARTICLE = /^(?:le|la|les|l) (?=.)/;
/** "d'Or", "l’Isle": an elided word, whichever apostrophe was used. */
const ELISION = /\b([dl])['’ʼ]\s*(\p{L}+)/giu;
/** "15e", "1er", "3eme": the number of an arrondissement as people write it, folded. */
const ORDINAL = /^(\d{1,2})(?:er|ere|e|eme)$/;

/** Lower case without accents or ligatures; ASCII, the half of all names, takes the short way. */
export function folded(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");
}

export function foldedWords(text: string): string[] {
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

/** The number that an ordinal stands for: "15" for "15e"; null for any other word. */
export function ordinalNumber(word: string): string | null {
  const number = ORDINAL.exec(word)?.[1];
  return number === undefined ? null : String(Number(number));
}

/**
 * Everything a word of a query may begin: the words of the name and of the names of what is part of the commune now,
 * elided ones also glued ("lisle"), postal codes, and of an arrondissement its number.
 */
export function searchWords(place: {
  readonly name: string;
  readonly formerNames?: readonly string[];
  readonly postalCodes: readonly string[];
}): string[] {
  const words = [place.name, ...(place.formerNames ?? [])].flatMap((name) => [
    ...foldedWords(name),
    ...gluedWords(name),
  ]);
  const numbers = words.flatMap((word) => ordinalNumber(word) ?? []);
  return [...new Set([...words, ...place.postalCodes, ...numbers])];
}

function gluedWords(name: string): string[] {
  const elided = /['’ʼ]/.test(name) ? [...name.matchAll(ELISION)] : [];
  return elided.map(([, article, word]) => placeKey(`${article}${word}`));
}
