import { expect, it } from "vitest";
import { equaliseRefusalTiming, equaliseTiming } from "./equalise-timing.ts";

/** Timers may be a millisecond early by another clock. */
const TIMER_PRECISION_MS = 2;

it.each([
  ["answers", async () => "done"],
  ["refuses", () => Promise.reject(new Error("no"))],
])("work that is quickly done %s no earlier than the step", async (_, work) => {
  const start = performance.now();
  await equaliseTiming<string>(60, work).catch(() => {});
  expect(performance.now() - start).toBeGreaterThanOrEqual(60 - TIMER_PRECISION_MS);
});

it("a refusal waits for the step where a success need not", async () => {
  const order: string[] = [];
  const refused = equaliseRefusalTiming(60, () => Promise.reject(new Error("no"))).catch(() =>
    order.push("refused"),
  );
  const answered = equaliseRefusalTiming(60, async () => "done").then(() => order.push("answered"));
  await Promise.all([refused, answered]);
  expect(order).toEqual(["answered", "refused"]);
});

it("what the work gave is passed on", async () => {
  expect(await equaliseTiming(5, async () => 42)).toBe(42);
  await expect(equaliseTiming(5, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
