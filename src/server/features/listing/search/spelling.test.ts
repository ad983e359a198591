import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deletionsOf, isOneErrorApart, isSurelyMeant, likeliest, mayBeMisspelt } from "./spelling.ts";

const word = fc.string({ unit: fc.constantFrom(..."abcde"), minLength: 2, maxLength: 12 });

/** By the definition: every single insertion, deletion, replacement and swap is tried. */
function neighbours(text: string): Set<string> {
  const all = new Set([text]);
  for (let at = 0; at <= text.length; at++) {
    all.add(text.slice(0, at) + text.slice(at + 1));
    if (at + 1 < text.length) all.add(text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2));
    for (const letter of "abcde") {
      all.add(text.slice(0, at) + letter + text.slice(at));
      all.add(text.slice(0, at) + letter + text.slice(at + 1));
    }
  }
  return all;
}

describe("a word typed with one error", () => {
  it("is recognised as one, and no other is", () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(isOneErrorApart(one, other)).toBe(neighbours(one).has(other));
        for (const near of neighbours(one)) expect(isOneErrorApart(one, near)).toBe(true);
      }),
    );
  });

  it("shares a number with what was meant, so that an index finds it", () => {
    fc.assert(
      fc.property(word, (one) => {
        const numbers = new Set(deletionsOf(one));
        for (const near of neighbours(one))
          expect(deletionsOf(near).some((number) => numbers.has(number))).toBe(true);
      }),
    );
  });

  it("most likely means a common word with the same first letter", () => {
    const known = [
      { word: "fuites", cards: 3 },
      { word: "fuite", cards: 400 },
      { word: "suite", cards: 500 },
      { word: "cuisine", cards: 900 },
    ];
    expect(likeliest("ffuite", known, 3).map(({ word: meant }) => meant)).toEqual(["fuite"]);
    expect(likeliest("fuitte", known, 3)[0]?.word).toBe("fuite");
  });

  it("is told where it stands nearly alone; in a question a rare word may be just that", () => {
    expect(isSurelyMeant("maizon", "maison", 1)).toBe(true);
    expect(isSurelyMeant("aison", "maison", 2)).toBe(true);
    expect(isSurelyMeant("chaudirèe", "chaudière", 4)).toBe(true);
    for (const [typed, meant] of [
      ["maison", "raison"],
      ["gele", "gelee"],
      ["sommet", "sommes"],
    ] as const) {
      expect(isSurelyMeant(typed, meant, 4)).toBe(false);
    }
    expect(isSurelyMeant("conxu", "concu", 6)).toBe(false);
    expect(isSurelyMeant("injection", "insecte", 1)).toBe(false);
  });

  it("is never a number, a short word or one of another alphabet", () => {
    expect(["123", "75011", "m2b4", "abc", "москва", "dalles"].filter(mayBeMisspelt)).toEqual(["dalles"]);
  });
});
