import { expect, test } from "vitest";
import { AppError } from "../../core/errors.ts";
import { createCounters } from "../../platform/limits/counters.ts";
import { openLog } from "../../platform/log.ts";
import { createAttempts } from "./attempts.ts";

const RATE = { points: 10, seconds: 900 };

function guarded() {
  const attempts = createAttempts({
    counters: createCounters({ redis: null, log: openLog("silent") }),
    rate: RATE,
    key: Buffer.alloc(32),
  });
  const attempt = (address: string, account: string, outcome: "right" | "wrong" | "failed") => {
    let told: number | null = null;
    const work = async (failures: number) => {
      told = failures;
      if (outcome === "wrong") throw new AppError("invalid_credentials");
      if (outcome === "failed") throw new AppError("overloaded");
    };
    const seen = () => told;
    return attempts.password({ account, address }, work).then(seen, seen);
  };
  return attempt;
}

test("whose turn comes later is told by the wrong passwords of the network around, whichever accounts they were for", async () => {
  const attempt = guarded();
  for (let n = 0; n < 20; n += 1) await attempt(`198.51.100.${n}`, `account ${n}`, "wrong");
  expect(await attempt("198.51.100.200", "another", "right")).toBe(20);
  expect(await attempt("203.0.113.1", "account 1", "right")).toBe(0);
  for (let n = 0; n < 20; n += 1) await attempt(`2001:db8:1:${n}::7`, `account ${n}`, "wrong");
  expect(await attempt("2001:db8:1:ff::1", "another", "right")).toBe(20);
  expect(await attempt("2001:db8:2::1", "another", "right")).toBe(0);
});

test("a right password, a failure that is not the caller's, and what is refused unseen make nobody later", async () => {
  const attempt = guarded();
  for (const outcome of ["right", "failed", "right", "failed"] as const)
    expect(await attempt("203.0.113.1", "one", outcome)).toBe(0);
  for (let n = 0; n < RATE.points; n += 1) await attempt("203.0.113.1", "one", "wrong");
  // Its limit refuses these.
  for (let n = 0; n < 5; n += 1) expect(await attempt("203.0.113.1", "one", "wrong")).toBeNull();
  expect(await attempt("203.0.113.2", "two", "right")).toBe(RATE.points);
});

test("attempts that are not over count as failures: of a hundred guesses at once each is later than the one before", async () => {
  const attempt = guarded();
  const guesses = Array.from({ length: 100 }, (_, n) => attempt("198.51.100.1", `account ${n}`, "wrong"));
  expect(await Promise.all(guesses)).toEqual(Array.from({ length: 100 }, (_, n) => n));
});
