import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../tests/support/server.ts";
import type { Database } from "../../../platform/database/database.ts";
import { insertCards, openTestConnection } from "./cards.test-support.ts";
import type { SearchFilters } from "./facets.ts";
import { EVERYTHING } from "./facets.ts";
import { termNumber } from "./keys.ts";
import { matchingCards } from "./matching-cards.ts";
import { readQuery } from "./query.ts";
import { refreshSearchTerms } from "./refresh-search-terms.ts";
import { NO_SYNONYMS } from "./synonyms.ts";

let access: TestDatabase;
let database: Database;
let ids: string[];

beforeAll(async () => {
  access = await createTestDatabase();
  database = openTestConnection(access.application);
  ids = await insertCards(
    database.writer,
    Array.from({ length: 60 }, (_, index) => ({
      title: index % 3 === 0 ? "Fuite d'eau" : "Peinture",
      category: index % 2 === 0 ? "plomberie" : "peinture",
      publishedAt: new Date(Date.now() - ((index * 37) % 60) * 3_600_000),
    })),
  );
  await refreshSearchTerms(database.writer);
});
afterAll(async () => {
  await database.close();
  await access.drop();
});

async function newest(query: string, filters: SearchFilters = {}): Promise<string[]> {
  const { source, condition } = await matchingCards(database.reader, readQuery(query, NO_SYNONYMS), filters);
  const { rows } = await sql<{ id: string }>`
    select c.mission_id as id from ${source} where ${condition} order by c.published_at desc`.execute(
    database.reader,
  );
  return rows.map(({ id }) => id);
}

const inOrder = (wanted: (index: number) => boolean) =>
  ids
    .map((id, index) => ({ id, index, age: (index * 37) % 60 }))
    .filter(({ index }) => wanted(index))
    .sort((one, other) => one.age - other.age)
    .map(({ id }) => id);

it("lists what holds a word in another order than by relevance, few or many", async () => {
  const wanted = inOrder((index) => index % 3 === 0);
  expect(await newest("fuites eau")).toEqual(wanted);
  await sql`update search_terms set cards = 1000000 where term in (${EVERYTHING}, ${termNumber("fuit")})`.execute(
    database.writer,
  );
  expect(await newest("fuites eau")).toEqual(wanted);
  await refreshSearchTerms(database.writer);
});

it("narrows a few by what the index knows of the filters", async () => {
  expect(await newest("peinture", { category: "peinture" })).toEqual(
    inOrder((index) => index % 3 !== 0 && index % 2 === 1),
  );
});
