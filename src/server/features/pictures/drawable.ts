/** Not of the scripts that our fonts have, nor of what belongs to all of them: digits, signs, accents, pictographs. */
const OTHERS =
  /[^\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Armenian}\p{scx=Georgian}\p{scx=Hebrew}\p{scx=Arabic}\p{scx=Common}\p{scx=Inherited}]+/gu;

/**
 * What of a text our fonts can draw. The rest is left out: a box in its place tells nobody anything, and a font for
 * Chinese alone is larger than the whole program.
 */
export const drawable = (text: string): string => text.replace(OTHERS, " ").replace(/\s+/g, " ").trim();
