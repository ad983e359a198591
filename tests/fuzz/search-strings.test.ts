import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDemonstration } from "../../src/server/features/demo/index.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { SEED, searchStrings } from "./search-strings.ts";

/** Of the 10,000 that `bench/hostile-search.ts` sends, with their times, as many as a test has time for. */
const STRINGS = 250;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: "off", LOG_LEVEL: "fatal" });
  await loadDemonstration(server.access.owner, {
    missions: 300,
    seed: SEED,
    at: new Date("2026-11-22T12:00:00Z"),
    currency: "EUR",
    ownMissions: null,
    onProgress: () => {},
  });
}, 60_000);
afterAll(() => server?.close());

describe("whatever is typed into the search", () => {
  it.each([
    ["missions", 5_000],
    ["missions/suggest", 200],
  ])(
    "%s answers, or says that it is too long",
    async (path, longest) => {
      const strings = searchStrings(STRINGS);
      expect(strings.some((text) => text.length > longest)).toBe(true);
      const found = { items: 0, nothing: 0, tooLong: 0 };
      for (const text of strings) {
        const q = encodeURIComponent(text.toWellFormed());
        const { statusCode, body } = await server.app.inject(`/api/v1/${path}?q=${q}&limit=5`);
        if (statusCode === 200) {
          if (JSON.parse(body).items.length > 0) found.items += 1;
          else found.nothing += 1;
        } else {
          expect([statusCode, text.length > longest || q.length > longest], text.slice(0, 100)).toEqual([
            400,
            true,
          ]);
          found.tooLong += 1;
        }
      }
      for (const count of Object.values(found)) expect(count).toBeGreaterThan(0);
    },
    60_000,
  );
});
