import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type TestRedis } from "../support/redis.ts";
import type { TestServer } from "../support/server.ts";
import { ask, CATEGORIES, left, median, repeat, startLimited, wrongPassword } from "./support.ts";

let redis: TestRedis;
let server: TestServer;
beforeAll(async () => {
  redis = await startRedis();
  server = await startLimited({
    REDIS_URL: redis.url,
    TRUSTED_PROXIES: "127.0.0.1/32",
    RATE_LIMIT_GLOBAL: "400/600",
    RATE_LIMIT_SUGGEST: "10/600",
    RATE_LIMIT_LOGIN: "3/600",
  });
});
afterAll(async () => {
  redis.resume();
  await server.close();
  await redis.stop();
});

const from = (address: string, path = CATEGORIES) =>
  ask(server, path, { headers: { "x-forwarded-for": address } });

/** So many requests over some connections at once: each one's status and how long it took. */
async function load(requests: number, address: string) {
  const answers: { status: number; ms: number }[] = [];
  const caller = async () => {
    while (answers.length < requests) {
      const start = performance.now();
      const { status } = await from(address);
      answers.push({ status, ms: performance.now() - start });
    }
  };
  await Promise.all(Array.from({ length: 8 }, caller));
  return answers;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const value = await work();
  return [value, performance.now() - start];
}

const healthy = async () => JSON.parse((await ask(server, "/health")).text).checks.redis.status === "healthy";

test("with Redis frozen no answer is lost, few are slow, and limits go on", async () => {
  const [address, guesser] = ["203.0.113.1", "203.0.113.2"];
  const places = "/api/v1/places?q=Lyon";
  expect(await repeat(6, () => from(address, places))).toEqual(Array(6).fill(200));
  const guess = () => wrongPassword(server, "qui@example.org", { "x-forwarded-for": guesser });
  expect(await repeat(2, guess)).toEqual([401, 401]);
  const [before, quietMs] = await timed(() => load(200, address));

  redis.freeze();
  const [frozen, frozenMs] = await timed(() => load(200, "203.0.113.3"));
  expect(frozen.every(({ status }) => status === 200)).toBe(true);
  // Waiting for Redis each time would make every one of them slow.
  const usual = median(before.map(({ ms }) => ms));
  expect(median(frozen.map(({ ms }) => ms))).toBeLessThan(usual * 5 + 20);
  // Those who had just asked wait once, a quarter of a second; if each who asks did, it would take seconds.
  expect(frozenMs).toBeLessThan(quietMs * 3 + 1_000);

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
