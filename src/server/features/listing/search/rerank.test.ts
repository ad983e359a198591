import { describe, expect, it } from "vitest";
import { termNumber } from "./keys.ts";
import { readQuery } from "./query.ts";
import { type RankedText, rerank } from "./rerank.ts";
import { NO_SYNONYMS } from "./synonyms.ts";

/** Ids of the texts in the order that the query gives them; every word weighs the same unless told. */
function ranked(
  query: string,
  texts: readonly [title: string, description: string][],
  weights: Record<string, number> = {},
): number[] {
  const { terms } = readQuery(query, NO_SYNONYMS);
  const weighed = terms.map(({ word, alternatives: [own] }) => {
    const term = own?.term ?? "";
    return [{ term, number: termNumber(term), weight: weights[word] ?? 400 }];
  });
  const all: RankedText[] = texts.map(([title, description], at) => ({
    missionId: String(at),
    title,
    description,
    placeName: null,
    postalCode: null,
  }));
  const lengths = { title: 7, description: 100 };
  return rerank(all, terms, { weighed, lengths }).map(({ missionId }) => Number(missionId));
}

const filler = "Le chantier commence au printemps et dure quelques semaines selon la météo. ".repeat(4);

describe("of the best", () => {
  it("a text with all words is before one with a single word in title and description", () => {
    const order = ranked("bijoux décorés kabyles", [
      ["Décorer, décorateur, décoration", `Décorer une vitrine. ${filler}`],
      ["Artisanat", `Des bijoux décorés, kabyles. ${filler}`],
    ]);
    expect(order).toEqual([1, 0]);
  });

  it("a word in the title counts more than in the description", () => {
    const order = ranked("clavecin", [
      ["Musique", `Accorder un clavecin. ${filler}`],
      ["Accorder un clavecin", filler],
    ]);
    expect(order).toEqual([1, 0]);
  });

  it("of two words the one that tells more decides", () => {
    const order = ranked(
      "maison virginal",
      [
        ["Musique", `Une maison. ${filler}`],
        ["Musique", `Un virginal. ${filler}`],
      ],
      { maison: 100, virginal: 600 },
    );
    expect(order).toEqual([1, 0]);
  });
});
