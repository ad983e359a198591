import { type RawBuilder, sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../tests/support/server.ts";
import type { Database } from "../../../platform/database/database.ts";
import { insertCards, openTestConnection } from "./cards.test-support.ts";
import type { SearchFilters } from "./facets.ts";
import { keysOf, termNumber } from "./keys.ts";
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

/** As a list reads them by walking an order, and as it looks them up. */
async function newest(
  query: string,
  filters: SearchFilters = {},
): Promise<{ walked: string[]; lookedUp: string[] }> {
  const { sets, beside, condition } = await matchingCards(
    database.reader,
    readQuery(query, NO_SYNONYMS),
    filters,
  );
  const matching = async (conditions: readonly RawBuilder<unknown>[]) => {
    const { rows } = await sql<{ id: string }>`
      select c.mission_id as id from mission_cards c where ${sql.join(conditions, sql` and `)}
      order by c.published_at desc`.execute(database.reader);
    return rows.map(({ id }) => id);
  };
  const held = sets.map((keys) => sql`c.search_keys operator(pg_catalog.&&) ${keys}::integer[]`);
  return { walked: await matching([condition]), lookedUp: await matching([...held, beside]) };
}

const inOrder = (wanted: (index: number) => boolean) =>
  ids
    .map((id, index) => ({ id, index, age: (index * 37) % 60 }))
    .filter(({ index }) => wanted(index))
    .sort((one, other) => one.age - other.age)
    .map(({ id }) => id);

it("finds what holds any word, looked up or met on the way", async () => {
  const wanted = inOrder((index) => index % 3 === 0);
  expect(await newest("fuites eau")).toEqual({ walked: wanted, lookedUp: wanted });
});

it("narrows what is looked up by what the index knows of the filters", async () => {
  const { lookedUp } = await newest("peinture", { category: "peinture" });
  expect(lookedUp).toEqual(inOrder((index) => index % 3 !== 0 && index % 2 === 1));
});

it("looks nothing up of a word that is excluded as well", async () => {
  const { sets } = await matchingCards(database.reader, readQuery("fuites -fuite", NO_SYNONYMS), {});
  const known = new Set(keysOf(termNumber("fuit")));
  expect(sets.flat().filter((key) => known.has(key))).toEqual([]);
  expect(await newest("fuites -fuite")).toEqual({ walked: [], lookedUp: [] });
});
