import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../tests/support/server.ts";
import type { Database } from "../../../platform/database/database.ts";
import { insertCards, openTestConnection } from "./cards.test-support.ts";
import { readCounts } from "./count-queries.ts";
import { EVERYTHING } from "./facets.ts";
import { termNumber } from "./keys.ts";
import { renewCounts } from "./known-counts.ts";
import { readQuery } from "./query.ts";
import { rareCounts } from "./rare-counts.ts";
import { correctTerms } from "./spelling-queries.ts";
import { NO_SYNONYMS } from "./synonyms.ts";
import { stemOf } from "./text-terms.ts";

let access: TestDatabase;
let database: Database;

beforeAll(async () => {
  access = await createTestDatabase();
  database = openTestConnection(access.application);
  await insertCards(database.writer, [
    { title: "Accorder un virginal" },
    { title: "Musique", description: "Un virginal et une épinette" },
    { title: "Tondre la pelouse", placeName: "Saint-Flour" },
  ]);
});
afterAll(async () => {
  await database.close();
  await access.drop();
});

it("a word that a sample missed is counted in the index, by level; one that no mission has is left out", async () => {
  const [virginal, harp] = ["virginal", "harpe"].map((word) => termNumber(stemOf(word))) as [number, number];
  const counts = await rareCounts(database.writer, [virginal, harp, virginal]);
  expect([...counts.keys()]).toEqual([virginal]);
  const count = counts.get(virginal);
  expect(count?.cards).toBe(2);
  expect(count?.byLevel.reduce((sum, cards) => sum + cards, 0)).toBe(2);
  expect(count?.byLevel.filter((cards) => cards > 0)).toEqual([1, 1]);
});

it("among a million missions rare words weigh by how rare they are, and small towns are known", async () => {
  // What a job leaves that has read a sample without any of these words.
  await sql`insert into search_terms (term, level, cards) values (${EVERYTHING}, 0, 1000000)`.execute(
    database.writer,
  );
  await renewCounts(database.writer);
  const { weighed, counts } = await readCounts(
    database.writer,
    readQuery("virginal épinette flour harpe", NO_SYNONYMS).terms,
    [],
  );
  expect(counts.terms.map((term) => term?.cards)).toEqual([2, 1, 1, undefined]);
  const [virginal, spinet] = weighed.map(([own]) => own?.weight ?? 0);
  expect(virginal).toBeLessThan(spinet as number);
  expect(weighed[2]?.map(({ term }) => term)).toContain("@flour");
});

it("a word written as one is understood by parts that nobody has counted yet", async () => {
  await insertCards(database.writer, [{ title: "Réparer un lave-vaisselle" }]);
  const { terms } = readQuery("lavevaisselle", NO_SYNONYMS);
  const understood = await correctTerms(database.writer, terms, terms);
  expect(understood?.corrections.map(({ meant }) => meant)).toEqual(["lave vaisselle"]);
});
