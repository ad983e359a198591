import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import type { Position } from "../../http/requests/cursor.ts";
import type { Database } from "../../platform/database/database.ts";
import { orderedPage } from "./mission-list-order.ts";
import { type CardFilters, type CardOrder, conditions } from "./mission-list-queries.ts";
import { insertCards, openTestConnection } from "./search/cards.test-support.ts";
import { readQuery } from "./search/query.ts";
import { refreshSearchTerms } from "./search/refresh-search-terms.ts";
import { NO_SYNONYMS } from "./search/synonyms.ts";

const CARDS = 240;
const LYON = { latitude: 45.76, longitude: 4.84 };
let access: TestDatabase;
let database: Database;

beforeAll(async () => {
  access = await createTestDatabase();
  database = openTestConnection(access.application);
  await insertCards(
    database.writer,
    Array.from({ length: CARDS }, (_, index) => ({
      title: index % 3 === 0 ? "Fuite d'eau" : "Peinture d'un salon",
      category: index % 2 === 0 ? "plomberie" : "peinture",
      // No plumbing can be done from afar: two filters that contradict each other.
      remote: index % 4 === 1,
      budgetCents: index % 5 === 0 ? null : 10_000 + ((index * 7_919) % 1_000) * 100,
      // No two at one place, so that there is one order by distance.
      latitude: index % 6 === 0 ? null : LYON.latitude + ((index * 31) % CARDS) / 120,
      longitude: index % 6 === 0 ? null : LYON.longitude + ((index * 17) % CARDS) / 120,
      publishedAt: new Date(Date.now() - ((index * 37) % CARDS) * 3_600_000),
    })),
  );
  await sql`update mission_cards set hot_rank = budget_sort % 977`.execute(database.writer);
  await refreshSearchTerms(database.writer);
});
afterAll(async () => {
  await database.close();
  await access.drop();
});

const order = fc.constantFrom<CardOrder>("hot", "newest", "budget", "distance");
const filters = fc.record({
  category: fc.constantFrom(null, "plomberie", "peinture", "jardinage"),
  remote: fc.constantFrom(null, true, false),
  budgetMin: fc.constantFrom(null, 30_000, 100_000),
  budgetMax: fc.constantFrom(null, 40_000, 110_000),
  near: fc.constant(LYON),
  radiusKm: fc.constantFrom(null, 20, 120),
});
const query = fc.constantFrom(null, "fuite", "peinture -salon", "eau peinture", '"fuite d\'eau"');
const bounds = fc.record({
  few: fc.constantFrom(0, 20, 1_000),
  walked: fc.integer({ min: 21, max: 60 }),
  gathered: fc.constantFrom(0, 30, 1_000),
});
const matching: Record<string, (title: string) => boolean> = {
  fuite: (title) => title.startsWith("Fuite"),
  "peinture -salon": () => false,
  "eau peinture": () => true,
  '"fuite d\'eau"': (title) => title.startsWith("Fuite"),
};

/** What passes, in order, as the conditions alone have it. */
async function wanted(by: CardOrder, asked: CardFilters, q: string | null): Promise<string[]> {
  const orders = {
    hot: sql`c.hot_rank desc, c.mission_id desc`,
    newest: sql`c.published_at desc, c.mission_id desc`,
    budget: sql`c.budget_sort desc, c.mission_id desc`,
    distance: sql`c.position <-> sphere_point(${LYON.latitude}::float8, ${LYON.longitude}::float8)`,
  };
  const { rows } = await sql<{ id: string; title: string }>`
    select c.mission_id as id, c.card->>'title' as title from mission_cards c
    where ${conditions(asked)} and ${by === "distance" ? sql`c.position is not null` : sql`true`}
    order by ${orders[by]}`.execute(database.reader);
  return rows.filter(({ title }) => q === null || matching[q]?.(title)).map(({ id }) => id);
}

it("gives each mission that passes once and in order, whatever is looked up and whatever is walked", async () => {
  await fc.assert(
    fc.asyncProperty(
      order,
      filters,
      query,
      bounds,
      fc.constantFrom(1, 20),
      async (by, asked, q, read, limit) => {
        const search = q === null ? null : readQuery(q, NO_SYNONYMS);
        const seen: string[] = [];
        let after: Position | null = null;
        do {
          const page: Awaited<ReturnType<typeof orderedPage>> = await orderedPage(
            database.reader,
            { search, words: null, filters: asked },
            by,
            after,
            limit,
            read,
          );
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          seen.push(...page.rows.map(({ missionId }) => missionId));
          // As a cursor carries it.
          after = page.next && (JSON.parse(JSON.stringify(page.next)) as Position);
        } while (after !== null);
        expect(seen).toEqual(await wanted(by, asked, q));
      },
    ),
    { numRuns: 120 },
  );
});
