/** What people write between digits: spaces of any width, points, dashes, slashes, brackets. */
const SEPARATORS = /[\s\p{Zs}\p{Pd}./()]/gu;
const EXTENSION = /(?:poste|ext\.?|x|#)\s*(\d{1,6})$/iu;

/** Country codes of the French numbers that do not belong to +33, by their first three digits after the 0. */
const OVERSEAS: Readonly<Record<string, string>> = {
  ...{ 262: "262", 263: "262", 269: "262", 639: "262", 692: "262", 693: "262" },
  ...{ 590: "590", 690: "590", 691: "590", 594: "594", 694: "594", 596: "596", 696: "596", 697: "596" },
};

/**
 * A telephone number as it was typed, as an address to dial (RFC 3966): `tel:+33612345678`, with `;ext=` where an
 * extension was given. Reads French numbers, French short ones and those that begin with + or 00; null for the rest.
 */
export function phoneUri(typed: string): string | null {
  const extension = EXTENSION.exec(typed)?.[1];
  const number = dialled(typed.replace(EXTENSION, ""));
  if (number === null) return null;
  return `tel:${number}${extension === undefined ? "" : `;ext=${extension}`}`;
}

function dialled(typed: string): string | null {
  // The 0 in brackets is for those who call from inside: +33 (0)6 …
  const international = /^\s*(?:\+|00)/.test(typed);
  const bare = (international ? typed.replace(/\(\s*0\s*\)/, "") : typed).replace(SEPARATORS, "");
  if (/^(?:\+|00)[1-9]\d{7,14}$/.test(bare)) return bare.replace(/^00/, "+").replace(/^\+330/, "+33");
  // Services such as 3949 have no international form.
  if (/^[13]\d{3}$/.test(bare)) return bare;
  if (!/^0[1-9]\d{8}$/.test(bare)) return null;
  const national = bare.slice(1);
  return `+${OVERSEAS[national.slice(0, 3)] ?? "33"}${national}`;
}
