import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedStream, openStream } from "../support/event-stream.ts";
import { missionInput, offerInput, type Person, person } from "../support/people.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let redis: TestRedis;
let [one, other] = [{} as TestServer, {} as TestServer];
let client: Person;
let paul: Person;
beforeAll(async () => {
  redis = await startRedis();
  one = await startTestServer({ REDIS_URL: redis.url, PUBLIC_URL: "http://swideal.example" });
  other = await one.another();
  [client, paul] = await Promise.all([person(one, "Mairie de Bron"), person(one, "Paul Morin")]);
});
afterAll(async () => {
  await other.close?.();
  await one.close?.();
  await redis?.stop();
});

const published = async (changes = {}) =>
  (await client.post("/missions", missionInput(changes))).body.id as string;
const bid = async (id: string, price: number) =>
  (await paul.post(`/missions/${id}/offers`, offerInput(price))).body.id;
const watch = (server: TestServer, id: string, headers = {}) =>
  openStream(server.url, `/missions/${id}/events`, headers);
const statusOf = async (server: TestServer, id: string) => {
  const stream = await watch(server, id);
  stream.close();
  return stream.status;
};

describe("watched on two instances", () => {
  test("an offer made at one is told at both, and so is each after Redis has died and come back", async () => {
    const id = await published();
    const streams = [await watch(one, id), await watch(other, id)];
    for (const stream of streams) await stream.next();
    const offer = await bid(id, 900_000);
    for (const stream of streams) await stream.next(({ data }) => data.bestOfferCents === 900_000);

    await redis.kill();
    await expect
      .poll(() => [one, other].map(({ resources }) => resources.hub.state().polling))
      .toEqual([true, true]);
    await paul.patch(`/offers/${offer}`, { priceCents: 800_000 });
    for (const stream of streams) await stream.next(({ data }) => data.bestOfferCents === 800_000);

    await redis.restart();
    await expect
      .poll(() => [one, other].map(({ resources }) => resources.hub.state().polling), { timeout: 30_000 })
      .toEqual([false, false]);
    await paul.patch(`/offers/${offer}`, { priceCents: 700_000 });
    for (const stream of streams) await stream.next(({ data }) => data.bestOfferCents === 700_000);
    for (const stream of streams) stream.close();
  });

  test("an instance that ends tells those who watch when to ask again, each another time", async () => {
    const id = await published();
    const third = await one.another();
    const streams = await Promise.all(Array.from({ length: 10 }, () => watch(third, id)));
    for (const stream of streams) await stream.next();
    await third.close();
    const waits = await Promise.all(
      streams.map(async (stream) => Number(/retry: (\d+)\n\n$/.exec(await stream.whole())?.[1])),
    );
    for (const ms of waits) expect(ms >= 1_000 && ms <= 5_000).toBe(true);
    expect(new Set(waits).size).toBeGreaterThan(3);
  });
});

describe("a sealed auction", () => {
  test("sends a stranger the same bytes with twenty lower prices and without", async () => {
    const [lowered, quiet] = [await published({ auction: "sealed" }), await published({ auction: "sealed" })];
    const offers = [await bid(lowered, 900_000), await bid(quiet, 900_000)];
    const before = await Promise.all([lowered, quiet].map((id) => watch(other, id)));
    for (const stream of before) await stream.next();
    for (let n = 1; n <= 20; n += 1) {
      const { status } = await paul.patch(`/offers/${offers[0]}`, { priceCents: 900_000 - n * 20_000 });
      expect(status).toBe(200);
    }
    // A change that shows, of both: what came before it has been sent by then.
    for (const offer of offers) await paul.post(`/offers/${offer}/withdraw`);
    const after = await Promise.all([lowered, quiet].map((id) => watch(other, id)));
    for (const stream of before) await stream.next();
    for (const stream of after) await stream.next();
    // Comments come as time goes by, whatever happens.
    const seen = (stream: OpenedStream) =>
      stream.bytes
        .replaceAll(": \n\n", "")
        .replace(/"now":\d+/g, "")
        .replace(/"deadline":"[^"]+"/g, "");
    expect(seen(before[0] as OpenedStream)).toBe(seen(before[1] as OpenedStream));
    expect(seen(after[0] as OpenedStream)).toBe(seen(after[1] as OpenedStream));
    for (const stream of [...before, ...after]) stream.close();
  });

  test("keeps the ready answer of its page while a price is lowered, so that not even time tells", async () => {
    const id = await published({ auction: "sealed" });
    const offer = await bid(id, 900_000);
    const told = [one, other].map(({ resources }) => {
      const tags: string[] = [];
      resources.invalidation.listen({ onChange: (changed) => void tags.push(...changed) });
      return tags;
    });
    const allHear = (tag: string) =>
      expect.poll(() => told.map((tags) => tags.includes(tag))).toEqual([true, true]);
    await paul.patch(`/offers/${offer}`, { priceCents: 800_000 });
    // Once what came after it is told, whatever was to be told of it has been.
    const next = await published();
    await bid(next, 500_000);
    await allHear(`mission:${next}`);
    expect(told.flat()).not.toContain(`mission:${id}`);
    expect((await one.sql("select from price_history where mission_id = $1", [id])).length).toBe(0);
    // What shows outside is told at both.
    await paul.post(`/offers/${offer}/withdraw`);
    await allHear(`mission:${id}`);
  });
});

describe("many who watch", () => {
  test("1,500 at once take none of the places at work: lists and health are answered beside them", async () => {
    const id = await published();
    const streams: OpenedStream[] = [];
    // A hundred at a time: who asks and who answers share one process here, and a request's head has ten seconds.
    while (streams.length < 1_500)
      streams.push(...(await Promise.all(Array.from({ length: 100 }, () => watch(one, id)))));
    expect(streams.every(({ status }) => status === 200)).toBe(true);
    for (const path of ["/missions?sort=newest", `/missions/${id}`, "/categories"])
      expect((await one.api.get(path)).status).toBe(200);
    expect((await one.api.request("GET", "/readyz")).status).toBe(200);
    await bid(id, 500_000);
    await Promise.all(streams.map((stream) => stream.next(({ data }) => data.offerCount === 1)));
    for (const stream of streams) stream.close();
  }, 180_000);

  test("beyond what an instance holds are told to come back, each at another time, and the rest goes on", async () => {
    const small = await one.another({ STREAMS_MAX: "3" });
    const id = await published();
    const streams = [await watch(small, id), await watch(small, id), await watch(small, id)];
    const waits = new Set<string | null>();
    for (let n = 0; n < 6; n += 1) {
      const { status, body, headers } = await small.api.get(`/missions/${id}/events`);
      expect([status, body.code]).toEqual([503, "overloaded"]);
      waits.add(headers.get("retry-after"));
    }
    expect(waits.size).toBeGreaterThan(1);
    streams[0]?.close();
    await expect.poll(async () => (await small.api.get(`/missions/${id}/events`)).status).toBe(200);
    for (const stream of streams) stream.close();
    await small.close();
  });

  test("from one address are six of one mission, and of all as many as the operator says", async () => {
    const careful = await one.another({ RATE_LIMITS: "on", STREAMS_PER_ADDRESS: "8" });
    const [first, second] = [await published(), await published()];
    const streams: OpenedStream[] = [];
    for (const id of [first, first, first, first, first, first, second, second])
      streams.push(await watch(careful, id));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    expect(await statusOf(careful, second)).toBe(503);
    streams.at(-1)?.close();
    await expect.poll(() => statusOf(careful, second)).toBe(200);
    expect(await statusOf(careful, first)).toBe(503);
    for (const stream of streams) stream.close();
    await careful.close();
  });
});
