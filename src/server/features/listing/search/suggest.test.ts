import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../tests/support/server.ts";
import type { Database } from "../../../platform/database/database.ts";
import { insertCards, openTestConnection } from "./cards.test-support.ts";
import { refreshWords } from "./refresh-words.ts";
import {
  beginningsOf,
  isBegunBy,
  isNearlyBegunBy,
  refreshSuggestions,
  suggestNearTitles,
  suggestTitles,
} from "./suggest.ts";

let access: TestDatabase;
let database: Database;

beforeAll(async () => {
  access = await createTestDatabase();
  database = openTestConnection(access.application);
});
afterEach(() => sql`delete from mission_cards`.execute(database.writer));
afterAll(async () => {
  await database.close();
  await access.drop();
});

async function publish(...titles: string[]): Promise<string[]> {
  const ids = await insertCards(
    database.writer,
    titles.map((title, place) => ({ title, publishedAt: new Date(Date.now() - 60_000 + place) })),
  );
  // The same words in two others' titles, so that they may be offered; these are not, for their number.
  await insertCards(
    database.writer,
    [1, 2].map((client) => ({ title: `${client} ${titles.join(". ")}`, client })),
  );
  await refreshWords(database.writer);
  await refreshSuggestions(database.writer);
  return ids;
}

describe("while a person types", () => {
  it("titles that begin so come first, then those with a word that does", async () => {
    await publish("Électricien pour un tableau", "Cherche électricien", "Plombier");
    expect(await suggestTitles(database.reader, "ELEC", 8)).toEqual([
      "Électricien pour un tableau",
      "Cherche électricien",
    ]);
    expect(await suggestTitles(database.reader, "cherche él", 8)).toEqual(["Cherche électricien"]);
  });

  it("no title comes twice, and no more than asked for", async () => {
    await publish("Tonte", "tonte !", "Tonte de pelouse", "Tonte de haie");
    expect(await suggestTitles(database.reader, "ton", 8)).toEqual([
      "Tonte de haie",
      "Tonte de pelouse",
      "tonte !",
    ]);
    expect(await suggestTitles(database.reader, "ton", 1)).toEqual(["Tonte de haie"]);
  });

  it("a mission that is no longer published is gone at once", async () => {
    const [hidden] = await publish("Ramonage de cheminée");
    await sql`delete from mission_cards where mission_id = ${hidden}`.execute(database.writer);
    expect(await suggestTitles(database.reader, "ramon", 8)).toEqual([]);
    await refreshSuggestions(database.writer);
    const { rows } = await sql`select from search_suggestions`.execute(database.writer);
    expect(rows).toEqual([]);
  });

  it("one error is put right wherever it is, the first letter last of all", async () => {
    await publish("Plomberie", "Ramonage de cheminée", "Électricien pour un tableau");
    for (const typed of ["plonb", "plobm", "pplom", "lombe", "blomberie", "plomberiee"]) {
      expect(await suggestNearTitles(database.reader, typed, 8), typed).toEqual(["Plomberie"]);
    }
    expect(await suggestNearTitles(database.reader, "ramonage de chmi", 8)).toEqual(["Ramonage de cheminée"]);
    expect(await suggestNearTitles(database.reader, "tabelau", 8)).toEqual(["Électricien pour un tableau"]);
    await publish("Boulangerie", "Coulage de dalle");
    expect(await suggestNearTitles(database.reader, "boula", 8)).toEqual(["Boulangerie"]);
    expect(await suggestNearTitles(database.reader, "xyz", 8)).toEqual([]);
  });

  it.each(["", "%", "_", "'", "\\", "\u0000", "\ud800", "?".repeat(5_000), "z".repeat(5_000)])(
    "%j suggests nothing",
    async (typed) => {
      await publish("Tonte");
      expect(await suggestTitles(database.reader, typed, 8)).toEqual([]);
      expect(await suggestNearTitles(database.reader, typed, 8)).toEqual([]);
    },
  );
});

describe("a label", () => {
  it("is entered from its first word and from each telling one", () => {
    expect(beginningsOf("Rénovation de salle de bain")).toEqual([
      "renovation de salle de bain",
      "salle de bain",
      "bain",
    ]);
  });

  it("is begun by the start of any of its words, accents or not", () => {
    expect(
      ["sal", "SALLE DE", "reno", "réno"].map((typed) => isBegunBy(typed)("Rénovation de salle de bain")),
    ).toEqual([true, true, true, true]);
    expect(["alle", "de", "", "?"].map((typed) => isBegunBy(typed)("Rénovation de salle de bain"))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("is nearly begun by what one error makes of its start", () => {
    for (const typed of ["plonb", "plmoberie", "lomb", "plomberiee"]) {
      expect(isNearlyBegunBy(typed)("Plomberie"), typed).toBe(true);
    }
    for (const typed of ["plo", "plxyb", "serrure"])
      expect(isNearlyBegunBy(typed)("Plomberie"), typed).toBe(false);
  });
});
