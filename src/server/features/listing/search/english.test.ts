import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { categories } from "../../categories/index.ts";
import { withEnglish } from "./english.ts";
import { wordsOf } from "./normalise.ts";
import { OWN_WORDS } from "./offered-words.ts";
import { readQuery } from "./query.ts";
import { loadSynonyms } from "./synonyms.ts";
import { stemOf, termsOf } from "./text-terms.ts";

const french = loadSynonyms(null);
const known = withEnglish(french);
const asked = (query: string, language: "fr" | "en") =>
  readQuery(query, known[language], language).terms.map(({ alternatives }) =>
    alternatives.map(({ term }) => term),
  );

it.each([
  ["leak", "fuite"],
  ["website", "internet"],
  ["plumber", "plombier"],
  ["painters", "peintre"],
  ["I need a car mechanic", "mecanicien"],
  ["car", "voiture"],
  ["the swimming pool", "piscine"],
])("%s of an English reader finds %s", (query, word) => {
  expect(asked(query, "en").flat()).toContain(stemOf(word));
});

it("what is no French word is understood from French readers too, what is one is theirs alone", () => {
  for (const query of ["leak", "website", "plumber"]) expect(asked(query, "fr")).toEqual(asked(query, "en"));
  expect(asked("poste concret", "fr").flat()).not.toContain(stemOf("affiche"));
  expect(asked("car", "fr").flat()).not.toContain(stemOf("voiture"));
});

it("no French word of the trades, the synonyms or judged texts gets an English meaning from a French reader", () => {
  const texts = ["queries.txt", "general.txt"].map((name) =>
    readFileSync(new URL(`../../../../../tests/relevance/${name}`, import.meta.url), "utf8"),
  );
  const words = new Set([...OWN_WORDS.keys(), ...texts.flatMap(wordsOf)]);
  for (const word of words) {
    const stem = stemOf(word);
    expect(known.fr.ofOne(stem), word).toEqual(french.ofOne(stem));
  }
});

it("every category is found by an English word of its own name", () => {
  const missed = categories.filter(({ en, fr, trades }) => {
    const own = new Set(termsOf([fr, ...trades.map(({ masculine }) => masculine)].join(" ")));
    return !asked(en, "en")
      .flat()
      .some((term) => own.has(term));
  });
  expect(missed.map(({ en }) => en)).toEqual([]);
});
