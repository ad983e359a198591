/**
 * A light French stemmer: number and gender first, then the commonest endings, so that what a person looks
 * for and what another wrote meet while different trades stay apart. It works on folded words (`normalise.ts`),
 * that is after accents are gone: a query typed without them must give the same stems.
 *
 * Source: J. Savoy, "Light stemming approaches for the French, Portuguese, German and Hungarian languages",
 * SAC 2006 (the UniNE light stemmer), and "A stemming procedure and stopword list for general French corpora",
 * JASIS 50(10), 1999. Departures, each for words that missions are full of: the feminine of trades is folded
 * onto the masculine before anything else; -if and -ive share -iv with their verbs; -isation joins -iser;
 * -ction joins -cteur; -age, -ation and -ement join their verb; -ique stays, -ie goes in -erie and -phie alone, and
 * -r in infinitives alone, so that `certifié` and `certifier`, `clair` and `claire` meet.
 */

/** An ending, the least number of letters of a word that it is taken from, and what stands in its place. */
type Rule = readonly [ending: string, leastLength: number, replacement: string];

const PLURAL: readonly Rule[] = [
  ["eaux", 5, "eau"],
  ["yaux", 5, "yau"],
  ["aux", 6, "al"],
  ["x", 4, ""],
  ["s", 4, ""],
];

const FEMININE: readonly Rule[] = [
  ["trice", 7, "teur"],
  ["drice", 8, "deur"],
  ["euse", 6, "eur"],
  ["eure", 6, "eur"],
  ["eresse", 9, "eur"],
  ["oresse", 9, "eur"],
  ["esse", 8, "e"],
  ["ere", 5, "er"],
  ["ive", 6, "iv"],
  ["if", 5, "iv"],
  ["aise", 7, "ai"],
  ["oise", 7, "oi"],
];

const SUFFIX: readonly Rule[] = [
  ["issement", 10, "ir"],
  ["issant", 9, "ir"],
  ["ement", 7, "er"],
  ["ficateur", 11, "fier"],
  ["cateur", 9, "quer"],
  ["ateur", 8, "er"],
  ["teur", 7, "ter"],
  ["ieme", 6, ""],
  ["nnelle", 10, "n"],
  ["nnel", 10, "n"],
  ["age", 8, "er"],
  ["ation", 9, "er"],
  ["ition", 9, "er"],
  ["ction", 8, "ct"],
];

/** Words that are their own stem, because a rule would take their ending for one. */
const WHOLE: ReadonlySet<string> = new Set(
  "avantage cheminee cicatrice entourage matrice personnage traiteur".split(" "),
);

/** Plurals and feminines that no rule gives. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    travaux: "travail",
    vitraux: "vitrail",
    coraux: "corail",
    baux: "bail",
    materiaux: "materiau",
    yeux: "oeil",
    belle: "beau",
    nouvelle: "nouveau",
    nouvel: "nouveau",
    jumelle: "jumeau",
    vieille: "vieux",
    blanche: "blanc",
    seche: "sec",
    fraiche: "frais",
    franche: "franc",
    longue: "long",
    publique: "public",
    neuve: "neuf",
    grise: "gris",
    grosse: "gros",
    basse: "bas",
    rousse: "roux",
    douce: "doux",
    commise: "commis",
    hotesse: "hote",
    compagne: "compagnon",
  }),
);

/**
 * The stem of one folded word. Words with digits, of another alphabet, or of fewer than four letters are their
 * own stem.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const singular = IRREGULAR.get(word) ?? replaceEnding(word, PLURAL);
  if (WHOLE.has(singular)) return singular;
  const masculine = IRREGULAR.get(singular) ?? replaceEnding(singular, FEMININE);
  if (WHOLE.has(masculine)) return masculine;
  return bare(replaceEnding(replaceEnding(masculine, PLURAL_LEFT), SUFFIX));
}

/** A masculine found in the table of irregular words may itself end as a plural does (`gros`, `frais`). */
const PLURAL_LEFT: readonly Rule[] = [
  ["x", 4, ""],
  ["s", 4, ""],
];

function replaceEnding(word: string, rules: readonly Rule[]): string {
  for (const [ending, leastLength, replacement] of rules) {
    if (word.length >= leastLength && word.endsWith(ending)) {
      return word.slice(0, word.length - ending.length) + replacement;
    }
  }
  return word;
}

/**
 * Savoy's last step: double letters become single, then the endings of -erie and -phie, of an infinitive (-er, and
 * the r of -ir) and a last -e go. Other words keep their r, so that `clair` and `claire` meet.
 */
function bare(word: string): string {
  if (word.length <= 4) return word;
  let rest = word.replace(/([a-z])\1+/g, "$1");
  if (rest.length > 6 && /(?:er|ph)ie$/.test(rest)) rest = rest.slice(0, -2);
  if (rest.length > 4 && /(?:e|[^ao]i)r$/.test(rest)) rest = rest.slice(0, -1);
  if (rest.length > 3 && rest.endsWith("e")) rest = rest.slice(0, -1);
  return rest;
}
