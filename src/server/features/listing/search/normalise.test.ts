import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseQuery } from "./analyse.ts";
import { wordsOf } from "./normalise.ts";
import { termsOf } from "./text-terms.ts";

const anyText = fc.string({ unit: "binary", maxLength: 300 });
/** Text of the signs that the rules look at, so that they meet in every order. */
const awkwardText = fc
  .array(
    fc.constantFrom(
      ..."lLdsSecjtx+#.'’·()-/ \u0000\ud800é·œ".split(""),
      ...[
        "st",
        "ste",
        "qu'",
        "aujourd",
        "hui",
        "ne",
        "trice",
        "euse",
        "c++",
        ".net",
        "node.js",
        "électricien",
        "(e)s",
      ],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

describe("the words of a text", () => {
  it.each([
    ["L’électricien d'Élodie, jusqu'à Lyon", "electricien elodie a lyon"],
    ["aujourd’hui, aujourd'hui", "aujourdhui aujourdhui"],
    ["chef-d'œuvre Ægir", "chef oeuvre aegir"],
    ["coiffeur/coiffeuse", "coiffeur coiffeuse"],
    ["C++, C#, .NET, ASP.NET, Node.js et node js", "cplusplus csharp dotnet asp dotnet nodejs et nodejs"],
    ["St-Étienne, Ste Foy", "saint etienne sainte foy"],
    ["120 m², 75011 PARIS", "120 m2 75011 paris"],
    ["Marque™, 𝐀telier №5", "marquetm atelier no5"],
    ["contact@exemple.fr _ a/b (c)", "contact exemple fr a b c"],
    ["wi-fi et e-commerce", "wifi et ecommerce"],
  ])("of %s are %s", (text, words) => {
    expect(wordsOf(text).join(" ")).toBe(words);
  });

  it.each([
    "électricien·ne",
    "électricien·ne·s",
    "électricien(ne)",
    "électricien(ne)s",
    "électricien-ne",
    "électricien-ne-s",
    "électricien.ne",
    "électricien.ne·s",
    "électricien.ne.s",
    "électricien/ne",
    "ELECTRICIEN•NE",
  ])("reduce %s to one word", (text) => {
    expect(wordsOf(text)).toEqual(["electricien"]);
  });

  it.each([
    ["traducteur·trice traducteur(trice) traducteur/rice", "traducteur traducteur traducteur"],
    ["coiffeur·euse coiffeur/euse coiffeur-euse", "coiffeur coiffeur coiffeur"],
    ["plombier·ère jardinier/ière infirmier(ière)s", "plombier jardinier infirmier"],
    ["chef·fe employé·e·s chargé(e)s", "chef employe charge"],
  ])("drop the inclusive endings of %s", (text, words) => {
    expect(wordsOf(text).join(" ")).toBe(words);
  });

  it.each([
    ["salle-de-bain grand-mère rez-de-chaussée", "salle de bain grand mere rez de chaussee"],
    ["porte-fenêtre lave-linge (Lyon)", "porte fenetre lave linge lyon"],
  ])("leave the parts of %s whole", (text, words) => {
    expect(wordsOf(text).join(" ")).toBe(words);
  });

  it.each([
    ["iso9001 ISO-9001 ISO 9001", "iso 9001 iso 9001 iso 9001"],
    ["RAL7016 ral 7016 BA13 Windows11", "ral 7016 ral 7016 ba 13 windows 11"],
    ["75kVA 75 kva 30m² 30 m2 15ème 15e 1er", "75 kva 75 kva 30 m2 30 m2 15e 15e 1er"],
    ["m2 mp3 4x4 r410a 3d", "m2 mp3 4x4 r410a 3d"],
    ["e-commerce E commerce ecommerce e-mail e mail", "ecommerce ecommerce ecommerce email email"],
    ["C ++ C++ c + + C #", "cplusplus cplusplus cplusplus csharp"],
    ["wi-fi Wi Fi wifi", "wifi wifi wifi"],
  ])("are the same however %s are joined", (text, words) => {
    expect(wordsOf(text).join(" ")).toBe(words);
  });

  it.each([
    "0612345678",
    "06 12 34 56 78",
    "06.12.34.56.78",
    "06-12-34-56-78",
    "0612 345 678",
    "+33 6 12 34 56 78",
    "+33612345678",
    "+33 (0)6 12 34 56 78",
    "0033 6 12 34 56 78",
  ])("hold the telephone number %s as one", (text) => {
    expect(wordsOf(`Tél. ${text}, le soir`)).toEqual(["tel", "0612345678", "le", "soir"]);
    expect(termsOf(`Tél. ${text}, le soir`)).toContain("0612345678");
  });

  it("are the same when read a second time", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, awkwardText), (text) => {
        const words = wordsOf(text);
        expect(wordsOf(words.join(" "))).toEqual(words);
      }),
      { numRuns: 2_000, examples: [["ŉ"]] },
    );
  });

  it("hold letters and digits alone, none longer than 64", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, awkwardText), (text) => {
        for (const word of wordsOf(text)) expect(word).toMatch(/^[\p{L}\p{N}]{1,64}$/u);
      }),
    );
  });

  it("are the same with accents typed or not, and with either apostrophe", () => {
    const french = fc.array(fc.constantFrom(..."aàâbcçdeéèêëfghiîïlmnoôpqrstuùûüvz' -"), { maxLength: 60 });
    fc.assert(
      fc.property(french, (letters) => {
        const text = letters.join("");
        const plain = text.normalize("NFD").replace(/\p{M}/gu, "");
        expect(wordsOf(plain)).toEqual(wordsOf(text));
        expect(wordsOf(text.replaceAll("'", "’"))).toEqual(wordsOf(text));
        expect(wordsOf(text.normalize("NFD"))).toEqual(wordsOf(text));
      }),
    );
  });
});

describe("a query", () => {
  it.each([
    ["", []],
    ["?! … \u0000 \ud800", []],
    ["comment trouver une électricienne ?", ["electricien"]],
    ["de la", ["de", "la"]],
    ["plombiers PLOMBIÈRE plombier", ["plombi"]],
  ])("%j asks for %j", (query, terms) => {
    expect(analyseQuery(query).terms).toEqual(terms);
  });

  it("of any characters gives at most twelve terms of letters and digits", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, awkwardText), (text) => {
        const { terms } = analyseQuery(text);
        expect(terms.length).toBeLessThanOrEqual(12);
        expect(new Set(terms).size).toBe(terms.length);
        for (const term of terms) expect(term).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    "a".repeat(5_000),
    "é·".repeat(2_500),
    "l'".repeat(2_500),
    "(((".repeat(1_700),
    "\ud800".repeat(5_000),
  ])("of 5,000 characters is read (%#)", (query) => {
    expect(analyseQuery(query).terms.length).toBeLessThanOrEqual(12);
  });
});
