import { expect, test } from "vitest";
import { inTurn, sumOf } from "./short-forms.ts";

test("the longest start first, what compares times runs by itself after them, and what tests hold does not run", () => {
  const drills = [
    { name: "short", inCi: { seconds: 10 } },
    { name: "compares", inCi: { seconds: 90, alone: true } },
    { name: "long", inCi: { seconds: 60 } },
    { name: "sampled", inCi: null },
  ] as const;
  expect(inTurn(drills)).toEqual([
    { names: ["long", "short"], atOnce: 2 },
    { names: ["compares"], atOnce: 1 },
  ]);
});

test("a drill counts what its closing line says, and one failure where it ended without one, or badly", () => {
  expect(sumOf("1 passed, 0 failed\nFAILED a: b\n\n3 passed, 2 failed\n", 1)).toEqual({
    passed: 3,
    failed: 2,
  });
  expect(sumOf("ok     one thing: seen\n", 0)).toEqual({ passed: 0, failed: 1 });
  expect(sumOf("\n4 passed, 0 failed\n", null)).toEqual({ passed: 4, failed: 1 });
});
