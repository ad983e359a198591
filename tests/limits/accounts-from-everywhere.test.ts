import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "../../src/server/core/errors.ts";
import {
  ACCOUNT_FAILURES,
  CODE_FAILURES,
  createAttempts,
  MAILS,
} from "../../src/server/http/limits/attempts.ts";
import { createCounters } from "../../src/server/platform/limits/counters.ts";
import { openLog } from "../../src/server/platform/log.ts";
import { openRedis, type Redis, redisReady } from "../../src/server/platform/redis.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startRedis();
  client = await openRedis(redis.url, () => {});
  await redisReady(client);
});
afterAll(async () => {
  client.disconnect();
  await redis.stop();
});

const log = openLog("silent");
const key = Buffer.alloc(32, 7);
const wrong = () => Promise.reject(new AppError("invalid_credentials"));
const right = () => Promise.resolve("in");
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "in",
    (error: unknown) => (error instanceof AppError ? error.code : "fault"),
  );
const address = (n: number) => `198.${18 + Math.floor(n / 60_000)}.${Math.floor(n / 250) % 250}.${n % 250}`;

const stores = { "in Redis": () => client, "in memory": () => null } as const;

test.each(Object.entries(stores))(
  "tried too often from everywhere, an account takes one try of each address that has not failed yet: %s",
  async (_where, store) => {
    const counters = createCounters({ redis: store(), log });
    const attempts = createAttempts({ counters, rate: { points: 10, seconds: 900 }, key });
    const account = `${randomUUID()}@example.org`;
    const from = (n: number, work: () => Promise<unknown>) =>
      codeOf(attempts.password({ account, address: address(n) }, work));
    for (let n = 0; n < ACCOUNT_FAILURES.points; n++)
      expect(await from(n, wrong)).toBe("invalid_credentials");
    expect(await from(0, right)).toBe("rate_limited");
    expect(await from(7, right)).toBe("rate_limited");
    expect(await from(500, wrong)).toBe("invalid_credentials");
    expect(await from(500, right)).toBe("rate_limited");
    expect(await from(501, right)).toBe("in");
    expect(await from(501, right)).toBe("in");
    counters.close();
  },
);

test.each(Object.entries(stores))(
  "wrong codes of a second factor are bounded for an account from everywhere: %s",
  async (_where, store) => {
    const counters = createCounters({ redis: store(), log });
    const attempts = createAttempts({ counters, rate: { points: 10, seconds: 900 }, key });
    const [user, other] = [randomUUID(), randomUUID()];
    for (let n = 0; n < CODE_FAILURES.points; n++) {
      expect(await codeOf(attempts.code(user, right))).toBe("in");
      expect(await codeOf(attempts.code(user, wrong))).toBe("invalid_credentials");
    }
    expect(await codeOf(attempts.code(user, right))).toBe("rate_limited");
    expect(await codeOf(attempts.code(other, right))).toBe("in");
    counters.close();
  },
);

test("mails that anyone may ask for are bounded for an address, each kind apart", async () => {
  const counters = createCounters({ redis: client, log });
  const attempts = createAttempts({ counters, rate: { points: 10, seconds: 900 }, key });
  const email = `${randomUUID()}@example.org`;
  for (let n = 0; n < MAILS.points; n++) expect(await attempts.mayMail("reset", email)).toBe(true);
  expect(await attempts.mayMail("reset", email)).toBe(false);
  expect(await attempts.mayMail("registration", email)).toBe(true);
  counters.close();
});

test("what fails for another reason than a wrong password is no failure", async () => {
  const counters = createCounters({ redis: client, log });
  const attempts = createAttempts({ counters, rate: { points: 2, seconds: 900 }, key });
  const attempt = { account: `${randomUUID()}@example.org`, address: "198.51.100.1" };
  for (const code of ["unavailable", "second_factor_required", "overloaded", "suspended"] as const) {
    expect(await codeOf(attempts.password(attempt, () => Promise.reject(new AppError(code))))).toBe(code);
  }
  expect(await codeOf(attempts.password(attempt, wrong))).toBe("invalid_credentials");
  expect(await codeOf(attempts.password(attempt, () => Promise.reject(new Error("fault"))))).toBe("fault");
  expect(await codeOf(attempts.password(attempt, right))).toBe("in");
  counters.close();
});
