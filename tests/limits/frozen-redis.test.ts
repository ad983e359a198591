import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { PATIENCE } from "../../src/server/platform/patience.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import type { TestServer } from "../support/server.ts";
import { ask, CATEGORIES, left, repeat, startLimited, wrongPassword } from "./support.ts";

let redis: TestRedis;
let server: TestServer;
beforeAll(async () => {
  redis = await startRedis();
  const environment = {
    REDIS_URL: redis.url,
    TRUSTED_PROXIES: "127.0.0.1/32",
    RATE_LIMIT_GLOBAL: "400/600",
    RATE_LIMIT_SUGGEST: "10/600",
    RATE_LIMIT_LOGIN: "3/600",
  };
  server = await startLimited(environment, { patience: PATIENCE });
});
afterAll(async () => {
  redis.resume();
  await server.close();
  await redis.stop();
});

const from = (address: string, path = CATEGORIES) =>
  ask(server, path, { headers: { "x-forwarded-for": address } });

const CALLERS = 8;

/** So many requests, by some callers who each wait for their answer: the statuses. */
async function load(requests: number, address: string): Promise<number[]> {
  const statuses: number[] = [];
  const caller = async () => {
    while (statuses.length < requests) statuses.push((await from(address)).status);
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return statuses;
}

/** Counts how often Redis is asked for a count from now on. */
function watchCounts(): () => number {
  const commands = server.resources.redis as unknown as Record<string, () => unknown>;
  const counting = vi.spyOn(commands, "swidealCount");
  return () => counting.mock.calls.length;
}

const healthy = async () => JSON.parse((await ask(server, "/health")).text).checks.redis.status === "healthy";

test("with Redis frozen no answer is lost, few are slow, and limits go on", async () => {
  const [address, guesser] = ["203.0.113.1", "203.0.113.2"];
  const places = "/api/v1/places?q=Lyon";
  expect(await repeat(6, () => from(address, places))).toEqual(Array(6).fill(200));
  const guess = () => wrongPassword(server, "qui@example.org", { "x-forwarded-for": guesser });
  expect(await repeat(2, guess)).toEqual([401, 401]);
  const asked = watchCounts();
  await load(200, address);
  expect(asked()).toBeGreaterThan(CALLERS);

  redis.freeze();
  const askedBefore = asked();
  expect(new Set(await load(200, "203.0.113.3"))).toEqual(new Set([200]));
  // Who had just asked waits once, a quarter of a second; then nobody asks any more, and so nobody waits.
  expect(asked() - askedBefore).toBeLessThanOrEqual(CALLERS);

  // From the count before the freeze: four were left of suggestions, one of sign-ins.
  expect(await repeat(6, () => from(address, places))).toEqual([200, 200, 200, 200, 429, 429]);
  expect(await repeat(3, guess)).toEqual([401, 429, 429]);
  expect(await healthy()).toBe(false);

  redis.resume();
  while (!(await healthy())) await sleep(50);
  const another = await server.another();
  const later = "203.0.113.4";
  expect(left(await from(later))).toBe(399);
  const there = await ask(another, CATEGORIES, { headers: { "x-forwarded-for": later } });
  expect(left(there)).toBe(398);
  await another.close();
});
