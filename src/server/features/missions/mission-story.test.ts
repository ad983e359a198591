import { afterAll, beforeAll, expect, test } from "vitest";
import { missionInput, offerInput, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("a mission goes from its publication to its completion, through two offers and one award", async () => {
  const client = await person(server, "Mairie de Vénissieux");
  const [first, second] = [await person(server, "Paul Ménard"), await person(server, "Zoé Lacombe")];

  const created = await client.post("/missions", missionInput());
  expect(created.status).toBe(201);
  const { id } = created.body;
  expect(created.body).toMatchObject({ status: "published", offerCount: 0, bestOfferCents: null });
  expect(created.headers.get("location")).toBe(`/api/v1/missions/${id}`);

  const feed = await server.api.get("/missions");
  expect(feed.body.items.map((item: { id: string }) => item.id)).toContain(id);
  for (const q of ["electricien", "électricienne"]) {
    const found = await server.api.get(
      `/missions?${new URLSearchParams({ q: `${q} installation électrique` })}`,
    );
    expect(found.body.items[0].id).toBe(id);
  }
  const near = await server.api.get("/missions?sort=distance&lat=45.75&lng=4.85&radiusKm=15");
  expect(near.body.items[0].id).toBe(id);
  expect(near.body.items[0].distanceKm).toBeLessThan(15);

  const one = await first.post(`/missions/${id}/offers`, offerInput(320_000));
  const two = await second.post(`/missions/${id}/offers`, offerInput(310_000));
  expect([one.status, two.status]).toEqual([201, 201]);
  expect((await first.patch(`/offers/${one.body.id}`, { priceCents: 319_999 })).body.code).toBe(
    "price_not_lower",
  );
  expect((await first.patch(`/offers/${one.body.id}`, { priceCents: 305_000 })).status).toBe(200);
  expect((await server.api.get(`/missions/${id}`)).body).toMatchObject({
    offerCount: 2,
    bestOfferCents: 305_000,
  });

  const award = await client.post(`/offers/${one.body.id}/award`);
  expect(award.body).toMatchObject({ status: "accepted", priceCents: 305_000 });
  const again = await client.post(`/offers/${two.body.id}/award`);
  expect([again.status, again.body.code]).toEqual([409, "already_awarded"]);

  for (const [mover, move, status] of [
    [first, "start", "in_progress"],
    [first, "deliver", "delivered"],
    [client, "complete", "completed"],
  ] as const) {
    expect((await mover.post(`/missions/${id}/${move}`)).body.status).toBe(status);
  }
  const { body } = await second.get("/me/offers");
  expect(body.items).toMatchObject([{ status: "rejected", mission: { status: "completed" } }]);
});
