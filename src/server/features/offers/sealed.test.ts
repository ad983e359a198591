import pg from "pg";
import { expect, test } from "vitest";
import type { ApiResponse } from "../../../../tests/support/api-response.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { offerInput, type Person } from "../../../../tests/support/people.ts";

/** Prices that nothing else in an answer looks like. */
const PAUL = [7_654_321, 7_531_642] as const;
const ZOE = [8_246_913, 6_913_428] as const;
const prices = [...PAUL, ...ZOE];

const market = marketWorld();
const { server, client, paul, zoe, judge, stranger, bid, passDeadline: close } = market;

const published = (changes: Record<string, unknown> = {}) =>
  market.published({ auction: "sealed", ...changes });

/** A price as digits, grouped or not, in cents or in units, in French or in English. */
function written(priceCents: number): RegExp {
  const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, "[\\s\\u00a0\\u202f.,_]?");
  const units = String(Math.floor(priceCents / 100));
  const cents = String(priceCents % 100).padStart(2, "0");
  return new RegExp(`${grouped(String(priceCents))}|${grouped(units)}[.,]${cents}`);
}
const shownPrices = (text: string) => prices.filter((price) => written(price).test(text));

/** All that a caller gets, but for what names the request itself. */
function bytesOf({ status, headers, text }: ApiResponse): string {
  const named = [...headers].filter(([name]) => name !== "date");
  return JSON.stringify([status, named, text.replace(/"requestId":"[^"]+"/, "")]);
}

const listPaths = [
  "/missions?sort=newest",
  "/missions?sort=hot",
  "/missions?sort=budget",
  "/missions?sort=distance&lat=45.75&lng=4.85",
  "/missions?sort=distance&lat=45.75&lng=4.85&radiusKm=20&category=electricite",
  "/missions?budgetMin=300000&budgetMax=400000",
  "/missions?q=installation",
  "/missions?q=installation&sort=budget",
  `/missions?q=${PAUL[1]}`,
  "/missions/suggest?q=refaire",
];

type Reader = Pick<Person, "get">;

/** Every answer that can have to do with the mission, as one reader gets it. */
/** Not what there was before, which a busy machine that loads slowly sends meanwhile and marks as old. */
async function current(reader: Reader, path: string): Promise<ApiResponse> {
  for (;;) {
    const answer = await reader.get(path);
    if (!/ttl=-/.test(answer.headers.get("cache-status") ?? "")) return answer;
  }
}

async function everything(reader: Reader, missionId: string): Promise<Map<string, string>> {
  const paths = [
    ...listPaths,
    `/missions/${missionId}`,
    `/missions/${missionId}/offers`,
    `/missions/${missionId}/offers?sort=price`,
    `/missions/${missionId}/offers?sort=duration`,
    "/me/offers",
    "/me/missions",
  ];
  const answers = await Promise.all(paths.map(async (path) => bytesOf(await current(reader, path))));
  return new Map(paths.map((path, n) => [path, answers[n] as string]));
}

async function expectNoPrice(missionId: string, readers: Record<string, Reader>): Promise<void> {
  for (const [name, reader] of Object.entries(readers)) {
    for (const [path, answer] of await everything(reader, missionId)) {
      expect(shownPrices(answer), `${name} ${path}`).toEqual([]);
    }
  }
}

test("what this file looks for is found where it may be: in an open auction", async () => {
  const missionId = await published({ auction: "open" });
  await bid(paul, missionId, PAUL[0]);
  expect(shownPrices((await server.api.get(`/missions/${missionId}`)).text)).toEqual([PAUL[0]]);
  expect(shownPrices((await zoe.get(`/missions/${missionId}/offers`)).text)).toEqual([PAUL[0]]);
  expect(shownPrices("76 543,21 € · $75,316.42")).toEqual([...PAUL]);
  await client.post(`/missions/${missionId}/cancel`, { reason: "Le besoin a changé." });
});

test("while offers come in and are lowered, no answer to anybody but their provider shows a price", async () => {
  const missionId = await published();
  const readers = { visitor: server.api, client, moderator: judge, stranger };
  const paulsOffer = await bid(paul, missionId, PAUL[0]);
  await expectNoPrice(missionId, { ...readers, rival: zoe });
  expect((await paul.patch(`/offers/${paulsOffer}`, { priceCents: PAUL[1] })).status).toBe(200);
  await expectNoPrice(missionId, { ...readers, rival: zoe });
  const zoesOffer = await bid(zoe, missionId, ZOE[0]);
  expect((await zoe.patch(`/offers/${zoesOffer}`, { priceCents: ZOE[1] })).status).toBe(200);
  await expectNoPrice(missionId, readers);
  const mine = await everything(zoe, missionId);
  expect([...new Set([...mine.values()].flatMap(shownPrices))]).toEqual([ZOE[1]]);
  expect((await server.api.get(`/missions/${missionId}`)).body).toMatchObject({
    offerCount: 2,
    bestOfferCents: null,
  });
});

test("a lower price changes not one byte that anybody else gets, nor an ETag", async () => {
  const missionId = await published();
  const offer = await bid(paul, missionId, PAUL[0]);
  await bid(zoe, missionId, ZOE[0]);
  const readers: Reader[] = [server.api, client, zoe, judge, stranger];
  const before = await Promise.all(readers.map((reader) => everything(reader, missionId)));
  expect((await paul.patch(`/offers/${offer}`, { priceCents: PAUL[1] })).status).toBe(200);
  const after = await Promise.all(readers.map((reader) => everything(reader, missionId)));
  expect(after).toEqual(before);
});

test("before the deadline the client knows how many offers there are, not whose, nor how dear", async () => {
  const missionId = await published();
  await bid(paul, missionId, PAUL[0]);
  const { body, text } = await client.get(`/missions/${missionId}/offers`);
  expect(body.items).toMatchObject([
    { label: "Prestataire 1", priceCents: null, durationDays: null, message: null, provider: null },
  ]);
  expect(text).not.toContain(paul.partyId);
  expect((await zoe.get(`/missions/${missionId}/offers`)).body.items).toEqual([]);
});

test("offers stand in the order in which they came, whatever they cost, before and after the deadline", async () => {
  const dearFirst = await published();
  const cheapFirst = await published();
  await bid(paul, dearFirst, 900_000);
  await bid(zoe, dearFirst, 200_000);
  await bid(paul, cheapFirst, 200_000);
  await bid(zoe, cheapFirst, 900_000);
  const labels = async (missionId: string) =>
    (await client.get(`/missions/${missionId}/offers`)).body.items.map(
      ({ label }: { label: string }) => label,
    );
  for (const missionId of [dearFirst, cheapFirst]) {
    expect(await labels(missionId)).toEqual(["Prestataire 1", "Prestataire 2"]);
    await close(missionId);
    expect(await labels(missionId)).toEqual(["Prestataire 1", "Prestataire 2"]);
  }
});

test("no list orders missions by what was offered: the orders are those from before the offers", async () => {
  const missions = [await published(), await published(), await published()];
  const orders = async () =>
    Promise.all(
      listPaths.slice(0, -1).map(async (path) => {
        const { body } = await server.api.get(`${path}&limit=100`);
        return body.items.map(({ id }: { id: string }) => id).filter((id: string) => missions.includes(id));
      }),
    );
  const before = await orders();
  expect(before[0]).toHaveLength(3);
  for (const [n, price] of [500_000, 900_000, 200_000].entries())
    await bid(paul, missions[n] as string, price);
  expect(await orders()).toEqual(before);
});

test("no table but the offers' own holds a price: not the audit log, the cards, the tallies, the jobs", async () => {
  const [first, lower] = [5_432_178, 5_317_864];
  const missionId = await published();
  const offer = await bid(paul, missionId, first);
  await paul.patch(`/offers/${offer}`, { priceCents: lower });
  await paul.post(`/offers/${offer}/withdraw`);
  expect(await holding(first, lower)).toEqual(["public.offer_revisions", "public.offers"]);
  await close(missionId);
  // The record of what is over is read by those alone who may.
  expect(await holding(first, lower)).toEqual([
    ...["public.auction_record_lines", "public.offer_revisions", "public.offers"],
  ]);
  const entries = await server.sql(
    "select count(*)::int as entries from audit_entries where resource_id = $1 and action like 'offer.%'",
    [offer],
  );
  expect(entries).toEqual([{ entries: 3 }]);
});

/** The tables in which one of these prices stands. */
async function holding(...sought: number[]): Promise<string[]> {
  const tables = await server.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found = new Set<string>();
  for (const { name } of tables) {
    const rows = await server.sql<{ text: string }>(`select t::text as text from ${name} t`);
    if (rows.some(({ text }) => sought.some((price) => written(price).test(text)))) found.add(name);
  }
  return [...found].sort();
}

test("refusals tell nobody a price, and a key is of no use to another account", async () => {
  const missionId = await published();
  const headers = { "idempotency-key": `sealed-${missionId}` };
  const made = await paul.post(`/missions/${missionId}/offers`, offerInput(PAUL[0]), { headers });
  const offer = made.body.id;
  const replayed = await paul.post(`/missions/${missionId}/offers`, offerInput(PAUL[0]), { headers });
  expect(shownPrices(replayed.text)).toEqual([PAUL[0]]);
  const others = [
    // The same request under the same key is another account's own offer.
    await zoe.post(`/missions/${missionId}/offers`, offerInput(ZOE[0]), { headers }),
    await client.post(`/missions/${missionId}/offers`, offerInput(1_000), { headers }),
    await zoe.patch(`/offers/${offer}`, { priceCents: 1_000 }),
    await client.patch(`/offers/${offer}`, { priceCents: 1_000 }),
    await client.post(`/offers/${offer}/award`, undefined, { headers }),
    await judge.post(`/offers/${offer}/award`),
    await server.api.get(`/missions/${missionId}/offers`),
    await zoe.post(`/missions/${missionId}/offers`, offerInput(100)),
    await client.patch(`/missions/${missionId}`, { auction: "open" }),
  ];
  expect(others.map(({ status }) => status)).toEqual([201, 403, 404, 403, 409, 404, 401, 409, 409]);
  for (const answer of others)
    expect(shownPrices(bytesOf(answer)).filter((price) => price !== ZOE[0])).toEqual([]);
  const own = await paul.post(`/missions/${missionId}/offers`, offerInput(PAUL[0] - 1));
  expect(shownPrices(own.text)).toEqual([]);
});

test("after the deadline the client alone sees prices; after the award still nobody else does", async () => {
  const missionId = await published();
  const [cheap, dear] = [await bid(paul, missionId, PAUL[1]), await bid(zoe, missionId, ZOE[0])];
  const others = { visitor: server.api, moderator: judge, stranger };
  const zoesView = async () => [
    ...new Set([...(await everything(zoe, missionId)).values()].flatMap(shownPrices)),
  ];
  const clientSees = async () => {
    const { body } = await client.get(`/missions/${missionId}/offers`);
    return body.items.map(({ priceCents }: { priceCents: number | null }) => priceCents);
  };
  expect(await zoesView()).not.toContain(PAUL[1]);
  await close(missionId);
  const check = async () => {
    await expectNoPrice(missionId, others);
    expect(await zoesView()).not.toContain(PAUL[1]);
    expect(await clientSees()).toEqual([PAUL[1], ZOE[0]]);
    expect((await client.get(`/missions/${missionId}`)).body.bestOfferCents).toBeNull();
  };
  await check();
  expect((await client.post(`/offers/${cheap}/award`)).body.priceCents).toBe(PAUL[1]);
  await check();
  await paul.post(`/missions/${missionId}/decline`, { reason: "Plus libre." });
  expect((await client.post(`/offers/${dear}/award`)).body.priceCents).toBe(ZOE[0]);
  await zoe.post(`/missions/${missionId}/start`);
  await check();
});

test("once prices could be read the auction never opens again, not even when its only provider withdraws", async () => {
  const missionId = await published();
  const offer = await bid(paul, missionId, PAUL[0]);
  await close(missionId);
  expect((await client.get(`/missions/${missionId}/offers`)).body.items[0].priceCents).toBe(PAUL[0]);
  await paul.post(`/offers/${offer}/withdraw`);
  const deadline = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const refused = async () => {
    const { status, body } = await client.post(`/missions/${missionId}/extend`, { deadline });
    expect([status, body.code]).toEqual([409, "invalid_transition"]);
    expect((await zoe.post(`/missions/${missionId}/offers`, offerInput(ZOE[0]))).body.code).toBe(
      "deadline_passed",
    );
  };
  await refused();
  await judge.post(`/admin/missions/${missionId}/hide`, { reason: "À vérifier" });
  await judge.post(`/admin/missions/${missionId}/unhide`, { reason: "Vérifié" });
  await refused();
});

test("an award that is declined after the deadline leaves a sealed auction closed for good", async () => {
  const missionId = await published();
  const offer = await bid(paul, missionId, PAUL[0]);
  await close(missionId);
  expect((await client.post(`/offers/${offer}/award`)).status).toBe(200);
  expect((await paul.post(`/missions/${missionId}/decline`, { reason: "Empêchement sérieux." })).status).toBe(
    200,
  );
  const deadline = new Date(Date.now() + 5 * 86_400_000).toISOString();
  expect((await client.post(`/missions/${missionId}/extend`, { deadline })).body.code).toBe(
    "invalid_transition",
  );
});

test("hidden past its deadline and shown again, a sealed auction is over", async () => {
  const missionId = await published();
  await bid(paul, missionId, PAUL[0]);
  await judge.post(`/admin/missions/${missionId}/hide`, { reason: "À vérifier" });
  await server.sql(
    "update missions set deadline = clock_timestamp(), due_at = clock_timestamp() where id = $1",
    [missionId],
  );
  await judge.post(`/admin/missions/${missionId}/unhide`, { reason: "Vérifié" });
  const deadline = new Date(Date.now() + 5 * 86_400_000).toISOString();
  expect((await client.post(`/missions/${missionId}/extend`, { deadline })).body.code).toBe(
    "invalid_transition",
  );
});

test("an extension that was in time and is still under way at the deadline comes before whoever reads prices", async () => {
  const later = new Date(Date.now() + 5 * 86_400_000).toISOString();
  for (let seconds = 1, inTime = false; !inTime; seconds *= 3) {
    const missionId = await published();
    await bid(paul, missionId, PAUL[0]);
    const holder = new pg.Client(server.access.owner);
    await holder.connect();
    try {
      // Holds the extension up between its look at the clock and its commit.
      await holder.query("begin");
      await holder.query("select 1 from mission_cards where mission_id = $1 for update", [missionId]);
      await server.sql(
        `update missions set deadline = at, due_at = at
         from (select clock_timestamp() + make_interval(secs => $2) as at) t where id = $1`,
        [missionId, seconds],
      );
      const extending = client.post(`/missions/${missionId}/extend`, { deadline: later });
      inTime = (await Promise.race([extending, waiting(1)])) === undefined;
      // On a slow machine it comes too late: once more, with more time.
      if (!inTime) continue;
      await server.sql("select pg_sleep_until(deadline) from missions where id = $1", [missionId]);
      const reading = client.get(`/missions/${missionId}/offers`);
      await waiting(2);
      await holder.query("rollback");
      expect((await extending).status).toBe(200);
      expect(shownPrices((await reading).text)).toEqual([]);
    } finally {
      await holder.end();
    }
  }
});

/** Until so many sessions wait for a lock. */
async function waiting(sessions: number): Promise<void> {
  const waiters = () =>
    server.sql(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
  await expect.poll(async () => (await waiters()).length).toBe(sessions);
}
