import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEVELS } from "./keys.ts";
import { type Counts, planBest, planMore, type ScanPlan, type TermCount } from "./plan.ts";

const MILLION = 1_000_000;

function term(...byLevel: number[]): TermCount {
  const levels = [...byLevel, ...Array<number>(LEVELS - byLevel.length).fill(0)];
  return { cards: levels.reduce((sum, count) => sum + count, 0), byLevel: levels };
}

function counts(terms: (TermCount | undefined)[], changes: Partial<Counts> = {}): Counts {
  return { cards: MILLION, terms, facets: [], days: Array(64).fill(2_700), ...changes };
}

/** In the description of a fifth of all missions, in the title of 700. */
const common = term(0, 0, 0, 0, 120_000, 80_000, 0, 0, 0, 0, 400, 200, 100);

const anyTerm = fc.option(
  fc
    .array(fc.integer({ min: 0, max: 200_000 }), { minLength: 1, maxLength: LEVELS })
    .map((levels) => term(...levels)),
  { nil: undefined },
);

describe("what a search looks at", () => {
  it("is every mission with a rare word", () => {
    expect(planBest(counts([term(0, 100, 50), undefined]), 300)).toEqual({
      scans: [
        { terms: [[1, 0]], days: null },
        { terms: [[0, 0]], days: null },
      ],
      complete: true,
    });
  });

  it("is the best missions with a common word", () => {
    expect(planBest(counts([common]), 300)).toEqual({
      scans: [{ terms: [[0, 11]], days: null }],
      complete: false,
    });
  });

  it("is also the latest of the next best where the best are few", () => {
    expect(planBest(counts([common]), 250).scans).toEqual([
      { terms: [[0, 12]], days: null },
      { terms: [[0, 11]], days: null },
    ]);
    expect(planBest(counts([common]), 2_000).scans).toEqual([
      { terms: [[0, 6]], days: null },
      // 80,700 cards stand at level 5 or above, and a day has 2,700 of the million.
      { terms: [[0, 5]], days: Math.ceil(2_000 / ((2_700 / MILLION) * 80_700)) },
    ]);
  });

  it("is missions with two common words together", () => {
    const together = ({ scans }: ScanPlan) => scans.some(({ terms }) => terms.length === 2);
    expect(together(planBest(counts([common, common]), 300))).toBe(true);
    expect(together(planMore(counts([common, common]), 300))).toBe(false);
  });

  it("goes deeper where a filter leaves few", () => {
    const [wide] = planBest(counts([common]), 300).scans;
    const [narrow] = planBest(counts([common], { facets: [0.001] }), 300).scans;
    expect(wide?.terms).toEqual([[0, 11]]);
    expect(narrow?.terms).toEqual([[0, 0]]);
  });

  it("is bounded whatever the counts, names each rare word, and has a common one to lead it", () => {
    fc.assert(
      fc.property(
        fc.array(anyTerm, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 5_000 }),
        (terms, budget) => {
          const { scans, complete } = planBest(counts(terms), budget);
          const rare = terms.filter((count) => (count?.cards ?? 0) <= budget).length;
          expect(scans.length).toBeLessThanOrEqual(rare + 14);
          expect(complete).toBe(rare === terms.length);
          for (const scan of scans) {
            expect(scan.terms.length).toBeGreaterThan(0);
            for (const [place, level] of scan.terms) {
              expect(place).toBeLessThan(terms.length);
              expect(level).toBeGreaterThanOrEqual(0);
              expect(level).toBeLessThanOrEqual(LEVELS);
            }
          }
        },
      ),
    );
  });
});
