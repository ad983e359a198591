import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../tests/support/server.ts";
import type { Database } from "../../../platform/database/database.ts";
import { insertCards, openTestConnection } from "./cards.test-support.ts";
import { readCounts } from "./count-queries.ts";
import { facetSets } from "./facets.ts";
import { readQuery } from "./query.ts";
import { refreshSearchTerms } from "./refresh-search-terms.ts";
import { NO_SYNONYMS } from "./synonyms.ts";

let access: TestDatabase;
let database: Database;

beforeAll(async () => {
  access = await createTestDatabase();
  database = openTestConnection(access.application);
});
afterAll(async () => {
  await database.close();
  await access.drop();
});

async function countsNow() {
  await refreshSearchTerms(database.writer);
  const { counts } = await readCounts(
    database.reader,
    readQuery("fuite lavabo rienquivaille", NO_SYNONYMS).terms,
    facetSets({ category: "plomberie" }),
  );
  const { cards, facets, terms, days } = counts;
  return { cards, facets, terms: terms.map((term) => term?.cards), days: days.slice(0, 3) };
}

it("words, filters and days are counted, and counted down when missions go", async () => {
  const day = 86_400_000;
  const [first] = await insertCards(database.writer, [
    { title: "Fuite", publishedAt: new Date() },
    { title: "Fuite d'un lavabo", publishedAt: new Date() },
    { title: "Tonte", description: "Fuites", category: "jardin", publishedAt: new Date(Date.now() - day) },
  ]);
  const all = { cards: 3, facets: [2 / 3], terms: [3, 1, undefined], days: [2, 1, 0] };
  expect(await countsNow()).toEqual(all);
  expect(await countsNow()).toEqual(all);
  await sql`delete from mission_cards where mission_id = ${first}`.execute(database.writer);
  expect(await countsNow()).toEqual({ cards: 2, facets: [1 / 2], terms: [2, 1, undefined], days: [1, 1, 0] });
});
