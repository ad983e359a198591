/** The scripts that our two fonts have, and what belongs to all of them: digits, signs, accents, pictographs. */
const SCRIPTS = [
  "Latin",
  "Greek",
  "Cyrillic",
  "Armenian",
  "Georgian",
  "Hebrew",
  "Arabic",
  "Common",
  "Inherited",
];
const OTHERS = new RegExp(
  `[^${SCRIPTS.map((script) => `\\p{Script_Extensions=${script}}`).join("")}]+`,
  "gu",
);

/**
 * What of a text our fonts can draw. The rest is left out: a box in its place tells nobody anything, and a font for
 * Chinese alone is larger than the whole program.
 */
export const drawable = (text: string): string => text.replace(OTHERS, " ").replace(/\s+/g, " ").trim();
