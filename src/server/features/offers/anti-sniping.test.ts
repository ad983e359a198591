import fc from "fast-check";
import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { offerInput } from "../../../../tests/support/people.ts";
import { deadlineAfterOffer } from "../missions/index.ts";

/** As product.md has them. */
const WINDOW_MS = 120_000;
const MOST_EXTENSIONS = 10;

const { server, client, paul, zoe, published } = marketWorld();

/** Leaves so many milliseconds until the deadline; returns it. */
async function leave(missionId: string, ms: number): Promise<Date> {
  const rows = await server.sql<{ deadline: Date }>(
    `update missions set deadline = at, due_at = at
     from (select date_trunc('milliseconds', clock_timestamp() + make_interval(secs => $2::float8 / 1000)) as at) t
     where id = $1 returning deadline`,
    [missionId, ms],
  );
  return (rows[0] as { deadline: Date }).deadline;
}

interface Clock {
  deadline: Date;
  dueAt: Date;
  extensions: number;
  version: number;
  updatedAt: Date;
  now: Date;
}
async function clockOf(missionId: string): Promise<Clock> {
  const [clock] = await server.sql<Clock>(
    `select deadline, due_at as "dueAt", extension_count as extensions, version, updated_at as "updatedAt",
       clock_timestamp() as now from missions where id = $1`,
    [missionId],
  );
  return clock as Clock;
}

/** Does `bid` between two looks at the database's clock; fails unless it left two minutes from then. */
async function expectMoved(missionId: string, bid: () => Promise<{ status: number }>): Promise<void> {
  const before = await clockOf(missionId);
  expect((await bid()).status).toBeLessThan(300);
  const after = await clockOf(missionId);
  expect(after.extensions).toBe(before.extensions + 1);
  expect(after.deadline.getTime()).toBeGreaterThanOrEqual(before.now.getTime() + WINDOW_MS - 1);
  expect(after.deadline.getTime()).toBeLessThanOrEqual(after.now.getTime() + WINDOW_MS);
  expect(after.dueAt).toEqual(after.deadline);
}

test("an offer or a lower price in the last two minutes leaves two minutes, on the mission and in the feed", async () => {
  const missionId = await published();
  await leave(missionId, 60_000);
  let offer = "";
  await expectMoved(missionId, async () => {
    const made = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
    offer = made.body.id;
    return made;
  });
  await leave(missionId, 30_000);
  await expectMoved(missionId, () => paul.patch(`/offers/${offer}`, { priceCents: 290_000 }));
  await paul.post(`/offers/${offer}/withdraw`);
  await leave(missionId, 119_000);
  await expectMoved(missionId, () => paul.post(`/missions/${missionId}/offers`, offerInput(280_000)));

  const { deadline } = await clockOf(missionId);
  const { body } = await server.api.get(`/missions/${missionId}`);
  expect([body.deadline, body.extensionCount]).toEqual([deadline.toISOString(), 3]);
  const feed = await server.api.get("/missions?sort=newest");
  const card = feed.body.items.find(({ id }: { id: string }) => id === missionId);
  expect(card.deadline).toBe(deadline.toISOString());
});

test("more than two minutes before the deadline a bid leaves it where it is", async () => {
  const missionId = await published();
  const deadline = await leave(missionId, 600_000);
  await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  expect(await clockOf(missionId)).toMatchObject({ deadline, dueAt: deadline, extensions: 0 });
});

test("ten bids move the deadline; the eleventh is taken and leaves it", async () => {
  const missionId = await published();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(90_000_000));
  for (let extension = 1; extension <= MOST_EXTENSIONS; extension++) {
    await leave(missionId, 60_000);
    await expectMoved(missionId, () =>
      paul.patch(`/offers/${offer.id}`, { priceCents: 90_000_000 - extension * 1_000_000 }),
    );
  }
  const deadline = await leave(missionId, 60_000);
  expect((await paul.patch(`/offers/${offer.id}`, { priceCents: 70_000_000 })).status).toBe(200);
  expect((await zoe.post(`/missions/${missionId}/offers`, offerInput(60_000_000))).status).toBe(201);
  expect(await clockOf(missionId)).toMatchObject({ deadline, dueAt: deadline, extensions: MOST_EXTENSIONS });
});

test("the client's own extension starts the count anew: late offers move the new deadline ten times again", async () => {
  const missionId = await published();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  await server.sql("update missions set extension_count = $2 where id = $1", [missionId, MOST_EXTENSIONS]);
  const deadline = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const extended = await client.post(`/missions/${missionId}/extend`, { deadline });
  expect([extended.status, extended.body.extensionCount]).toEqual([200, 0]);
  await leave(missionId, 60_000);
  await expectMoved(missionId, () => paul.patch(`/offers/${offer.id}`, { priceCents: 290_000 }));
  // Whatever else moves the mission leaves the count as it is.
  await client.post(`/offers/${offer.id}/award`);
  await paul.post(`/missions/${missionId}/decline`, { reason: "Empêchement sérieux." });
  expect((await clockOf(missionId)).extensions).toBe(1);
  await client.post(`/missions/${missionId}/extend`, { deadline });
  expect((await clockOf(missionId)).extensions).toBe(0);
});

test("what was refused never moves the deadline, and a withdrawal does not either", async () => {
  const missionId = await published();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  const { body: withdrawn } = await zoe.post(`/missions/${missionId}/offers`, offerInput(290_000));
  const deadline = await leave(missionId, 60_000);
  const refused = [
    await paul.patch(`/offers/${offer.id}`, { priceCents: 299_999 }),
    await paul.post(`/missions/${missionId}/offers`, offerInput(200_000)),
    await client.post(`/missions/${missionId}/offers`, offerInput(200_000)),
    await client.patch(`/offers/${offer.id}`, { priceCents: 200_000 }),
    await paul.patch(`/offers/${offer.id}`, { priceCents: 1 }),
    await paul.post(`/offers/${offer.id}/award`),
  ];
  expect(refused.map(({ status }) => status)).toEqual([409, 409, 403, 403, 400, 403]);
  expect((await zoe.post(`/offers/${withdrawn.id}/withdraw`)).status).toBe(200);
  expect((await zoe.post(`/missions/${missionId}/offers`, offerInput(289_999))).status).toBe(409);
  expect(await clockOf(missionId)).toMatchObject({ deadline, dueAt: deadline, extensions: 0 });
});

test("a repeated request under one key moves the deadline once", async () => {
  const missionId = await published();
  await leave(missionId, 60_000);
  const headers = { "idempotency-key": `sniping-${missionId}` };
  await paul.post(`/missions/${missionId}/offers`, offerInput(300_000), { headers });
  const { deadline } = await clockOf(missionId);
  await paul.post(`/missions/${missionId}/offers`, offerInput(300_000), { headers });
  expect(await clockOf(missionId)).toMatchObject({ deadline, extensions: 1 });
});

test("a sealed auction ends when it said it would", async () => {
  const missionId = await published({ auction: "sealed" });
  const deadline = await leave(missionId, 30_000);
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  expect((await paul.patch(`/offers/${offer.id}`, { priceCents: 280_000 })).status).toBe(200);
  expect(await clockOf(missionId)).toMatchObject({ deadline, dueAt: deadline, extensions: 0 });
});

test("offers leave the mission's version as it was, so that they never break somebody's If-Match", async () => {
  const missionId = await published();
  const before = await client.get(`/missions/${missionId}`);
  const { version, updatedAt } = await clockOf(missionId);
  await leave(missionId, 60_000);
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  await paul.patch(`/offers/${offer.id}`, { priceCents: 290_000 });
  await paul.post(`/offers/${offer.id}/withdraw`);
  expect(await clockOf(missionId)).toMatchObject({ version, updatedAt });
  // Frozen by the offer, not out of date.
  const headers = { "if-match": String(before.headers.get("etag")) };
  expect((await client.patch(`/missions/${missionId}`, { remote: true }, { headers })).status).toBe(409);
});

test("by any clock: a bid never brings the deadline nearer and never pushes it past two minutes from then", () => {
  const bid = fc.record({
    left: fc.oneof(fc.integer({ min: 1, max: 2 * WINDOW_MS }), fc.integer({ min: 1, max: 365 * 86_400_000 })),
    extensionCount: fc.integer({ min: 0, max: MOST_EXTENSIONS }),
    auction: fc.constantFrom("open" as const, "sealed" as const),
    now: fc.date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
  });
  fc.assert(
    fc.property(bid, ({ left, extensionCount, auction, now }) => {
      const deadline = new Date(now.getTime() + left);
      const moved = deadlineAfterOffer({ auction, deadline, extensionCount }, now);
      const may = auction === "open" && extensionCount < MOST_EXTENSIONS && left < WINDOW_MS;
      expect(moved?.getTime() ?? null).toBe(may ? now.getTime() + WINDOW_MS : null);
    }),
  );
});
