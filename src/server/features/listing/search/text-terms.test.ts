import fc from "fast-check";
import { expect, it } from "vitest";
import { wordsOf } from "./normalise.ts";
import { stemOf, termsOf } from "./text-terms.ts";

const SEVERAL_WORDS = [
  "c plus plus",
  "C sharp,",
  "node js",
  "dot net",
  "Plombières les Bains",
  "aujourd' hui",
  "06 12 34 56 78",
  "+33 6 12 34 56 78",
  "0612 345 678",
  "e commerce",
  "wi fi",
  "C ++",
  "RAL 7016",
];
const PIECES = [
  "l'",
  "d’",
  "c++",
  "C",
  "sharp",
  "plus",
  "Node",
  ".js",
  "js",
  "St",
  "les",
  "·ne",
  "(e)",
  ".e.s",
];
const MARKS = [
  "-",
  "/",
  "'",
  "œ",
  "²",
  "½",
  "ﷺ",
  "\u0301",
  "ⅽ",
  "ç",
  "\ud800",
  "😀",
  "\u00a0",
  "électricien",
];
const piece = fc.constantFrom(...SEVERAL_WORDS, ...PIECES, ...MARKS);
const text = fc.oneof(
  fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join("")),
  fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(" ")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

it("a text's terms are the stems of its words, however the text is cut into pieces", () => {
  fc.assert(
    fc.property(text, (any) => {
      expect(termsOf(any)).toEqual(wordsOf(any).map(stemOf));
    }),
    { numRuns: 3_000, examples: [["𝐀\tΆ"]] },
  );
});
