import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { WindowCounts } from "./window-counts.ts";

test("however many subjects there are, no more are held than the bound; who is known stays counted", () => {
  const counts = new WindowCounts(600, 100);
  for (let n = 0; n < 10_000; n++) counts.add(`address:${n}`);
  expect(counts.subjects).toBe(100);
  expect(counts.add("address:9999").used).toBe(2);
  expect(counts.add("address:9900").used).toBe(2);
  expect(counts.add("address:0").used).toBe(1);
});

test("what is over makes room before anything that still counts", async () => {
  const counts = new WindowCounts(0.05, 1_000);
  for (let n = 0; n < 100; n++) counts.add(`old:${n}`);
  counts.set("blocked", 11, 600_000);
  await sleep(80);
  counts.add("new");
  expect(counts.subjects).toBe(2);
  expect(counts.add("blocked").used).toBe(12);
});

test("a window counts what was added less what was taken back, whatever others do", () => {
  const step = fc.record({ subject: fc.constantFrom("a", "b", "c"), back: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const counts = new WindowCounts(600);
      const expected = new Map<string, number>();
      for (const { subject, back } of steps) {
        const before = expected.get(subject);
        if (back) {
          counts.takeBack(subject);
          if (before !== undefined) expected.set(subject, before - 1);
        } else {
          expected.set(subject, (before ?? 0) + 1);
          expect(counts.add(subject).used).toBe(expected.get(subject));
        }
      }
    }),
  );
});

test("what is known elsewhere is taken over when it is more, never when it is less", () => {
  const counts = new WindowCounts(600);
  counts.add("a");
  counts.raise("a", { used: 7, resetMs: 60_000 });
  counts.raise("a", { used: 3, resetMs: 60_000 });
  const { used, resetMs } = counts.add("a");
  expect(used).toBe(8);
  expect(resetMs).toBeLessThanOrEqual(60_000);
});
