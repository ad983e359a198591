import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../tests/support/server.ts";
import { type Database, openDatabase } from "../../../platform/database/database.ts";
import { conditions } from "../mission-list-queries.ts";
import { relevancePage } from "../mission-list-search.ts";
import { insertCards } from "./cards.test-support.ts";
import { readQuery } from "./query.ts";
import { refreshSearch } from "./refresh-search.ts";
import { loadSynonyms } from "./synonyms.ts";

const TITLES = [
  "Remplacer une chaudière à gaz",
  "Cherche plombier pour une fuite",
  "Poser du carrelage dans une salle de bains",
  "Carrelage de la cuisine, bains de soleil et grande salle",
  "Réparer un lave-vaisselle",
  "Garde-corps en acier",
  "Développement C++ et C#",
  "Traitement de charpente",
  "Peinture de façade",
  "Peinture de chambre",
];

let access: TestDatabase;
let database: Database;
let statements = 0;

beforeAll(async () => {
  access = await createTestDatabase();
  database = openDatabase({
    connection: access.application,
    poolMax: 2,
    onError: () => {},
    onStatement: () => {
      statements += 1;
    },
  });
  await insertCards(database.writer, [
    ...TITLES.map((title) => ({ title })),
    { title: "Refaire un mur", placeName: "Plombières-les-Bains" },
    { title: "Refaire un toit", placeName: "Saint-Étienne" },
    { title: "Blinder une entrée", category: "serrurerie-metallerie" },
    // So that these words may be told to others.
    ...[1, 2].map((client) => ({ title: "Visite", description: "Chaudière, traitement", client })),
  ]);
  await refreshSearch(database.writer);
});
afterAll(async () => {
  await database.close();
  await access.drop();
});

const filters = {
  category: null,
  budgetMin: null,
  budgetMax: null,
  remote: null,
  near: null,
  radiusKm: null,
};
const synonyms = loadSynonyms(null);

async function search(q: string) {
  const page = await relevancePage(
    database.reader,
    { query: readQuery(q, synonyms), filters: {}, condition: conditions(filters), near: null, limit: 20 },
    null,
  );
  return {
    titles: page.rows.map(({ card }) => JSON.parse(card).title as string),
    corrections: page.corrections,
  };
}

describe("a word that no mission has", () => {
  it.each([
    ["chaudirèe", "chaudière", 0],
    ["chauddière gaz", "chaudière", 0],
    ["plonbier", "plombier", 1],
    ["plombiès", "plombier", 1],
    ["carelage", "carrelage", 2],
    ["trraitement", "traitement", 7],
  ])("%s is taken for %s", async (query, meant, title) => {
    const { titles, corrections } = await search(query);
    expect(titles.slice(0, 2)).toContain(TITLES[title]);
    if (corrections.length > 0) expect(corrections[0]?.meant).toBe(meant);
  });

  it.each([
    ["lavevaisselle", 4],
    ["gardecorps", 5],
    ["lave vaisselle", 4],
    ["garde corps", 5],
  ])("%s is read in the parts it has", async (query, title) => {
    expect((await search(query)).titles[0]).toBe(TITLES[title]);
  });

  it("is left alone when it is a number, short, or far from all others", async () => {
    for (const query of ["75012", "gas", "xylophone"]) expect((await search(query)).corrections).toEqual([]);
  });

  it("falls into words of a compound alone, never into pieces of a word", async () => {
    for (const query of ["autrefois", "traitementait", "surcharpente"]) {
      expect((await search(query)).corrections).toEqual([]);
    }
  });

  it.each([
    ["serrurière", []],
    ["sertrurier", ["serrurier"]],
    ["errurière", ["serrurière"]],
  ])("%s stands for its category when no mission names the trade", async (query, meant) => {
    const { titles, corrections } = await search(query);
    expect(titles).toEqual(["Blinder une entrée"]);
    expect(corrections.map((correction) => correction.meant)).toEqual(meant);
  });

  it("too rare to have been counted is no error", async () => {
    const { rows } = await sql<{ term: number; level: number; cards: number }>`
      delete from search_terms t using search_words w where w.word = 'chaudiere' and t.term = w.term
      returning t.*`.execute(database.writer);
    expect(rows.length).toBeGreaterThan(0);
    expect((await search("chaudières")).corrections).toEqual([]);
    await refreshSearch(database.writer);
  });
});

describe("what is asked for", () => {
  it("in quotes stands together", async () => {
    expect((await search("salle de bains carrelage")).titles.length).toBeGreaterThan(1);
    expect((await search('carrelage "salle de bains"')).titles).toEqual([TITLES[2]]);
    expect((await search('"bains de salle"')).titles).toEqual([]);
  });

  it("with a minus is left out", async () => {
    expect((await search("peinture -façade")).titles).toEqual([TITLES[9]]);
    expect((await search("peinture -chambre -facade")).titles).toEqual([]);
  });

  it("by a trade is not a town of a like name, which its own name finds", async () => {
    expect((await search("plombier")).titles).toEqual([TITLES[1]]);
    expect((await search("mur Plombières-les-Bains")).titles[0]).toBe("Refaire un mur");
    for (const town of ["St-Etienne", "saint étienne", "st etienne"]) {
      expect((await search(town)).titles[0]).toBe("Refaire un toit");
    }
  });

  it("by another name is found", async () => {
    expect((await search("machine à laver la vaisselle")).titles[0]).toBe(TITLES[4]);
    expect((await search("ravalement")).titles[0]).toBe(TITLES[8]);
  });
});

it("a search sends few statements, whatever is typed", async () => {
  for (const query of [
    "plombier",
    "chaudirèe plonbier carelage trraitement lavevaisselle gardecorps",
    '"salle de bains" -façade peinture',
    Array.from({ length: 200 }, (_, number) => `mot${number} inconnux${number}y`).join(" "),
    "é".repeat(5_000),
  ]) {
    statements = 0;
    await search(query);
    expect(statements).toBeLessThanOrEqual(9);
  }
});
