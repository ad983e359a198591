import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseQuery } from "./analyse.ts";
import { searchKeys } from "./document-keys.ts";
import { facetKeys, facetSets } from "./facets.ts";
import { keysOf, LEVELS, levelOf, termNumber } from "./keys.ts";

const facets = {
  category: "plomberie",
  remote: false,
  budgetCents: 12_000,
  latitude: 45.76,
  longitude: 4.84,
  publishedAt: new Date("2026-11-22T10:00:00Z"),
};
const keysFor = (title: string, description: string) =>
  searchKeys({ ...facets, title, description })
    .slice(1, -1)
    .split(",")
    .map(Number);

describe("the keys of a mission", () => {
  it("ascend, once each, within 32 bits, whatever the text", () => {
    const text = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(text, text, (title, description) => {
        const keys = keysFor(title, description);
        expect(keys).toEqual([...new Set(Int32Array.from(keys))].sort((one, other) => one - other));
      }),
    );
  });

  it("hold every term that a query of the same words asks for", () => {
    const words = fc.array(fc.constantFrom("plombier", "l'électricienne", "C++", "café", "travaux", "m²"), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(words, words, (title, description) => {
        const keys = new Set(keysFor(title.join(" "), description.join(" ")));
        for (const term of analyseQuery([...title, ...description].join(" ")).terms) {
          expect(keysOf(termNumber(term)).filter((key) => keys.has(key))).toHaveLength(1);
        }
      }),
    );
  });

  it("say more of a word of the title than of one of the description, and of a short text than of a long", () => {
    const none = { count: 0, words: 100 };
    const title = levelOf({ count: 1, words: 7 }, none);
    expect(title).toBeGreaterThan(levelOf({ count: 0, words: 7 }, { count: 1, words: 100 }));
    expect(levelOf({ count: 1, words: 2 }, none)).toBeGreaterThan(title);
    expect(levelOf({ count: 500, words: 500 }, { count: 5_000, words: 5_000 })).toBeLessThan(LEVELS);
  });
});

describe("the keys of filters", () => {
  const filters = fc.record(
    {
      category: fc.constantFrom("plomberie", "jardin"),
      remote: fc.constant(true),
      budgetMin: fc.integer({ min: 0, max: 100_000_000 }),
      budgetMax: fc.integer({ min: 0, max: 100_000_000 }),
    },
    { requiredKeys: [] },
  );
  const mission = fc.record({
    category: fc.constantFrom("plomberie", "jardin"),
    remote: fc.boolean(),
    budgetCents: fc.integer({ min: 100, max: 100_000_000 }),
  });

  it("let no mission out that a filter wants", () => {
    fc.assert(
      fc.property(filters, mission, (asked, one) => {
        const wanted =
          (asked.category ?? one.category) === one.category &&
          (asked.remote ?? one.remote) === one.remote &&
          one.budgetCents >= (asked.budgetMin ?? 0) &&
          one.budgetCents <= (asked.budgetMax ?? Number.POSITIVE_INFINITY);
        const keys = new Set(facetKeys({ ...facets, ...one }));
        const passes = facetSets(asked).every((set) => set.some((key) => keys.has(key)));
        if (wanted) expect(passes).toBe(true);
      }),
    );
  });

  it("cover every point of a circle, anywhere", () => {
    const point = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    const circle = fc.record({ centre: point, radiusKm: fc.double({ min: 0.1, max: 1_000, noNaN: true }) });
    fc.assert(
      fc.property(
        circle,
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (asked, bearing, share) => {
          const inside = travel(asked.centre, bearing, asked.radiusKm * share);
          const keys = new Set(facetKeys({ ...facets, ...inside }));
          for (const set of facetSets({ near: { ...asked.centre, radiusKm: asked.radiusKm } })) {
            expect(set.some((key) => keys.has(key))).toBe(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** Where one gets from a point by a great circle. Source: E. Williams, "Aviation Formulary", lat/lon given radial. */
function travel(from: { latitude: number; longitude: number }, bearing: number, km: number) {
  const angle = km / 6_371.0088;
  const latitude = (from.latitude * Math.PI) / 180;
  const end = Math.asin(
    Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing),
  );
  const turn = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude),
    Math.cos(angle) - Math.sin(latitude) * Math.sin(end),
  );
  const longitude = from.longitude + (turn * 180) / Math.PI;
  return { latitude: (end * 180) / Math.PI, longitude: ((longitude + 540) % 360) - 180 };
}
