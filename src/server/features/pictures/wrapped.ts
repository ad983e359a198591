/** Widths of DejaVu Sans Condensed Bold in parts of its size, rounded up by kinds: a line may be short, never too long. */
const THIN = 0.37;
const NARROW = 0.45;
const USUAL = 0.645;
const CAPITAL = 0.765;
const WIDE = 1;
const UNKNOWN = 1.35;

const widths: readonly [RegExp, number][] = [
  [/^[ iljI'.,:;/|’\-\u00a0\u202f]/u, THIN],
  [/^[frtJ!()[\]²³°–]/u, NARROW],
  [/^[mwMW@%—…œæŒÆ]/u, WIDE],
  [/^[A-Z&<>=+]/u, CAPITAL],
  [/^[\u0020-\u017f€«»“”]/u, USUAL],
];

/** What a person reads as one character, with what it is made of. */
const characters = new Intl.Segmenter("fr", { granularity: "grapheme" });
const partsOf = (text: string): string[] =>
  Array.from(characters.segment(text), ({ segment }) =>
    PICTOGRAPH.test(segment) ? firstOf(segment) : segment,
  );

/** The font has no joined pictographs, nor colours of them: the first of each stands for all. */
const PICTOGRAPH = /^\p{Extended_Pictographic}/u;
const firstOf = (cluster: string): string => String.fromCodePoint(cluster.codePointAt(0) as number);

const widthOfCharacter = (character: string): number => {
  const plain = character.normalize("NFD");
  return widths.find(([kind]) => kind.test(plain))?.[1] ?? UNKNOWN;
};
const widthOf = (text: string): number =>
  partsOf(text).reduce((width, character) => width + widthOfCharacter(character), 0);

/**
 * A text in lines of at most this width (in parts of the font's size), `most` at most: what is beyond is an ellipsis. A
 * word that fills more than a line is broken between characters.
 */
export function linesOf(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  const plain = partsOf(text).join("");
  for (const piece of plain
    .trim()
    .split(/(?<!«)[ \t\r\n]+(?![:;!?»%€])/)
    .flatMap((word) => broken(word, width))) {
    const longer = line === "" ? piece : `${line} ${piece}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = piece;
  }
  if (line !== "") lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), cut(lines[most - 1] as string, width)];
}

function broken(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const pieces = [""];
  for (const character of partsOf(word)) {
    const longer = pieces[pieces.length - 1] + character;
    if (widthOf(longer) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}

function cut(line: string, width: number): string {
  const kept = partsOf(line);
  while (kept.length > 0 && widthOf(`${kept.join("")}…`) > width) kept.pop();
  return `${kept.join("").trimEnd()}…`;
}
