/**
 * One spelling for what people write in many: documents and queries pass through here alike, so that
 * whatever a person typed meets whatever another person wrote. PostgreSQL's own parser is not used: it
 * takes `coiffeur/coiffeuse` for a file name, `node.js` for a host, and loses `C#`.
 */

/** A longer run of letters is no word; its beginning stands for it, in documents and queries alike. */
const LONGEST_WORD = 64;

/** Apostrophes as keyboards, word processors and phones write them. */
const APOSTROPHES = /[‘’‛ʹʼʽˈ′`´＇]/g;

const LIGATURES: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ß: "ss" };

/**
 * Lower case without accents or ligatures (`Œuvre d’Élodie` gives `oeuvre d'elodie`). Compatibility forms
 * become what they stand for (`m²` gives `m2`), and lone surrogates, which no UTF-8 can hold, U+FFFD.
 */
export function fold(text: string): string {
  const apart = text.toWellFormed().replace(APOSTROPHES, "'").toLowerCase().normalize("NFKD");
  // What French accents leave is mostly ASCII: the slower rules are for what remains.
  const bare = apart.replace(/[\u0300-\u036f]+/g, "");
  // Once more, for compatibility forms without a case of their own stand for capitals: `™`, `𝐀`.
  const small = bare.toLowerCase();
  if (!BEYOND_ASCII.test(small)) return small;
  // A letter that was taken apart may leave an apostrophe: `ŉ`.
  const plain = small.replace(APOSTROPHES, "'").replace(/\p{M}+/gu, "");
  return plain.replace(/[œæøłđß]/g, (letter) => LIGATURES[letter] ?? letter);
}

/** A rule, and a test that spares most texts the rule: nothing of what the rule changes is in a text without it. */
type Rule = readonly [sign: RegExp, pattern: RegExp, word: string];

/** Names of techniques whose signs are part of the word. Lookbehinds keep every pattern linear. */
const TECHNICAL_NAMES: readonly Rule[] = [
  [/\+ ?\+/, /(?<![\p{L}\p{N}])c ?\+ ?\+/gu, " cplusplus "],
  [/#/, /(?<![\p{L}\p{N}])c ?#/gu, " csharp "],
  [/#/, /(?<![\p{L}\p{N}])f#/gu, " fsharp "],
  [/\.net/, /(?:(?<![\p{L}\p{N}])|(?<=\b(?:asp|vb|ado)))\.net(?![\p{L}\p{N}])/gu, " dotnet "],
  [/\.js/, /(?<=[a-z0-9])\.js(?![\p{L}\p{N}])/gu, "js "],
  [/[ei]-/, /(?<![\p{L}\p{N}])(e|wi)-(?=\p{L}{2})/gu, "$1"],
];

/**
 * Feminine endings as inclusive writing appends them. After a middle dot or within parentheses any of them
 * is one; a full stop, a hyphen or a slash also joins whole words (`salle-de-bain`), so fewer count there.
 */
const FEMININE =
  "[a-z]?euse|[td]?rice|ice|(?:er|or)?esse|[ic]?i?enne|onne|(?:i|g|ch|ll)?ere|aine|ine|ante|ente|ive|elle|ee|ne|ve|f?fe|l?le|s?se|e";
const FEMININE_MARKED = `${FEMININE}|te|tte|que|che|gue|ie|ale|de|re`;
const INCLUSIVE_ENDINGS: readonly Rule[] = [
  [
    /[·•‧∙⋅]/,
    new RegExp(
      `(?<=\\p{L}{2})[·•‧∙⋅](?:(?:${FEMININE_MARKED})s?|[sx])(?:[·•‧∙⋅.-][sx])?(?![\\p{L}\\p{N}])`,
      "gu",
    ),
    "",
  ],
  [
    /\(/,
    new RegExp(
      `(?<=\\p{L}{3})\\((?:(?:${FEMININE_MARKED})s?|[sx])\\)(?:s|\\([sx]\\))?(?![\\p{L}\\p{N}])`,
      "gu",
    ),
    "",
  ],
  [
    /[./-][a-z]/,
    new RegExp(`(?<=\\p{L}{3})[./-](?:(?:${FEMININE})s?|s)(?:[·.-]s)?(?![\\p{L}\\p{N}'-])`, "gu"),
    "",
  ],
];

const ELISIONS =
  /(?<![\p{L}\p{N}])(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)'(?=[\p{L}\p{N}])/gu;
const NO_WORD = /[^\p{L}\p{N}]+/gu;
/** The same for ASCII, which most folded French is: twice as fast as asking Unicode of each character. */
const ASCII_ELISIONS = /(?<![a-z0-9])(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)'(?=[a-z0-9])/g;
const ASCII_NO_WORD = /[^a-z0-9]+/g;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Words that people write in several pieces or short; each side is a whole word between spaces. */
const WHOLE_WORDS: readonly Rule[] = [
  // The towns, whose name would be taken for plumbers of the other gender.
  [/ plombieres /, / plombieres(?= (?:les|lez) )/g, " plombieresville"],
  [/ aujourd hui/, / aujourd hui(?= )/g, " aujourdhui"],
  [/ js /, / (node|vue|next|nuxt|react|express|three|d3) js(?= )/g, " $1js"],
  [/ c sharp/, / c sharp(?= )/g, " csharp"],
  [/ c plus plus/, / c plus plus(?= )/g, " cplusplus"],
  [/ dot net/, / dot net(?= )/g, " dotnet"],
  [/ st /, / st(?= )/g, " saint"],
  [/ ste /, / ste(?= )/g, " sainte"],
  [
    / e /,
    / e (?=(?:commerces?|mails?|learning|reputation|marketing|boutiques?|sport|shop|services?) )/g,
    " e",
  ],
  [/ wi fi /, / wi fi(?= )/g, " wifi"],
];

/** ISO9001, RAL7016: a word and a number are two words, however they are joined; so are `75kVA`, `30m²` and their like. */
const NUMBERS: readonly Rule[] = [
  [/\di?eme /, / (\d{1,30})i?eme(?= )/g, " $1e"],
  [/[a-z]{2}\d\d/, / ([a-z]{2,30})(\d{2,30})(?= )/g, " $1 $2"],
  [/\d[a-z]{2}/, / (\d{1,30})(?!(?:er|ere|nd|nde) )([a-z]{2,30})(?= )/g, " $1 $2"],
  [/\dm[23] /, / (\d{1,30})(m[23])(?= )/g, " $1 $2"],
];

/** A French telephone number is one word, with and without its country, however its digits are grouped. */
const TELEPHONE_NUMBERS: readonly Rule[] = [
  [/ 0[1-9] \d\d /, / 0([1-9]) (\d\d) (\d\d) (\d\d) (\d\d)(?= )/g, " 0$1$2$3$4$5"],
  [/ 0[1-9]\d\d \d\d/, / 0([1-9]\d\d) (?:(\d{3}) (\d{3})|(\d\d) (\d\d) (\d\d))(?= )/g, " 0$1$2$3$4$5$6"],
  [/ (?:00)?33/, / (?:00)?33 ?0? ?([1-9]) ?(\d\d) ?(\d\d) ?(\d\d) ?(\d\d)(?= )/g, " 0$1$2$3$4$5"],
];

/** A word that may begin a telephone number whose digits stand apart. */
export const TELEPHONE_BEGINNING = /^(?:0[1-9](?:\d\d)?|(?:00)?33\d*)$/;

/**
 * The words of a text, in order, folded: elisions taken off (`l'électricien` gives `electricien`), inclusive
 * endings reduced (`électricien·ne·s` gives `electricien`), `C++`, `C#`, `.NET` and `node.js` kept as words,
 * `st` and `ste` written out, numbers kept and parted from words. Anything else than a letter or a digit parts words. Never throws;
 * the words joined by spaces give the same words again.
 */
export function wordsOf(text: string): string[] {
  let folded = apply(INCLUSIVE_ENDINGS, apply(TECHNICAL_NAMES, fold(text)));
  folded = BEYOND_ASCII.test(folded)
    ? folded.replace(ELISIONS, "").replace(NO_WORD, " ")
    : folded.replace(ASCII_ELISIONS, "").replace(ASCII_NO_WORD, " ");
  folded = ` ${folded.trim()} `;
  const numbers = /\d/.test(folded);
  if (numbers) folded = apply(NUMBERS, folded);
  folded = apply(WHOLE_WORDS, folded);
  if (numbers) folded = apply(TELEPHONE_NUMBERS, folded);
  return folded.split(" ").filter(Boolean).map(shorten);
}

function apply(rules: readonly Rule[], text: string): string {
  let changed = text;
  for (const [sign, pattern, word] of rules) if (sign.test(changed)) changed = changed.replace(pattern, word);
  return changed;
}

function shorten(word: string): string {
  return word.length <= LONGEST_WORD ? word : Array.from(word).slice(0, LONGEST_WORD).join("");
}
