import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRedis, type TestRedis } from "../../../../tests/support/redis.ts";
import { UNHURRIED } from "../../../../tests/support/server.ts";
import { openRedis, type Redis } from "../redis.ts";
import { createInvalidation, type Invalidation } from "./invalidation.ts";

let redis: TestRedis;
let connections: Redis[];
let instances: Invalidation[];
beforeEach(async () => {
  redis = await startRedis();
  connections = [];
  instances = [];
});
afterEach(async () => {
  for (const instance of instances) instance.close();
  for (const connection of connections) connection.disconnect();
  await redis.stop();
});

const connect = async () => {
  const connection = await openRedis(redis.url, () => {}, UNHURRIED.redis);
  connections.push(connection);
  return connection;
};

/** One process of several, with two parts that listen. */
async function instance() {
  const invalidation = createInvalidation({
    redis: await connect(),
    subscriber: await connect(),
    lease: UNHURRIED.lease,
  });
  instances.push(invalidation);
  const heard: string[] = [];
  invalidation.listen({ onChange: (tags) => heard.push(`first ${tags}`) });
  invalidation.listen({
    onChange: (tags) => heard.push(`second ${tags}`),
    onMissed: () => heard.push("missed"),
  });
  await expect.poll(() => invalidation.trusted()).toBe(true);
  return { invalidation, heard };
}

describe("what a change makes old", () => {
  it("is heard by every part of every instance, once, before whoever made it is told that all know it", async () => {
    const [one, other] = [await instance(), await instance()];
    one.heard.length = 0;
    other.heard.length = 0;
    await one.invalidation.tell(["mission:1"]);
    const once = ["first mission:1", "second mission:1"];
    expect([one.heard, other.heard]).toEqual([once, once]);
  });

  it("is heard by who made it at once, though Redis is away, and by others as a gap once it is back", async () => {
    const [one, other] = [await instance(), await instance()];
    await redis.kill();
    await expect.poll(() => one.invalidation.trusted() || other.invalidation.trusted()).toBe(false);
    other.heard.length = 0;
    one.heard.length = 0;
    await one.invalidation.tell(["mission:1"]);
    expect(one.heard).toEqual(["first mission:1", "second mission:1"]);
    expect(other.heard).toEqual([]);
    await redis.restart();
    await expect.poll(() => other.heard, { timeout: 20_000 }).toContain("missed");
  });
});
