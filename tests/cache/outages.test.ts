import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ensureBuiltPages, pagesFolder } from "../../src/cli/build-pages.ts";
import { PATIENCE } from "../../src/server/platform/patience.ts";
import { status } from "../../src/web/i18n/status.ts";
import { missionInput, type Person, person } from "../support/people.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { type Relay, startRelay } from "../support/relay.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let redis: TestRedis;
let relay: Relay;
let server: TestServer;
let client: Person;
let missionId: string;
beforeAll(async () => {
  await ensureBuiltPages(() => {});
  redis = await startRedis();
  relay = await startRelay(inject("postgres"));
  server = await startTestServer(
    { REDIS_URL: redis.url },
    { through: relay.through, pagesFolder, patience: PATIENCE },
  );
  client = await person(server);
  const { body } = await client.post("/missions", { ...missionInput(), publish: true });
  missionId = body.id;
});
afterAll(async () => {
  await server.close();
  await relay.stop();
  await redis.stop();
});

const known = () => ["/api/v1/missions", `/api/v1/missions/${missionId}`, "/", `/missions/${missionId}`];
const ask = async (path: string) => {
  const answer = await fetch(server.url + path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

describe("what visitors read while something is away", () => {
  test.each(["stopped", "hung"])(
    "the database %s: what was read before, marked as old; of the rest they are told to come back",
    async (how) => {
      const before = new Map<string, string>();
      for (const path of known()) before.set(path, (await ask(path)).text);
      // Longer than anything is fresh.
      await wait(5_100);
      if (how === "stopped") await relay.stop();
      else relay.hang();
      try {
        for (const path of known()) {
          const { status, headers, text } = await ask(path);
          expect(status, path).toBe(200);
          expect(headers.get("cache-status"), path).toMatch(/^Swideal; hit; ttl=-\d+$/);
          expect(headers.get("cache-control"), path).toBe("no-store");
          expect(text, path).toBe(before.get(path));
        }
        if (how === "stopped") {
          const unread = await ask("/api/v1/missions?q=jamais");
          expect(unread.status).toBe(503);
          expect(unread.headers.get("retry-after")).not.toBeNull();
          expect((await ask("/recherche?q=jamais")).status).toBe(503);
          await expect.poll(async () => (await ask("/etat-du-service")).text).toContain(status.fr.unhealthy);
          const told = await ask("/en/service-status");
          expect([told.status, told.headers.get("cache-control")]).toEqual([503, "no-store"]);
          expect(told.text).toContain(status.en.parts.database?.[1]);
        }
      } finally {
        await relay.restore();
      }
      for (const path of known()) {
        await expect
          .poll(async () => (await ask(path)).headers.get("cache-status"), { timeout: 30_000 })
          .toBeNull();
      }
    },
    120_000,
  );

  test.each(["flushed", "frozen", "killed"] as const)(
    "Redis %s: everything, as it is now",
    async (how) => {
      await expect
        .poll(() => server.resources.redis?.ping().catch(() => null), { timeout: 20_000 })
        .toBe("PONG");
      for (const path of known()) await ask(path);
      if (how === "killed") await redis.kill();
      else if (how === "frozen") redis.freeze();
      else await server.resources.redis?.flushall();
      try {
        const title = `Poser un parquet, Redis ${how}`;
        expect((await client.patch(`/missions/${missionId}`, { title })).status).toBe(200);
        for (const path of known()) {
          const { status, headers, text } = await ask(path);
          expect(status, path).toBe(200);
          expect(headers.get("cache-status"), path).toBeNull();
          expect(text, path).toContain(title);
        }
      } finally {
        if (how === "killed") await redis.restart();
        if (how === "frozen") redis.resume();
      }
    },
    120_000,
  );
});
