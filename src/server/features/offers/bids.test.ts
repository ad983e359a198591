import { expect, test } from "vitest";
import { refusal } from "../../../../tests/support/api-response.ts";
import { marketOnTwoInstances } from "../../../../tests/support/market-world.ts";
import { offerInput, type Person, person } from "../../../../tests/support/people.ts";

const { server, elsewhere, client, paul, zoe, published } = marketOnTwoInstances();

/** Every price an offer has had, oldest first. */
async function revisions(offerId: string): Promise<number[]> {
  const rows = await server.sql<{ price: number }>(
    "select price_cents as price from offer_revisions where offer_id = $1 order by revision",
    [offerId],
  );
  return rows.map(({ price }) => Number(price));
}

test("a price comes down by one per cent, rounded up, and not by a cent less; every price is kept", async () => {
  const missionId = await published();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(320_050));
  expect(refusal(await paul.patch(`/offers/${offer.id}`, { priceCents: 316_850 }))).toBe(
    "409 price_not_lower",
  );
  expect(refusal(await paul.patch(`/offers/${offer.id}`, { priceCents: 320_050 }))).toBe(
    "409 price_not_lower",
  );
  expect(refusal(await paul.patch(`/offers/${offer.id}`, { priceCents: 400_000 }))).toBe(
    "409 price_not_lower",
  );
  const lowered = await paul.patch(`/offers/${offer.id}`, { priceCents: 316_849 });
  expect(lowered.body).toMatchObject({ id: offer.id, status: "submitted", priceCents: 316_849 });
  expect((await paul.patch(`/offers/${offer.id}`, { priceCents: 200_000 })).status).toBe(200);
  expect(await revisions(offer.id)).toEqual([320_050, 316_849, 200_000]);
  expect((await server.api.get(`/missions/${missionId}`)).body.bestOfferCents).toBe(200_000);
});

test("a small price comes down by a whole unit, and the lowest price can come down no more", async () => {
  const missionId = await published();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300));
  expect(refusal(await paul.patch(`/offers/${offer.id}`, { priceCents: 201 }))).toBe("409 price_not_lower");
  expect((await paul.patch(`/offers/${offer.id}`, { priceCents: 200 })).status).toBe(200);
  expect((await paul.patch(`/offers/${offer.id}`, { priceCents: 100 })).status).toBe(200);
  expect(refusal(await paul.patch(`/offers/${offer.id}`, { priceCents: 100 }))).toBe("409 price_not_lower");
  expect(refusal(await paul.patch(`/offers/${offer.id}`, { priceCents: 0 }))).toBe("400 validation_failed");
});

test("an offer needs to undercut its own provider's price alone, and may exceed the budget", async () => {
  const missionId = await published({ budget: { valueCents: 100_000 } });
  expect((await paul.post(`/missions/${missionId}/offers`, offerInput(90_000))).status).toBe(201);
  const dearer = await zoe.post(`/missions/${missionId}/offers`, offerInput(100_000_000));
  expect(dearer.status).toBe(201);
  expect((await zoe.patch(`/offers/${dearer.body.id}`, { priceCents: 95_000 })).status).toBe(200);
  expect((await server.api.get(`/missions/${missionId}`)).body).toMatchObject({
    offerCount: 2,
    bestOfferCents: 90_000,
  });
});

test("a withdrawn offer comes back as the same one, at a price a step below its last, or not at all", async () => {
  const missionId = await published();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  expect((await paul.post(`/offers/${offer.id}/withdraw`)).body.status).toBe("withdrawn");
  expect((await server.api.get(`/missions/${missionId}`)).body).toMatchObject({
    offerCount: 0,
    bestOfferCents: null,
  });
  expect(refusal(await paul.post(`/offers/${offer.id}/withdraw`))).toBe("409 invalid_transition");
  expect(refusal(await paul.patch(`/offers/${offer.id}`, { priceCents: 100_000 }))).toBe(
    "409 invalid_transition",
  );
  expect(refusal(await client.post(`/offers/${offer.id}/award`))).toBe("409 invalid_transition");
  for (const price of [300_000, 297_001, 500_000]) {
    expect(refusal(await paul.post(`/missions/${missionId}/offers`, offerInput(price)))).toBe(
      "409 price_not_lower",
    );
  }
  const again = await paul.post(
    `/missions/${missionId}/offers`,
    offerInput(297_000, { durationDays: 3, message: "Je peux venir plus tôt." }),
  );
  expect([again.status, again.body]).toMatchObject([
    201,
    { id: offer.id, status: "submitted", priceCents: 297_000, durationDays: 3, label: offer.label },
  ]);
  expect(again.body.message).toBe("Je peux venir plus tôt.");
  expect(await revisions(offer.id)).toEqual([300_000, 297_000]);
});

test("a provider has one offer on a mission, also when it sends ten at once", async () => {
  const missionId = await published();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      (n % 2 ? paul : elsewhere(paul)).post(
        `/missions/${missionId}/offers`,
        offerInput(300_000 - n * 10_000),
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status !== 201).map(refusal);
  expect(new Set(refused)).toEqual(new Set(["409 offer_exists"]));
  const offers = await server.sql("select id from offers where mission_id = $1", [missionId]);
  expect(offers).toHaveLength(1);
  expect(await revisions(String(offers[0]?.id))).toHaveLength(1);
});

test("bidders who come at once each get a number of their own, and the tally misses none", async () => {
  const missionId = await published();
  const bidders = await Promise.all(
    Array.from({ length: 8 }, (_, n) => person(server, `Prestataire n° ${n}`)),
  );
  const answers = await Promise.all(
    bidders.map((bidder, n) =>
      (n % 2 ? bidder : elsewhere(bidder)).post(
        `/missions/${missionId}/offers`,
        offerInput(300_000 + n * 1_000),
      ),
    ),
  );
  const labels = answers.map(({ body }) => body.label).sort();
  expect(labels).toEqual(Array.from({ length: 8 }, (_, n) => `Prestataire ${n + 1}`));
  await Promise.all(
    answers.map(({ body }, n) =>
      bidders[n]?.patch(`/offers/${body.id}`, { priceCents: 250_000 - n * 1_000 }),
    ),
  );
  expect((await server.api.get(`/missions/${missionId}`)).body).toMatchObject({
    offerCount: 8,
    bestOfferCents: 243_000,
  });
  const { body } = await client.get(`/missions/${missionId}/offers`);
  expect(body.items.map(({ label }: { label: string }) => label)).toEqual(labels);
});

test("rivals see a number and a price, never a name, a message or a duration; the client sees all", async () => {
  const missionId = await published();
  await paul.post(`/missions/${missionId}/offers`, offerInput(310_000, { message: "Secret d'atelier." }));
  const { text, body } = await zoe.get(`/missions/${missionId}/offers`);
  expect(body.items).toMatchObject([
    {
      label: "Prestataire 1",
      mine: false,
      priceCents: 310_000,
      provider: null,
      message: null,
      durationDays: null,
    },
  ]);
  expect(text).not.toContain(paul.partyId);
  const own = await client.get(`/missions/${missionId}/offers`);
  expect(own.body.items).toMatchObject([
    { message: "Secret d'atelier.", provider: { id: paul.partyId, displayName: "Paul Ménard" } },
  ]);
});

test("nobody bids on a mission of its own, nor without being a provider", async () => {
  const missionId = await published();
  expect(refusal(await client.post(`/missions/${missionId}/offers`, offerInput(300_000)))).toBe(
    "403 forbidden",
  );
  const buyer = await person(server, "Acheteuse", ["client"]);
  expect(refusal(await buyer.post(`/missions/${missionId}/offers`, offerInput(300_000)))).toBe(
    "403 forbidden",
  );
  expect(refusal(await server.api.post(`/missions/${missionId}/offers`, offerInput(300_000)))).toBe(
    "401 unauthenticated",
  );
  expect((await server.api.get(`/missions/${missionId}`)).body.offerCount).toBe(0);
});

test("somebody else's offer is lowered, withdrawn and awarded by nobody; who cannot see it is not told of it", async () => {
  for (const [auction, stranger] of [
    ["open", "403 forbidden"],
    ["sealed", "404 not_found"],
  ]) {
    const missionId = await published({ auction });
    const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
    await zoe.post(`/missions/${missionId}/offers`, offerInput(290_000));
    const moves = (who: Person) =>
      Promise.all([
        who.patch(`/offers/${offer.id}`, { priceCents: 200_000 }),
        who.post(`/offers/${offer.id}/withdraw`),
        who.post(`/offers/${offer.id}/award`),
      ]);
    expect((await moves(zoe)).map(refusal)).toEqual([stranger, stranger, stranger]);
    expect((await moves(client)).slice(0, 2).map(refusal)).toEqual(["403 forbidden", "403 forbidden"]);
    expect(refusal(await paul.post(`/offers/${offer.id}/award`))).toBe("403 forbidden");
  }
});

test("an offer that is out of bounds names each wrong field, and nothing is written", async () => {
  const missionId = await published();
  const { status, body } = await paul.post(`/missions/${missionId}/offers`, {
    priceCents: 99,
    durationDays: 1.5,
    message: " ",
    providerPartyId: zoe.partyId,
  });
  expect(status).toBe(400);
  expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
    "/durationDays",
    "/message",
    "/priceCents",
    "/providerPartyId",
  ]);
  expect((await client.get(`/missions/${missionId}/offers`)).body.items).toEqual([]);
});
