import fc from "fast-check";
import { expect, test } from "vitest";
import { minimumStep, undercuts } from "./offer.ts";

/** Every price that a mission or an offer can have, in cents. */
const price = fc.integer({ min: 100, max: 100_000_000 });

test("a step is at least one per cent and at least 1.00, and not a cent more than the greater of both", () => {
  fc.assert(
    fc.property(price, (last) => {
      const step = minimumStep(last);
      expect(Number.isInteger(step)).toBe(true);
      expect(step).toBeGreaterThanOrEqual(100);
      // One per cent without a fraction of a cent: a hundred steps are no less than the price.
      expect(step * 100).toBeGreaterThanOrEqual(last);
      expect(step === 100 || (step - 1) * 100 < last).toBe(true);
    }),
  );
});

test.each([
  [100, 100],
  [9_999, 100],
  [10_000, 100],
  [10_001, 101],
  [10_100, 101],
  [10_101, 102],
  [350_000, 3_500],
  [100_000_000, 1_000_000],
])("from %i cents the step is %i cents", (last, step) => {
  expect(minimumStep(last)).toBe(step);
});

test("a price undercuts exactly when it is a whole step lower: not a cent above that", () => {
  fc.assert(
    fc.property(price, (last) => {
      const highest = last - minimumStep(last);
      expect(undercuts(last, highest)).toBe(true);
      expect(undercuts(last, highest + 1)).toBe(false);
    }),
  );
});

test("the same price and every higher one do not undercut", () => {
  fc.assert(
    fc.property(price, fc.nat(), (last, more) => {
      expect(undercuts(last, last + more)).toBe(false);
    }),
  );
});

test("whatever undercuts a price, everything lower undercuts it too", () => {
  fc.assert(
    fc.property(price, price, fc.nat(), (last, next, less) => {
      fc.pre(undercuts(last, next));
      expect(undercuts(last, next - less)).toBe(true);
    }),
  );
});

test("what undercuts a price undercuts every higher price too: waiting never makes a bid cheaper to beat", () => {
  fc.assert(
    fc.property(price, price, fc.nat(100_000_000), (last, next, more) => {
      fc.pre(undercuts(last, next));
      expect(undercuts(last + more, next)).toBe(true);
    }),
  );
});
