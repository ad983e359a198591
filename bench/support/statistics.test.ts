import fc from "fast-check";
import { expect, it } from "vitest";
import { median, percentile } from "./statistics.ts";

it("the median of an even number of values lies between the middle ones", () => {
  expect(median([9, 1, 4, 2])).toBe(3);
  expect(median([9, 1, 4])).toBe(4);
  expect(() => median([])).toThrow("no values");
});

it("a percentile is one of the values, and as many as it says do not exceed it", () => {
  const values = fc.array(fc.integer(), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (all, percent) => {
      const found = percentile(all, percent);
      expect(all).toContain(found);
      expect(all.filter((value) => value <= found).length).toBeGreaterThanOrEqual(
        (percent / 100) * all.length,
      );
      expect(all.filter((value) => value < found).length).toBeLessThan((percent / 100) * all.length);
    }),
  );
});
