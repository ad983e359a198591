import { describe, expect, it } from "vitest";
import { rankTestProbability } from "./rank-test.ts";

/** Times as a busy machine gives them: 20 to 60 ms with a long tail, from a fixed sequence. */
function times(seed: number, count: number, later = 0): number[] {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return Array.from({ length: count }, () => 20 - 10 * Math.log(1 - next()) + later);
}

describe("the rank test", () => {
  it("gives what the textbooks give", () => {
    // Hollander and Wolfe, tubes: U = 6 of 5 and 10 values; normal approximation without continuity.
    const p = rankTestProbability([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]);
    expect(p).toBeCloseTo(0.00902, 4);
    expect(rankTestProbability([1, 1, 2, 2], [1, 2, 2, 3])).toBeCloseTo(0.3428, 2);
    expect(rankTestProbability([5, 5, 5], [5, 5, 5])).toBe(1);
  });

  it("does not tell apart two samples of one kind", () => {
    expect(rankTestProbability(times(1, 500), times(2, 500))).toBeGreaterThan(0.01);
  });

  it("tells apart 500 and 500 where one kind takes a tenth longer", () => {
    expect(rankTestProbability(times(1, 500), times(2, 500, 3))).toBeLessThan(0.001);
  });
});
