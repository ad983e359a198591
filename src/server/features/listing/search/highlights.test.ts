import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean, highlight, wantedTerms } from "./highlights.ts";
import { readQuery } from "./query.ts";
import { NO_SYNONYMS } from "./synonyms.ts";

function marked(query: string, title: string): string[] {
  const wanted = wantedTerms(readQuery(query, NO_SYNONYMS), []);
  return highlight({ title, description: "" }, wanted).title.map(([start, end]) => title.slice(start, end));
}

describe("what was searched for is shown in the text", () => {
  it.each([
    ["electricienne", "Cherche l’électricien, ou deux électriciens", ["électricien", "électriciens"]],
    ["plombier", "Plombier·ère pour demain", ["Plombier"]],
    ["c++", "Développement C++, C#", ["C++"]],
    ["node.js", "Application (Node.js)", ["Node.js"]],
    ["saint etienne", "À St-Étienne", ["St", "Étienne"]],
    ["fuite", "Rien de tel", []],
  ])("%s in %s", (query, title, words) => {
    expect(marked(query, title)).toEqual(words);
  });

  it("in the part of a long description that says most of it", () => {
    const description = `${"Bonjour à tous. ".repeat(30)}La fuite d'un robinet est à réparer. ${"Merci. ".repeat(40)}`;
    const wanted = wantedTerms(readQuery("fuite robinet", NO_SYNONYMS), []);
    const { excerpt } = highlight({ title: "", description }, wanted);
    expect(excerpt.text.length).toBeLessThan(250);
    expect(excerpt.ranges.map(([start, end]) => excerpt.text.slice(start, end))).toEqual([
      "fuite",
      "robinet",
    ]);
  });

  it("by places within the text, in order and apart, whatever the text", () => {
    const text = fc.string({ unit: "binary", maxLength: 400 });
    fc.assert(
      fc.property(text, text, (query, description) => {
        const wanted = wantedTerms(readQuery(`${query} ${description.slice(0, 40)}`, NO_SYNONYMS), []);
        const { excerpt } = highlight({ title: "", description }, wanted);
        let behind = 0;
        for (const [start, end] of excerpt.ranges) {
          expect(start).toBeGreaterThanOrEqual(behind);
          expect(end).toBeGreaterThan(start);
          behind = end;
        }
        expect(behind).toBeLessThanOrEqual(excerpt.text.length);
        expect(description).toContain(excerpt.text.replace(/^…|…$/g, "").slice(0, 100));
      }),
    );
  });
});

it("a query is given back with what was meant, the rest as typed", () => {
  const corrections = [{ typed: "plonbier", meant: "plombier", sure: true }];
  expect(didYouMean("Plonbier à l'Île-d'Yeu !", corrections)).toBe("plombier à l'Île-d'Yeu !");
  expect(didYouMean("plombier", [])).toBeNull();
  expect(didYouMean("maison", [{ typed: "maison", meant: "raison", sure: false }])).toBeNull();
});
