import fc from "fast-check";
import { type RawBuilder, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../tests/support/server.ts";
import type { Database } from "../../../platform/database/database.ts";
import { conditions } from "../mission-list-queries.ts";
import { analyseQuery } from "./analyse.ts";
import { insertCards, openTestConnection, type TestCard } from "./cards.test-support.ts";
import type { SearchFilters } from "./facets.ts";
import { readQuery } from "./query.ts";
import { refreshSearchTerms } from "./refresh-search-terms.ts";
import { type SearchPosition, searchMissionIds } from "./search-queries.ts";
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

/** Each test looks at its own cards alone. */
async function withCards(cards: readonly TestCard[], work: (ids: string[]) => Promise<void>): Promise<void> {
  const ids = await insertCards(database.writer, cards);
  await refreshSearchTerms(database.writer);
  try {
    await work(ids);
  } finally {
    await sql`delete from mission_cards`.execute(database.writer);
  }
}

async function search(
  query: string,
  { filters = {}, limit = 20, after = null as SearchPosition | null } = {} as {
    filters?: SearchFilters;
    limit?: number;
    after?: SearchPosition | null;
  },
) {
  const asked = readQuery(query, NO_SYNONYMS);
  return searchMissionIds(database.reader, {
    query: asked,
    filters,
    condition: exactly(filters),
    after,
    limit,
  });
}

function exactly({ category, remote, budgetMin, budgetMax, near }: SearchFilters): RawBuilder<unknown> {
  return conditions({
    category: category ?? null,
    remote: remote ?? null,
    budgetMin: budgetMin ?? null,
    budgetMax: budgetMax ?? null,
    near: near ?? null,
    radiusKm: near?.radiusKm ?? null,
  });
}

async function walk(query: string, limit: number, between: () => Promise<void> = async () => {}) {
  const seen: string[] = [];
  let after: SearchPosition | null = null;
  do {
    const page: Awaited<ReturnType<typeof search>> = await search(query, { limit, after });
    seen.push(...page.found.map(({ missionId }) => missionId));
    // As a cursor carries it.
    after = page.next && (JSON.parse(JSON.stringify(page.next)) as SearchPosition);
    if (after !== null) await between();
  } while (after !== null);
  return seen;
}

const idsOf = (page: Awaited<ReturnType<typeof search>>) => page.found.map(({ missionId }) => missionId);

describe("a search", () => {
  it("finds a mission by any of its words, and more words count more", async () => {
    const cards = [
      { title: "Peindre un salon", description: "Murs blancs" },
      { title: "Peindre un salon et une chambre", description: "Murs blancs" },
      { title: "Tondre une pelouse", description: "Grand jardin" },
    ];
    await withCards(cards, async ([one, both]) => {
      expect(idsOf(await search("peindre chambre"))).toEqual([both, one]);
    });
  });

  it("puts a word of the title before the same word of the description", async () => {
    const cards = [
      { title: "Travaux divers", description: "Il faut réparer la chaudière" },
      { title: "Réparer la chaudière", description: "Travaux divers" },
    ];
    await withCards(cards, async ([description, title]) => {
      expect(idsOf(await search("chaudière"))).toEqual([title, description]);
    });
  });

  it("weighs a rare word more than a common one", async () => {
    const cards = [
      ...Array.from({ length: 30 }, () => ({ title: "Mission de jardin", description: "Tailler" })),
      { title: "Mission de verger", description: "Tailler" },
    ];
    await withCards(cards, async (ids) => {
      expect(idsOf(await search("jardin verger"))[0]).toBe(ids.at(-1));
    });
  });

  it("shows the newer of two equal missions first", async () => {
    await withCards([{ title: "Ramonage" }, { title: "Ramonage" }], async ([older, newer]) => {
      expect(idsOf(await search("ramonage"))).toEqual([newer, older]);
    });
  });

  it.each(["electricien", "électricienne", "ÉLECTRICIENS", "l’électricien·ne", "electriciene electricien"])(
    "for %s finds the électricien",
    async (query) => {
      await withCards([{ title: "Cherche électricien" }, { title: "Cherche plombier" }], async ([wanted]) => {
        expect(idsOf(await search(query))).toEqual([wanted]);
      });
    },
  );

  it("answers words that no mission has with nothing", async () => {
    await withCards([{ title: "Ramonage" }], async () => {
      expect(await search("xylophone")).toMatchObject({ found: [], next: null });
    });
  });

  it("works before anything was counted", async () => {
    await withCards([{ title: "Ramonage" }], async ([only]) => {
      await sql`delete from search_terms`.execute(database.writer);
      expect(idsOf(await search("ramonage"))).toEqual([only]);
    });
  });
});

describe("all pages of a search", () => {
  const words = ["fuite", "robinet", "cuisine", "lavabo"];
  const many = Array.from({ length: 1_300 }, (_, index) => ({
    title: `Fuite ${words[index % 4]} ${index}`,
    description: words.slice(0, 1 + (index % 3)).join(" "),
    publishedAt: new Date(Date.now() - 3_600_000 * (index + 1)),
  }));

  it("show each mission once while others are published and counts change, and end after 1,000", async () => {
    await withCards(many, async (ids) => {
      const seen = await walk("fuite de robinet", 100, async () => {
        await insertCards(database.writer, [
          { title: "Fuite robinet robinet fuite", publishedAt: new Date() },
          { title: "Robinet", publishedAt: new Date() },
        ]);
        await refreshSearchTerms(database.writer);
      });
      expect(seen).toHaveLength(1_000);
      expect(new Set(seen).size).toBe(1_000);
      expect(seen.filter((id) => !ids.includes(id))).toEqual([]);
    });
  });

  it("show every mission where there are fewer, whatever the page's size", async () => {
    await withCards(many.slice(0, 700), async (ids) => {
      for (const limit of [7, 100]) {
        const seen = await walk("cuisine fuite", limit);
        expect(seen.toSorted()).toEqual(ids.toSorted());
      }
    });
  });
});

describe("words and filters together", () => {
  const lyon = { latitude: 45.764, longitude: 4.8357 };
  const cards: TestCard[] = Array.from({ length: 400 }, (_, index) => ({
    title: index % 2 === 0 ? "Poser du carrelage" : "Poser du parquet",
    description: index % 3 === 0 ? "Dans une cuisine" : "Dans un salon",
    category: ["carrelage", "menuiserie", "plomberie"][index % 3] as string,
    remote: index % 7 === 0,
    budgetCents: index % 5 === 0 ? null : 100 * 2 ** (index % 20),
    latitude: index % 11 === 0 ? null : lyon.latitude + ((index * 37) % 100) / 20 - 2.5,
    longitude: index % 11 === 0 ? null : lyon.longitude + ((index * 61) % 100) / 15 - 3.3,
  }));
  const filters = fc.record(
    {
      category: fc.constantFrom("carrelage", "menuiserie", "jardin"),
      remote: fc.boolean(),
      budgetMin: fc.integer({ min: 100, max: 1_000_000 }),
      budgetMax: fc.integer({ min: 1_000, max: 100_000_000 }),
      near: fc.record({
        latitude: fc.double({ min: 43, max: 48, noNaN: true }),
        longitude: fc.double({ min: 2, max: 7, noNaN: true }),
        radiusKm: fc.constantFrom(5, 30, 120, 400, 2_000),
      }),
    },
    { requiredKeys: [] },
  );

  it("find what the conditions alone find among the missions with a word", async () => {
    await withCards(cards, async (ids) => {
      const words = fc.constantFrom("carrelage", "cuisine parquet", "salon", "poser");
      const matching: Record<string, (index: number) => boolean> = {
        carrelage: (index) => index % 2 === 0,
        "cuisine parquet": (index) => index % 3 === 0 || index % 2 === 1,
        salon: (index) => index % 3 !== 0,
        poser: () => true,
      };
      await fc.assert(
        fc.asyncProperty(words, filters, async (query, asked) => {
          const { rows } = await sql<{ id: string }>`
            select c.mission_id as id from mission_cards c where ${exactly(asked)}`.execute(database.reader);
          const passing = new Set(rows.map(({ id }) => id));
          const wanted = ids.filter((id, index) => passing.has(id) && matching[query]?.(index));
          const found = idsOf(await search(query, { filters: asked, limit: 1_000 }));
          expect(found.toSorted()).toEqual(wanted.toSorted());
        }),
        { numRuns: 60 },
      );
    });
  });
});

describe("what a visitor or a client types", () => {
  const anyText = fc.string({ unit: "binary", maxLength: 200 });

  it("is searched and stored without an error, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (title, query) => {
        await insertCards(database.writer, [{ title: title.toWellFormed().replaceAll("\0", " ") }]);
        if (analyseQuery(query).terms.length > 0) await search(query);
        const own = analyseQuery(title).terms;
        if (own.length > 0) expect((await search(title)).found.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
    await sql`delete from mission_cards`.execute(database.writer);
  });
});
