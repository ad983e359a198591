import fc from "fast-check";
import { hostileString } from "./hostile-values.ts";

/** Words that stand in most missions, in many, in few and in none: each takes the search another way. */
const WORDS =
  `de la pour une avec dans travaux maison appartement mètres remplacer poser installer chaudière peinture
  carrelage toiture électricien plombière jardin haie site wordpress c# c++ node.js lave-vaisselle l’électricité
  d'eau saint st 75011 200 litres lyon paris marseille aix bien être chat xylophone zzzzzz plonbier chaudirèe velux
  nounou jacuzzi machine laver rendez-vous anticonstitutionnellement`.split(/\s+/);

const word = fc.constantFrom(...WORDS);

/** One letter left out, put in, replaced or moved. */
const misspelt = fc
  .tuple(word, fc.nat(20), fc.constantFrom(..."aeiozx'-é😀"), fc.nat(3))
  .map(([text, place, letter, kind]) => {
    const at = place % text.length;
    const [before, after] = [text.slice(0, at), text.slice(at + 1)];
    return (
      [before + after, before + letter + text.slice(at), before + letter + after, after + before][kind] ??
      text
    );
  });

const phrase = fc
  .tuple(
    fc.constantFrom('"', "-", '-"', "« ", "“", "(", ""),
    fc.array(fc.oneof(word, misspelt), { minLength: 1, maxLength: 6 }),
    fc.constantFrom('"', " »", "”", ")", ""),
  )
  .map(([open, words, close]) => open + words.join(" ") + close);

/** What people, their keyboards and their enemies put into a field of search; up to 5,000 characters are let in. */
export const searchString: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: hostileString },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.oneof(word, misspelt), { minLength: 1, maxLength: 15 })
      .map((all) => all.join(" ")),
  },
  {
    weight: 3,
    arbitrary: fc.array(fc.oneof(phrase, word), { minLength: 1, maxLength: 8 }).map((all) => all.join(" ")),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(word, phrase), { minLength: 50, maxLength: 400 })
      .map((all) => all.join(" ")),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.oneof(word, phrase, hostileString), fc.integer({ min: 2, max: 1_000 }))
      .map(([text, times]) => text.repeat(times).slice(0, 5_001)),
  },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 500 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary-ascii", maxLength: 200 }) },
);

export const SEED = 20_261_122;

/** The same strings each time. */
export function searchStrings(count: number): string[] {
  return fc.sample(searchString, { numRuns: count, seed: SEED });
}
