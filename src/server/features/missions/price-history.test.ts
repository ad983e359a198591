import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";

const world = marketWorld();
const { client, paul, zoe } = world;

const history = async (id: string) =>
  (await world.server.api.get(`/missions/${id}/price-history`)).body.items;
const prices = async (id: string) =>
  (await history(id)).map((point: { bestOfferCents: number | null; offerCount: number }) => [
    point.bestOfferCents,
    point.offerCount,
  ]);
const sequence = async (id: string) =>
  (
    await world.server.sql<{ sequence: string }>(
      "select sequence from mission_tallies where mission_id = $1",
      [id],
    )
  )[0]?.sequence;

describe("the history of an open auction's best price", () => {
  test("has a point wherever price or number changed, withdrawals too, and none where neither did", async () => {
    const id = await world.published();
    expect(await history(id)).toEqual([]);
    const first = await world.bid(paul, id, 90_000);
    const second = await world.bid(zoe, id, 95_000);
    await paul.patch(`/offers/${first}`, { priceCents: 80_000 });
    await zoe.patch(`/offers/${second}`, { priceCents: 85_000 });
    await paul.post(`/offers/${first}/withdraw`);
    await world.bid(paul, id, 70_000);
    const all = [
      [90_000, 1],
      [90_000, 2],
      [80_000, 2],
      [85_000, 1],
      [70_000, 2],
    ];
    expect(await prices(id)).toEqual(all);
    const times = (await history(id)).map(({ at }: { at: string }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a: number, b: number) => a - b));
    // Who is taken, and who is refused by it, is no price of the auction.
    await world.award(
      (
        await world.server.sql<{ id: string }>(
          "select id from offers where mission_id = $1 and price_cents = 85000",
          [id],
        )
      )[0]?.id as string,
    );
    await world.move(zoe, id, "start");
    expect(await prices(id)).toEqual(all);
  });

  test("says nothing of who bid", async () => {
    const { id } = await world.missionIn("published");
    for (const point of await history(id))
      expect(Object.keys(point).sort()).toEqual(["at", "bestOfferCents", "offerCount"]);
  });

  test("of a sealed auction is empty, before its deadline and after", async () => {
    const id = await world.published({ auction: "sealed" });
    const offer = await world.bid(paul, id, 90_000);
    await paul.patch(`/offers/${offer}`, { priceCents: 80_000 });
    expect(await history(id)).toEqual([]);
    await world.passDeadline(id);
    expect(await history(id)).toEqual([]);
    expect(await world.server.sql("select from price_history where mission_id = $1", [id])).toEqual([]);
  });

  test("has at most 500 points, the last among them, however many there were", async () => {
    const id = await world.published();
    await world.server.sql(
      `insert into price_history select $1, n, now() + n * interval '1 s', 1000000 - n, 1 from generate_series(100, 1762) n`,
      [id],
    );
    const points = await history(id);
    expect(points.length).toBeGreaterThan(400);
    expect(points.length).toBeLessThanOrEqual(500);
    expect(points.at(-1).bestOfferCents).toBe(1_000_000 - 1762);
  });

  test("of a mission from before there was any is empty, and goes on from there", async () => {
    const id = await world.published();
    await world.bid(paul, id, 90_000);
    await world.server.sql("delete from price_history where mission_id = $1", [id]);
    await world.server.sql("update mission_tallies set sequence = 0 where mission_id = $1", [id]);
    expect(await prices(id)).toEqual([]);
    await world.bid(zoe, id, 85_000);
    expect(await prices(id)).toEqual([[85_000, 2]]);
  });
});

describe("the number of an auction's state", () => {
  test("rises with whatever shows outside: an offer, a price, a withdrawal, a deadline, a move, an answer", async () => {
    const id = await world.published();
    let before = Number(await sequence(id));
    const rises = async (what: string) => {
      const now = Number(await sequence(id));
      expect(now, what).toBeGreaterThan(before);
      before = now;
    };
    await client.patch(`/missions/${id}`, { deadline: new Date(Date.now() + 86_400_000).toISOString() });
    await rises("the client's deadline");
    const first = await world.bid(paul, id, 90_000);
    await rises("an offer");
    await paul.patch(`/offers/${first}`, { priceCents: 80_000 });
    await rises("a price");
    const second = await world.bid(zoe, id, 85_000);
    await rises("a second offer");
    await zoe.patch(`/offers/${second}`, { priceCents: 83_000 });
    await rises("a price that is not the best");
    await zoe.post(`/offers/${second}/withdraw`);
    await rises("a withdrawal");
    await world.server.sql(
      "update missions set deadline = clock_timestamp() + interval '1 minute' where id = $1",
      [id],
    );
    await paul.patch(`/offers/${first}`, { priceCents: 70_000 });
    await rises("a late price");
    await world.award(first);
    await rises("an award");
    await world.move(paul, id, "start");
    await rises("the start of the work");
  });

  test("does not move with a lower price in a sealed auction, and moves with the number of offers", async () => {
    const id = await world.published({ auction: "sealed" });
    const published = await sequence(id);
    const offer = await world.bid(paul, id, 900_000);
    const offered = await sequence(id);
    expect(offered).not.toBe(published);
    for (let n = 1; n <= 20; n += 1)
      await paul.patch(`/offers/${offer}`, { priceCents: 900_000 - n * 20_000 });
    expect(await sequence(id)).toBe(offered);
    await paul.post(`/offers/${offer}/withdraw`);
    expect(await sequence(id)).not.toBe(offered);
  });
});
