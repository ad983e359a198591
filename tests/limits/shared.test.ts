import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PATIENCE } from "../../src/server/platform/patience.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import type { TestServer } from "../support/server.ts";
import { ask, askRaw, CATEGORIES, left, repeat, startLimited, waitAsTold, wrongPassword } from "./support.ts";

const RATES = {
  // One public address for all, so that a token of one instance is good on the others.
  PUBLIC_URL: "http://localhost:3000",
  TRUSTED_PROXIES: "127.0.0.1/32",
  RATE_LIMIT_GLOBAL: "12/600",
  RATE_LIMIT_SUGGEST: "6/2",
  RATE_LIMIT_LOGIN: "3/600",
};

let redis: TestRedis;
let instances: TestServer[];
beforeAll(async () => {
  redis = await startRedis();
  const first = await startLimited({ ...RATES, REDIS_URL: redis.url }, { patience: PATIENCE });
  instances = [first, await first.another(), await first.another()];
});
afterAll(async () => {
  for (const instance of instances.reverse()) await instance.close();
  await redis.stop();
});

const instance = (number: number) => instances[number % instances.length] as TestServer;

/** Each test's callers have addresses of their own. */
let network = 0;
const newAddress = () => `203.0.113.${++network}`;
const from = (server: TestServer, address: string, path = CATEGORIES) =>
  ask(server, path, { headers: { "x-forwarded-for": address } });

const healthOf = async (server: TestServer) => JSON.parse((await ask(server, "/health")).text);

test("three instances together allow the limit once, and refuse one more", async () => {
  const address = newAddress();
  const statuses: number[] = [];
  for (let n = 0; n < 15; n++) statuses.push((await from(instance(n), address)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(12);
  expect(statuses.slice(12)).toEqual([429, 429, 429]);
});

test("many at once on three instances get no more than the limit", async () => {
  const address = newAddress();
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => from(instance(n), address)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(12);
});

test("every instance says the same of what is left", async () => {
  const address = newAddress();
  expect(left(await from(instance(0), address))).toBe(11);
  expect(left(await from(instance(1), address))).toBe(10);
  expect(left(await from(instance(2), address))).toBe(9);
  expect(left(await from(instance(0), address))).toBe(8);
});

test("after the window all three allow again, once together", async () => {
  const address = newAddress();
  const places = "/api/v1/places?q=Lyon";
  const round = async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 9; n++) statuses.push((await from(instance(n), address, places)).status);
    return statuses;
  };
  // A round that lies in two windows, on a slow machine, says nothing.
  const wholeRound = async () => {
    for (;;) {
      const statuses = await round();
      const refused = await from(instance(0), address, places);
      if (refused.status === 429) await waitAsTold(refused);
      const first = statuses.indexOf(429);
      if (first >= 0 && statuses.slice(first).every((status) => status === 429)) return statuses;
    }
  };
  for (let times = 0; times < 2; times++) {
    expect((await wholeRound()).filter((status) => status === 200)).toHaveLength(6);
  }
});

test("sign-ins are limited over all instances together", async () => {
  const address = newAddress();
  const statuses: number[] = [];
  for (let n = 0; n < 6; n++) {
    const headers = { "x-forwarded-for": address };
    statuses.push((await wrongPassword(instance(n), "quelqu-un@example.org", headers)).status);
  }
  expect(statuses).toEqual([401, 401, 401, 429, 429, 429]);
});

test("no address of a person stands in Redis", async () => {
  const address = newAddress();
  await wrongPassword(instance(0), "quelqu-un@example.org", { "x-forwarded-for": address });
  const keys = (await instance(0).resources.redis?.keys("*")) ?? [];
  expect(keys.some((key) => key.includes("password-failures"))).toBe(true);
  expect(keys.filter((key) => /@|quelqu|example/.test(key))).toEqual([]);
});

test("every key is forgotten by Redis when its window ends", async () => {
  const client = instance(0).resources.redis;
  const keys = (await client?.keys("*")) ?? [];
  for (const key of keys) expect(await client?.pttl(key)).toBeGreaterThan(0);
});

/** Until limits are shared again: an instance that finds Redis back does so within some seconds. */
async function untilShared() {
  for (const one of instances) {
    while ((await healthOf(one)).checks.redis.status !== "healthy") await sleep(50);
  }
}

test("with Redis killed each instance goes on from the count that it knew, and sign-ins stay limited", async () => {
  const [address, other] = [newAddress(), newAddress()];
  for (let n = 0; n < 9; n++) await from(instance(n), address);
  const login = (n: number) => wrongPassword(instance(n), "qui@example.org", { "x-forwarded-for": other });
  expect([(await login(0)).status, (await login(1)).status, (await login(2)).status]).toEqual([
    401, 401, 401,
  ]);
  await redis.kill();

  // The third instance had heard of nine of twelve.
  expect(await repeat(5, () => from(instance(2), address))).toEqual([200, 200, 200, 429, 429]);
  expect((await login(2)).status).toBe(429);
  expect(
    await repeat(4, () =>
      wrongPassword(instance(1), "autre@example.org", { "x-forwarded-for": newAddress() }),
    ),
  ).toEqual([401, 401, 401, 401]);
  const fresh = newAddress();
  const guesses = await repeat(5, () =>
    wrongPassword(instance(1), "x@example.org", { "x-forwarded-for": fresh }),
  );
  expect(guesses).toEqual([401, 401, 401, 429, 429]);
  await expect
    .poll(() => healthOf(instance(2)))
    .toMatchObject({
      status: "degraded",
      checks: { redis: { status: "unhealthy" }, database: { status: "healthy" } },
    });

  await redis.restart();
  await untilShared();
  await expect.poll(async () => (await healthOf(instance(0))).status, { timeout: 5_000 }).toBe("healthy");
  const later = newAddress();
  const statuses: number[] = [];
  for (let n = 0; n < 14; n++) statuses.push((await from(instance(n), later)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(12);
  // What was refused before Redis lost everything is refused still.
  expect((await from(instance(2), address)).status).toBe(429);
});

test("a server that starts while Redis is away counts in memory, and shares once it is there", async () => {
  await redis.kill();
  const lonely = await instance(0).another();
  const address = newAddress();
  expect(await repeat(13, () => from(lonely, address))).toEqual([...Array(12).fill(200), 429]);
  await redis.restart();
  await untilShared();
  while ((await healthOf(lonely)).checks.redis.status !== "healthy") await sleep(50);
  const later = newAddress();
  expect(left(await from(lonely, later))).toBe(11);
  expect(left(await from(instance(0), later))).toBe(10);
  await lonely.close();
});

test("a caller's text in its address gets into no key", async () => {
  await askRaw(instance(0).url, CATEGORIES, { headers: { "x-forwarded-for": "}{x} * evil" } });
  const keys = (await instance(0).resources.redis?.keys("*")) ?? [];
  expect(keys.filter((key) => key.includes("evil"))).toEqual([]);
});
