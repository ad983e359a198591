/** Small rules of French that the texts need wherever a word is put into a sentence. */

const VOWEL = /^[aeiouyàâäéèêëîïôöùûüœæ]/i;

// French elides before most h ("d'huile") but not before these ("de haie").
const ASPIRATED =
  /^(hai|hal|han|har|hau|haut|hors|hub|huit|hêtre|hotte|housse|hamac|handicap|hérisson|héron)/i;

/** H towns whose name takes an elision in use; the others keep "de". */
const ELIDED_H_TOWNS =
  /^(Hyères|Hérouville|Hérimoncourt|Hennebont|Hendaye|Hénin|Hérin|Héricourt|Hesdin|Héry|Hières)/;

function startsWithMuteSound(word: string): boolean {
  // "Yutz" and "yaourt" begin with a consonant sound, "Yvetot" and "Yerres" with a vowel.
  if (/^y/i.test(word)) return /^(y$|y[^aeouâéèê]|Yerres)/i.test(word);
  if (/^h/i.test(word)) return !ASPIRATED.test(word);
  if (/^(onze|oui|ouate)\b/i.test(word)) return false;
  return VOWEL.test(word);
}

/** Puts "de" before a phrase: "le salon" → "du salon", "les volets" → "des volets", "avril" → "d'avril". */
export function withDe(phrase: string): string {
  if (phrase.startsWith("le ")) return `du ${phrase.slice(3)}`;
  if (phrase.startsWith("les ")) return `des ${phrase.slice(4)}`;
  // "de" swallows the plural article: "transport" + "des meubles" → "transport de meubles".
  if (phrase.startsWith("des ")) return withDe(phrase.slice(4));
  return startsWithMuteSound(phrase) ? `d'${phrase}` : `de ${phrase}`;
}

/** Puts "à" before a phrase: "le sous-sol" → "au sous-sol", "les combles" → "aux combles". */
export function withA(phrase: string): string {
  if (phrase.startsWith("le ")) return `au ${phrase.slice(3)}`;
  if (phrase.startsWith("les ")) return `aux ${phrase.slice(4)}`;
  return `à ${phrase}`;
}

/** "Bors (Canton de Charente-Sud)" → "Bors": what people say. */
export function spokenName(town: string): string {
  return town.endsWith(")") ? town.slice(0, town.indexOf(" (")) : town;
}

/** "Le Mans" → "le Mans", "Les Abymes" → "les Abymes": a town's masculine or plural article contracts. */
function townPhrase(official: string): string {
  const town = spokenName(official);
  if (town.startsWith("Le ") || town.startsWith("Les ")) return `l${town.slice(1)}`;
  return town;
}

/** "à Lyon", "au Mans", "aux Sables-d'Olonne", "à La Rochelle". */
export function atTown(town: string): string {
  return withA(townPhrase(town));
}

/** "de Lyon", "d'Annecy", "du Mans", "des Abymes", "d'Hyères", "de Haguenau". */
export function ofTown(town: string): string {
  if (/^H/.test(town)) return ELIDED_H_TOWNS.test(town) ? `d'${spokenName(town)}` : `de ${spokenName(town)}`;
  return withDe(townPhrase(town));
}

/** With a capital first letter; letters outside the BMP begin no French sentence. */
export function capitalise(text: string): string {
  const code = text.charCodeAt(0);
  // Most sentences have theirs already, and half a million a second pass here.
  if (code >= 65 && code <= 90) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An integer with its thousands apart, as people type them: 1200 → "1 200". */
export function formatInteger(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, " ");
}

export type Trade = { masculine: string; feminine: string };

/**
 * How an advertisement names a trade without choosing a gender: "électricien ou électricienne",
 * "plombier·ère", "serveur/serveuse". Trades with one form for both stay as they are.
 */
export function inclusiveForms({ masculine, feminine }: Trade): string[] {
  if (masculine === feminine) return [masculine];
  const forms = [`${masculine} ou ${feminine}`, `${masculine}/${feminine}`];
  const ending = shortFeminine(masculine, feminine);
  if (ending !== null) forms.push(`${masculine}·${ending}`, `${masculine}(${ending})`);
  return forms;
}

/** The part of the feminine that is written after the point, or null where usage has none. */
function shortFeminine(masculine: string, feminine: string): string | null {
  if (masculine.includes(" ") || masculine.includes("-")) return null;
  if (feminine.startsWith(masculine)) return feminine.slice(masculine.length);
  const endings: [RegExp, RegExp, string][] = [
    [/teur$/, /trice$/, "rice"],
    [/eur$/, /euse$/, "euse"],
    [/er$/, /ère$/, "ère"],
  ];
  for (const [of, to, ending] of endings) if (of.test(masculine) && to.test(feminine)) return ending;
  return null;
}

/**
 * The two ways people type French: plain (straight apostrophe, ordinary spaces) or as a phone or a word
 * processor corrects it (typographic apostrophe, no-break space before double punctuation).
 */
export function typographic(text: string): string {
  return text.replaceAll("'", "’").replace(/ (?=[:;?!»€%])|(?<=«) |(?<=\d) (?=\d{3}\b)/g, "\u00a0");
}
