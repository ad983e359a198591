/** What people take for a difference and guessing programs do not: case, accents, ligatures, width. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss");
}

const LEET: Readonly<Record<string, string>> = {
  ...{ "@": "a", "4": "a", "8": "b", "(": "c", "3": "e", "€": "e", "6": "g", "9": "g", "0": "o" },
  ...{ "5": "s", $: "s", "7": "t", "+": "t", "2": "z" },
};
/** These stand for an i as often as for an l. */
const ONE = /[1!|]/;

/** Letters in the place of the signs that stand for them, of the same length as `text`: both ways of reading a 1. */
export function withoutLeet(text: string): readonly [string, string] {
  const read = (one: string) =>
    Array.from(text, (sign) => (ONE.test(sign) ? one : (LEET[sign] ?? sign))).join("");
  return [read("i"), read("l")];
}

/**
 * The shortest part of which the text is a repetition, twice or more, the last time perhaps cut short;
 * the text itself when there is none. By the borders of Knuth, Morris and Pratt (1977).
 */
export function repeatedPart(text: string): string {
  const borders = [0];
  let border = 0;
  for (let at = 1; at < text.length; at++) {
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1] ?? 0;
    if (text[at] === text[border]) border += 1;
    borders.push(border);
  }
  const period = text.length - border;
  return period * 2 <= text.length ? text.slice(0, period) : text;
}

const reversed = (text: string) => Array.from(text).reverse().join("");

/** Rows, columns and zigzags of French, English and German keyboards and of number pads, alphabets, and counting. */
const LINES = [
  ...["azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm"],
  ...["1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "1aqw", "2zsx", "&é\"'(-è_çà", "!@#$%^&*()"],
  ...["qweasdzxc", "azeqsdwxc", "qazwsxedcrfvtgbyhnujm", "aqwzsxedcrfvtgbyhn", "wxcqsdaze"],
  ...["q1w2e3r4t5y6u7i8o9p0", "1q2w3e4r5t6y7u8i9o0p", "a1z2e3r4t5y6u7i8o9p0", "1a2z3e4r5t6y7u8i9o0p"],
  ...["a1b2c3d4e5f6g7h8i9", "1a2b3c4d5e6f7g8h9i", "abcdefghijklmnopqrstuvwxyz", "aabbccddeeffgg"],
  ...["0123456789012345678901234567890", "00112233445566778899", "102030405060708090", "1122334455"],
  ...[
    "147258369",
    "159357",
    "159753",
    "789456123",
    "741852963",
    "963852741",
    "122333444455555",
    "13579",
    "24680",
  ],
].map(fold);
const WALKS = [...LINES, ...LINES.map(reversed)].join("\n");

/** How long the run of one character, or the walk along a keyboard, an alphabet or the numbers is that begins here. */
export function walkLength(text: string, from: number): number {
  let run = from + 1;
  while (run < text.length && text[run] === text[from]) run += 1;
  let end = from;
  while (end < text.length && text[end] !== "\n" && WALKS.includes(text.slice(from, end + 1))) end += 1;
  return Math.max(run, end) - from;
}

export interface Disguise {
  readonly text: string;
  /** How many signs were taken out of it, each row of the same one counted once. */
  readonly filling: number;
}

/** The text as it is, without what is neither letter nor digit, and both from their end. */
export function disguises(text: string): readonly Disguise[] {
  const signs = text.match(/[^\p{L}\p{N}]/gu) ?? [];
  const filling = signs.filter((sign, at) => sign !== signs[at - 1]).length;
  const bare = { text: text.replace(/[^\p{L}\p{N}]/gu, ""), filling };
  const forward = signs.length === 0 ? [bare] : [{ text, filling: 0 }, bare];
  return [...forward, ...forward.map((one) => ({ ...one, text: reversed(one.text) }))];
}
