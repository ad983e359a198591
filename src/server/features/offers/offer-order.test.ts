import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { offerInput, type Person, person } from "../../../../tests/support/people.ts";

/** Two prices that each provider may come down to, so that many are equal. */
const PRICES = [500_000, 400_000, 300_000] as const;

const { server, client, paul, zoe, published, bid } = marketWorld();
const providers = [paul, zoe];
beforeAll(async () => {
  providers.push(await person(server, "Ali"), await person(server, "Léa"));
});

interface Seen {
  id: string;
  label: string;
  mine: boolean;
  status: string;
  priceCents: number;
  pricedAt: string;
  rank: number | null;
}

/** Every offer that this reader is shown, page by page. */
async function walk(reader: Person, missionId: string, query: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const from: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await reader.get(`/missions/${missionId}/offers?${query}${from}`);
    expect(status).toBe(200);
    seen.push(...body.items);
    cursor = body.nextCursor;
  }
  return seen;
}

test("of two offers at one price the one that reached it first leads, for the client, for both bidders, everywhere", async () => {
  const missionId = await published();
  const pauls = await bid(paul, missionId, 500_000);
  const zoes = await bid(zoe, missionId, 400_000);
  // Paul came first with an offer, and second to this price.
  expect((await paul.patch(`/offers/${pauls}`, { priceCents: 400_000 })).status).toBe(200);
  for (const reader of [client, paul, zoe]) {
    const offers = await walk(reader, missionId, "sort=price");
    expect(offers.map(({ id, rank }) => [id, rank])).toEqual([
      [zoes, 1],
      [pauls, 2],
    ]);
  }
  const ranks = async (who: Person) => {
    const own = await who.get(`/missions/${missionId}/offers?mine=true`);
    const { body } = await who.get("/me/offers");
    return [own.body.items[0].rank, body.items[0].rank];
  };
  expect([await ranks(paul), await ranks(zoe)]).toEqual([
    [2, 2],
    [1, 1],
  ]);
});

test("an offer that comes back takes its place by the time of its new price, not of its first", async () => {
  const missionId = await published();
  const pauls = await bid(paul, missionId, 500_000);
  const first = (await walk(client, missionId, "sort=price"))[0] as Seen;
  expect((await paul.post(`/offers/${pauls}/withdraw`)).status).toBe(200);
  const zoes = await bid(zoe, missionId, 400_000);
  await bid(paul, missionId, 400_000);
  const offers = await walk(client, missionId, "sort=price");
  expect(offers.map(({ id }) => id)).toEqual([zoes, pauls]);
  expect(Date.parse((offers[1] as Seen).pricedAt)).toBeGreaterThan(Date.parse(first.pricedAt));
});

/** What a provider does next: to the n-th price, or out. */
const act = fc.record({ who: fc.nat(3), to: fc.nat(PRICES.length) });

test("whatever is offered, lowered, withdrawn and offered again: by price, then by the time of that price", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 16 }), async (acts) => {
      const missionId = await published();
      const standing = new Map<string, { price: number; since: number; running: boolean }>();
      const ids = new Map<Person, string>();
      for (const [since, { who, to }] of acts.entries()) {
        const provider = providers[who] as Person;
        const id = ids.get(provider);
        const last = id === undefined ? undefined : standing.get(id);
        const price = PRICES[to];
        if (price === undefined) {
          if (!last?.running) continue;
          expect((await provider.post(`/offers/${id}/withdraw`)).status).toBe(200);
          last.running = false;
          continue;
        }
        if (last !== undefined && price >= last.price) continue;
        if (last?.running) {
          expect((await provider.patch(`/offers/${id}`, { priceCents: price })).status).toBe(200);
          standing.set(id as string, { price, since, running: true });
        } else {
          const made = await bid(provider, missionId, price);
          ids.set(provider, made);
          standing.set(made, { price, since, running: true });
        }
      }
      const expected = [...standing]
        .filter(([, { running }]) => running)
        .sort(([, a], [, b]) => a.price - b.price || a.since - b.since)
        .map(([id]) => id);
      const offers = await walk(client, missionId, "sort=price&limit=1");
      expect(offers.map(({ id }) => id)).toEqual(expected);
      expect(offers.map(({ rank }) => rank)).toEqual(expected.map((_, place) => place + 1));
      const { body: mission } = await server.api.get(`/missions/${missionId}`);
      expect(mission.bestOfferCents).toBe(standing.get(expected[0] ?? "")?.price ?? null);
    }),
    { numRuns: 25 },
  );
}, 120_000);

test("the orders of the client's list hold what is out of the running last, and every offer once", async () => {
  const missionId = await published();
  const days = [9, 3, 3, 7];
  for (const [n, who] of providers.entries()) {
    const { status } = await who.post(
      `/missions/${missionId}/offers`,
      offerInput(400_000 - n * 10_000, { durationDays: days[n] as number }),
    );
    expect(status).toBe(201);
  }
  const [, , , leas] = (await walk(client, missionId, "sort=arrival")) as [Seen, Seen, Seen, Seen];
  expect((await client.post(`/offers/${leas.id}/award`)).status).toBe(200);
  expect(
    (await providers[3]?.post(`/missions/${missionId}/decline`, { reason: "Empêchement sérieux." }))?.status,
  ).toBe(200);
  const labels = async (sort: string) =>
    (await walk(client, missionId, `sort=${sort}&limit=1`)).map(({ label }) => Number(label.split(" ")[1]));
  expect(await labels("arrival")).toEqual([1, 2, 3, 4]);
  expect(await labels("price")).toEqual([3, 2, 1, 4]);
  expect(await labels("duration")).toEqual([3, 2, 1, 4]);
  const { body } = await client.get(`/missions/${missionId}/offers?sort=duration`);
  const ranks = body.items.map((offer: { rank: number; durationRank: number }) => [
    offer.rank,
    offer.durationRank,
  ]);
  expect(ranks).toEqual([
    [1, 1],
    [2, 1],
    [3, 3],
    [null, null],
  ]);
});

test("the hundred and first of 124 bidders finds its own offer, and the client the best one, on the first page", async () => {
  const missionId = await published();
  // As a hundred and twenty other accounts would have left them.
  await server.sql(
    `with bidders as (
       insert into parties (kind, display_name)
       select 'person', 'Prestataire ' || n from generate_series(1, 123) n returning id),
     numbered as (select id, row_number() over () as n from bidders)
     insert into offers (mission_id, client_party_id, provider_party_id, bidder_number, price_cents, duration_days, message)
     select $1, $2, id, case when n <= 100 then n else n + 1 end, 200000 + n, 10, 'Oui.' from numbered`,
    [missionId, client.partyId],
  );
  await server.sql(
    `insert into offers (mission_id, client_party_id, provider_party_id, bidder_number, price_cents, duration_days, message)
     values ($1, $2, $3, 101, 100000, 10, 'Le plus bas.')`,
    [missionId, client.partyId, paul.partyId],
  );
  const own = await paul.get(`/missions/${missionId}/offers?mine=true`);
  expect(own.body).toMatchObject({
    items: [{ label: "Prestataire 101", mine: true, rank: 1 }],
    nextCursor: null,
  });
  const best = await client.get(`/missions/${missionId}/offers?sort=price&limit=1`);
  expect(best.body.items).toMatchObject([{ label: "Prestataire 101", rank: 1 }]);
  const everyone = await walk(client, missionId, "sort=price&limit=50");
  expect(new Set(everyone.map(({ id }) => id)).size).toBe(124);
  expect(everyone.map(({ rank }) => rank)).toEqual(Array.from({ length: 124 }, (_, place) => place + 1));
});

test("an order tells nobody what the offers themselves do not: durations to rivals, prices under seal", async () => {
  for (const auction of ["open", "sealed"]) {
    const missionId = await published({ auction });
    await paul.post(`/missions/${missionId}/offers`, offerInput(900_000, { durationDays: 90 }));
    await zoe.post(`/missions/${missionId}/offers`, offerInput(200_000, { durationDays: 2 }));
    const labels = async (reader: Person, sort: string) =>
      (await walk(reader, missionId, `sort=${sort}`)).map(({ label }) => label.at(-1)).join("");
    expect(await labels(zoe, "duration")).toBe(auction === "open" ? "12" : "2");
    const open = auction === "open";
    expect(await labels(client, "duration")).toBe(open ? "21" : "12");
    expect(await labels(client, "price")).toBe(open ? "21" : "12");
  }
});

test("a walk by price that began under seal ends in the order in which it began", async () => {
  const missionId = await published({ auction: "sealed" });
  await bid(paul, missionId, 900_000);
  await bid(zoe, missionId, 200_000);
  const path = `/missions/${missionId}/offers?sort=price&limit=1`;
  const { body: first } = await client.get(path);
  expect(first.items).toMatchObject([
    { label: "Prestataire 1", priceCents: null, rank: null, pricedAt: null },
  ]);
  await server.sql(
    "update missions set deadline = clock_timestamp(), due_at = clock_timestamp() where id = $1",
    [missionId],
  );
  const second = await client.get(`${path}&cursor=${encodeURIComponent(first.nextCursor)}`);
  expect(second.body.items).toMatchObject([{ label: "Prestataire 2", priceCents: 200_000, rank: 1 }]);
  expect((await client.get(path)).body.items).toMatchObject([{ label: "Prestataire 2", rank: 1 }]);
});
