import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQuery } from "./query.ts";
import { loadSynonyms, NO_SYNONYMS } from "./synonyms.ts";

const synonyms = loadSynonyms(null);
const stemsOf = (query: string) =>
  readQuery(query, NO_SYNONYMS).terms.map(({ alternatives }) => alternatives[0]?.term);

describe("a query", () => {
  it("holds phrases between quotes of any kind, whose words are searched for as well", () => {
    for (const query of ['fuite "salle de bains"', "fuite « salle de bains »", "fuite “salle de bains”"]) {
      expect(readQuery(query, NO_SYNONYMS).phrases).toEqual([["sal", "de", "bain"]]);
      expect(stemsOf(query)).toEqual(["fuit", "sal", "bain"]);
    }
    expect(readQuery('"fuite', NO_SYNONYMS).phrases).toEqual([]);
    expect(readQuery('"fuite"', NO_SYNONYMS).phrases).toEqual([]);
  });

  it("leaves out how a question is put, but for words that are made of such", () => {
    expect(stemsOf("Combien pouvez-vous être payé afin de garder un chat ?")).toEqual([
      "paye",
      "gard",
      "chat",
    ]);
    expect(stemsOf("bien-être au travail")).toEqual(["bien", "etre", "travail"]);
    expect(stemsOf("bien rangé")).toEqual(["rang"]);
  });

  it("excludes what has a minus before it, and nothing for a hyphen or a dash", () => {
    expect(readQuery("peinture -façade", NO_SYNONYMS)).toMatchObject({ excluded: [["facad"]] });
    expect(readQuery('peinture -"cage d’escalier"', NO_SYNONYMS).excluded).toEqual([["cage", "escali"]]);
    for (const query of ["lave-linge", "peinture - façade", "Lyon – Paris", "garde-corps -"]) {
      expect(readQuery(query, NO_SYNONYMS).excluded).toEqual([]);
    }
  });

  it("of nothing but exclusions asks for these words", () => {
    expect(readQuery("-façade", NO_SYNONYMS)).toMatchObject({ excluded: [], phrases: [] });
    expect(stemsOf("-façade")).toEqual(["facad"]);
  });

  it("says which words stand together, stop words left out", () => {
    const { terms } = readQuery("salle de bains", NO_SYNONYMS);
    expect(terms.map(({ follows }) => follows)).toEqual([false, true]);
  });

  it("of any characters is bounded, and reads the same without accents", () => {
    const awkward = fc
      .array(fc.constantFrom(..."\"«»“”-+#'’·(){} éœaàz0\u0000\ud800".split(""), "machine à laver", "pac"), {
        maxLength: 60,
      })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(awkward, fc.string({ unit: "binary", maxLength: 3_000 })), (text) => {
        const { terms, phrases, excluded } = readQuery(text, synonyms);
        expect(terms.length).toBeLessThanOrEqual(12);
        expect(phrases.length).toBeLessThanOrEqual(3);
        expect(excluded.length).toBeLessThanOrEqual(8);
        const alternatives = terms.flatMap((term) => term.alternatives);
        expect(alternatives.length).toBeLessThanOrEqual(12 * 16);
        for (const { term, factor } of alternatives) {
          expect(term).not.toBe("");
          expect(factor).toBeGreaterThan(0);
          expect(factor).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 1_000 },
    );
    for (const query of ["électricité générale", "« salle d'eau » -évier", "mâçonnerie œuvre"]) {
      const plain = query.normalize("NFD").replace(/\p{M}/gu, "").replace("œ", "oe");
      expect(readQuery(plain, synonyms)).toEqual(readQuery(query, synonyms));
    }
  });
});
