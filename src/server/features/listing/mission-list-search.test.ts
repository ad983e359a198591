import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sample } from "../../../../tests/support/depth.ts";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { refreshSearch } from "./search/refresh-search.ts";

let server: TestServer;
let clients: Person[];
const TITLES = [
  "Cherche électricien pour un tableau",
  "Réparer une chaudière à gaz <b>vite</b>",
  "Application Node.js et C++",
  "Tailler une haie de thuyas",
];

beforeAll(async () => {
  server = await startTestServer();
  clients = await Promise.all([person(server), person(server), person(server)]);
  for (let round = 0; round < 12; round++) {
    for (const title of TITLES) {
      const { status } = await (clients[round % 3] as Person).post(
        "/missions",
        missionInput({ title: `${title} ${round}` }),
      );
      expect(status).toBe(201);
    }
  }
  await refreshSearch(server.resources.database.writer);
});
afterAll(() => server.close());

const list = (query: Record<string, string>) => server.api.get(`/missions?${new URLSearchParams(query)}`);

describe("a search's answer", () => {
  test("says where in the plain text the words stand", async () => {
    const { body } = await list({ q: "chaudieres", limit: "3" });
    for (const { title, highlights } of body.items) {
      expect(highlights.title.map(([start, end]: [number, number]) => title.slice(start, end))).toEqual([
        "chaudière",
      ]);
      expect(highlights.excerpt.text).not.toContain("&lt;");
    }
    expect(body.items).toHaveLength(3);
    expect(body.didYouMean).toBeNull();
  });

  test("says what was understood where a word was typed wrong, on each page and in each order", async () => {
    for (const sort of ["relevance", "newest"]) {
      const { body } = await list({ q: "Chaudièrre GAZ", sort, limit: "5" });
      expect([sort, body.didYouMean]).toEqual([sort, "chaudière GAZ"]);
      expect(body.items[0].title).toContain("chaudière");
      expect(body.items[0].highlights.title).not.toEqual([]);
      const next = await list({ q: "Chaudièrre GAZ", sort, limit: "5", cursor: body.nextCursor });
      expect(next.body.didYouMean).toBe("chaudière GAZ");
    }
  });

  test("has none of it in a list without a query", async () => {
    const { body } = await list({ limit: "2" });
    expect(body).not.toHaveProperty("didYouMean");
    expect(body.items[0]).not.toHaveProperty("highlights");
  });

  test("shows each mission once, in one order, however long the pages are", async () => {
    const walks: string[][] = [];
    for (const limit of ["1", "7", "100"]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const {
          status,
          body,
        }: { status: number; body: { items: { id: string }[]; nextCursor: string | null } } = await list({
          q: "une haie, un tableau",
          limit,
          ...(cursor !== null && { cursor }),
        });
        expect(status).toBe(200);
        seen.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(seen.length);
      walks.push(seen);
    }
    expect(walks[0]?.length).toBeGreaterThanOrEqual(24);
    expect(walks[1]).toEqual(walks[0]);
    expect(walks[2]).toEqual(walks[0]);
  });

  test("to a phrase holds only missions with it, in any order", async () => {
    for (const sort of ["relevance", "newest", "budget"]) {
      const { body } = await list({ q: '"haie de thuyas"', sort, limit: "100" });
      expect(body.items).toHaveLength(12);
      expect((await list({ q: '"thuyas de haie"', sort })).body.items).toEqual([]);
      expect((await list({ q: "haie -thuya", sort })).body.items).toEqual([]);
    }
  });
});

describe("any string as a query", () => {
  const pieces = fc.constantFrom(
    ...[
      "'",
      '"',
      "«",
      "»",
      "-",
      "--",
      ";",
      "%",
      "_",
      "\\",
      "\u0000",
      "\ud800",
      "(",
      ")",
      "&",
      "|",
      "!",
      ":*",
      "<->",
      "=>",
    ],
    ...[
      "électricien",
      "chaudirèe",
      "C++",
      "node.js",
      "st",
      "de la",
      "{1,2}",
      "$1",
      "' or 1=1 --",
      "<script>",
      "\u202e",
      "😀",
      "é".repeat(300),
    ],
  );
  const query = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")),
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(" ")),
    fc.string({ unit: "binary", maxLength: 400 }),
  );
  const filters = fc.record(
    {
      sort: fc.constantFrom("hot", "newest", "budget", "relevance"),
      category: fc.constantFrom("plomberie", "electricite"),
      budgetMin: fc.constantFrom("0", "50000"),
      remote: fc.constantFrom("true", "false"),
      limit: fc.constantFrom("1", "20", "100"),
    },
    { requiredKeys: [] },
  );

  test("is answered or refused, never an error of the server's", async () => {
    await fc.assert(
      fc.asyncProperty(query, filters, async (q, asked) => {
        const { status, body } = await list({ ...asked, q });
        expect([200, 400]).toContain(status);
        if (status === 200 && body.nextCursor !== null) {
          expect((await list({ ...asked, q, cursor: body.nextCursor })).status).toBe(200);
        }
      }),
      { numRuns: sample(150, 5_000) },
    );
  });
});
