import { departmentCode, splitOverseas } from "./departments.ts";
import { folded, foldedWords, ordinalNumber, placeKey, withoutArticle } from "./place-keys.ts";

/** What was typed, taken apart. It asks for nothing when it holds neither a letter nor a digit. */
export interface PlaceSearch {
  /** The words as a key, "saint etienne"; empty when only numbers were typed. */
  readonly name: string;
  /** Postal codes as typed, or their beginnings: "69003", "93". */
  readonly numbers: readonly string[];
  /** The same as towns are looked up by them: a code with CEDEX is no town's, but begins like its department's. */
  readonly beginnings: readonly string[];
  /** The number of an arrondissement of the town that is named: "15". */
  readonly arrondissement: string | null;
  /** The code of the department that was named beside the town. */
  readonly department: string | null;
}

const LONGEST_TEXT = 300;
/** More words than any commune's name has; what follows is not read. */
const MAX_WORDS = 12;
/** Part of an address, never of a name. */
const ADDRESS_WORDS: ReadonlySet<string> = new Set(["arrondissement", "arrdt", "ardt", "arr"]);
/** The towns that have arrondissements, by the department whose number may be meant instead. */
const DIVIDED_TOWNS: ReadonlyMap<string, string> = new Map([
  ["paris", "75"],
  ["lyon", "69"],
  ["marseille", "13"],
]);
const MOST_ARRONDISSEMENTS = 20;

/** What people write in front of, within and behind names and numbers, each as the words mean it. */
const SPELLINGS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\bs ?\/ ?s\b/g, "sous"],
  [/\bs ?\//g, "sur "],
  // F-69003, FR 69003.
  [/\bfr?[ -]?(?=\d{5}\b)/g, " "],
  // 69 003, 75.015.
  [/\b(\d{2})[ .](\d{3})\b/g, "$1$2"],
  [/\b(\d{1,2}) (er|ere|e|eme)\b/g, "$1$2"],
];

export function parsePlaceSearch(text: string): PlaceSearch {
  const { name: named, department: besides } = splitDepartment(text.slice(0, LONGEST_TEXT));
  const spelt = SPELLINGS.reduce(
    (changed, [pattern, word]) => changed.replace(pattern, word),
    folded(named).replace(/\s+/g, " "),
  );
  const all = foldedWords(spelt);
  const words = all.filter((word) => !ADDRESS_WORDS.has(word));
  // 15e arrondissement de Paris.
  if (words.length < all.length) words.splice(0, words.length, ...words.filter((word) => word !== "de"));
  const cedex = words.indexOf("cedex");
  const address = cedex === -1 ? words : [...words.slice(0, cedex), ...words.slice(cedex + 1)];
  const corsica = address.find((word) => word === "2a" || word === "2b");
  const letters = address.filter((word) => !/^\d/.test(word)).slice(0, MAX_WORDS);
  const overseas = besides === null ? splitOverseas(letters.join(" ")) : null;
  const name = overseas?.name ?? letters.join(" ");
  const digits = address.filter((word) => /^\d/.test(word) && word !== corsica).slice(0, MAX_WORDS);
  const divided = DIVIDED_TOWNS.get(name);
  const arrondissement = divided === undefined ? null : arrondissementIn(digits, divided);
  const numbers = digits
    .filter((word) => arrondissement === null || numberOf(word) !== arrondissement)
    .map((word) => word.replace(/\D.*$/, "").slice(0, 5))
    // The number behind CEDEX is a sorting office's.
    .filter((number) => cedex === -1 || number.length > 2);
  return {
    name,
    numbers,
    beginnings: cedex === -1 ? numbers : numbers.map(departmentOf),
    arrondissement,
    department: besides ?? overseas?.department ?? corsica?.toUpperCase() ?? null,
  };
}

/** The beginning that the postal codes of a department share. */
function departmentOf(postalCode: string): string {
  return postalCode.slice(0, /^9[78]/.test(postalCode) ? 3 : 2);
}

function numberOf(word: string): string {
  return ordinalNumber(word) ?? String(Number(word));
}

/** `3e`, `03`, `3`; a number alone that is the department's is taken for that. */
function arrondissementIn(digits: readonly string[], department: string): string | null {
  const found = digits.find(
    (word) =>
      ordinalNumber(word) !== null ||
      (/^\d{1,2}$/.test(word) && word !== department && Number(word) <= MOST_ARRONDISSEMENTS),
  );
  return found === undefined || Number(numberOf(found)) === 0 ? null : numberOf(found);
}

/** A department's name or code behind a comma or in brackets, apart from the name in front of it. */
function splitDepartment(text: string): { name: string; department: string | null } {
  const at = Math.max(text.lastIndexOf(","), text.lastIndexOf("("));
  if (at <= 0) return { name: text, department: null };
  const behind = text.slice(at + 1).replace(")", "");
  if (placeKey(behind) === "france") return splitDepartment(text.slice(0, at));
  const department = departmentCode(behind);
  return department === null ? { name: text, department } : { name: text.slice(0, at), department };
}

/** The postal code to show: the one that the numbers of the query speak of ("69003"), else the place's main one. */
export function shownPostalCode(
  place: { readonly postalCodes: readonly [string, ...string[]] },
  numbers: readonly string[],
): string {
  const spokenOf = (code: string) => numbers.some((number) => code.startsWith(number));
  return place.postalCodes.find(spokenOf) ?? place.postalCodes[0];
}

/** The name of what is part of the commune now, when the query speaks of that and not of the commune; else null. */
export function formerNameMeant(
  place: { readonly name: string; readonly formerNames: readonly string[] },
  name: string,
): string | null {
  const asked = name.split(" ").filter(Boolean);
  const begun = (key: string) => asked.every((word) => ` ${key}`.includes(` ${word}`)) && asked.length > 0;
  if (begun(placeKey(place.name))) return null;
  const names = place.formerNames.filter((former) => begun(placeKey(former)));
  return (
    names.find((former) => withoutArticle(placeKey(former)) === withoutArticle(name)) ?? names[0] ?? null
  );
}
