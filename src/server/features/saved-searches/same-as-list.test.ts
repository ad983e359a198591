import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sample } from "../../../../tests/support/depth.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { createCursors } from "../../http/requests/cursor.ts";
import { createMissionList, createQueryReader, refreshSearch } from "../listing/index.ts";
import { insertCards, type TestCard } from "../listing/search/cards.test-support.ts";
import { matchingQueries } from "./match-mission.ts";
import { putQuery } from "./saved-search-queries.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Words of every kind that a search reads in its own way: stems, synonyms, expressions, towns, compounds, numbers. */
const WORDS = [
  "peindre",
  "peinture",
  "volets",
  "volet",
  "pompe à chaleur",
  "pac",
  "PAC",
  "fuite",
  "plombier",
].concat(
  [
    "lave vaisselle",
    "lavevaisselle",
    "salle de bains",
    "Lyon",
    "lyon",
    "69003",
    "C++",
    "node.js",
    "d'un",
    "chauffe-eau",
  ],
  ["cumulus", "car", "garden", "plumber", "12", "é", "grand", "rouge"],
);
const TRADES = ["plomberie", "peinture", "jardinage"];
const PLACES = [
  { latitude: 45.75801, longitude: 4.83508, placeName: "Lyon" },
  { latitude: 45.7, longitude: 4.9, placeName: "Vénissieux" },
  { latitude: 48.8566, longitude: 2.3522, placeName: "Paris" },
  { latitude: -21.11, longitude: 55.53, placeName: "Saint-Denis" },
];

const words = (most: number) => fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most });
const card: fc.Arbitrary<TestCard> = fc
  .record({
    title: words(4).map((said) => said.join(" ")),
    description: words(6).map((said) => said.join(", ")),
    category: fc.constantFrom(...TRADES),
    remote: fc.boolean(),
    budgetCents: fc.option(fc.constantFrom(100, 9_999, 10_000, 10_001, 50_000, 100_000_000)),
    place: fc.option(fc.constantFrom(...PLACES)),
  })
  .map(({ place, ...rest }) => ({ ...rest, ...(place ?? {}) }));

const part = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.constantFrom(...WORDS).map((word) => `-${word}`) },
  { weight: 1, arbitrary: words(2).map((said) => `"${said.join(" ")}"`) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);
const search = fc.record({
  language: fc.constantFrom("fr" as const, "en" as const),
  q: fc.option(
    fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(" ")),
    {
      nil: undefined,
      freq: 2,
    },
  ),
  category: fc.option(fc.constantFrom(...TRADES), { nil: undefined, freq: 2 }),
  remote: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
  budgetMin: fc.option(fc.constantFrom(0, 10_000, 10_001), { nil: undefined, freq: 2 }),
  budgetMax: fc.option(fc.constantFrom(10_001, 50_000), { nil: undefined, freq: 2 }),
  around: fc.option(
    fc.record({ place: fc.constantFrom(...PLACES), radiusKm: fc.constantFrom(0.1, 8.5, 25, 400) }),
    { nil: undefined, freq: 2 },
  ),
});

test("a saved search finds a mission exactly if the list that wants every word, walked to its end, has it", async () => {
  const { database } = server.resources;
  const connection = database.writer;
  const missions = await insertCards(connection, fc.sample(card, sample(60, 250)));
  await refreshSearch(connection);
  const reader = createQueryReader(server.dataDir);
  const list = createMissionList({ database, cursors: createCursors([Buffer.alloc(32)]) });

  /** By the list: of each query, by its hash, the missions that it finds. */
  const found = new Map<string, Set<string>>();
  let pairs = 0;
  for (const { language, around, ...given } of fc.sample(search, sample(60, 200))) {
    const asked = { ...given, ...(around && { lat: around.place.latitude, lng: around.place.longitude }) };
    const withRadius = { ...asked, ...(around && { radiusKm: around.radiusKm }) };
    const told = Object.entries(withRadius).filter(([, value]) => value !== undefined);
    const text = new URLSearchParams(told.map(([name, value]) => [name, String(value)])).toString();
    // What nobody can save is no search.
    const query = attempt(() => reader.read(text, language));
    if (query === null) continue;
    const judged = await reader.judged(connection, query, language);
    await database.transaction((tx) => putQuery(tx, judged));
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const typed = Object.fromEntries(told);
      const bytes = await list.page({ ...typed, allWords: true, sort: "newest", limit: 7, cursor }, language);
      const page = JSON.parse(bytes.toString());
      for (const { id } of page.items) ids.add(id);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    found.set(judged.hash, ids);
    pairs += missions.length;
  }
  for (const missionId of missions) {
    const hashes = await matchingQueries(connection, reader, missionId);
    const expected = [...found].flatMap(([hash, ids]) => (ids.has(missionId) ? [hash] : []));
    expect(hashes.toSorted(), missionId).toEqual(expected.toSorted());
  }
  const matches = [...found.values()].reduce((sum, ids) => sum + ids.size, 0);
  // Neither side is all of one kind.
  expect(matches).toBeGreaterThan(pairs / 100);
  expect(matches).toBeLessThan(pairs / 2);
}, 600_000);

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
