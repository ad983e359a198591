import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { type ApiResponse, refusal } from "../../../../tests/support/api-response.ts";
import { marketOnTwoInstances } from "../../../../tests/support/market-world.ts";
import { missionInput, offerInput, type Person } from "../../../../tests/support/people.ts";

const { server, elsewhere, client, paul, zoe, published } = marketOnTwoInstances();

const under = (key: string) => ({ headers: { "idempotency-key": key } });

/** Rows that a write leaves behind, all tables that this file writes to together. */
async function traces(): Promise<number> {
  const [row] = await server.sql<{ traces: number }>(
    `select ((select count(*) from missions) + (select count(*) from offers) + (select count(*) from offer_revisions)
       + (select count(*) from mission_addenda) + (select sum(version) from missions)
       + (select count(*) from audit_entries where action !~ '^(session|account|user)'))::int as traces`,
  );
  return (row as { traces: number }).traces;
}

/** Sends it twice under one key: the second time nothing happens, and the answer is the first one's. */
async function expectOnce(
  send: (options: ReturnType<typeof under>) => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const key = randomUUID();
  const first = await send(under(key));
  expect(first.status, first.text).toBeLessThan(300);
  const before = await traces();
  const again = await send(under(key));
  expect([again.status, again.text]).toEqual([first.status, first.text]);
  expect(again.headers.get("location")).toBe(first.headers.get("location"));
  expect(await traces()).toBe(before);
  return first;
}

test("every write of an auction, sent twice under one key, is done once and answered alike", async () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const [deadline, later] = [inDays(9), inDays(10)];
  const reason = { reason: "Le carrelage est à reprendre." };
  const input = missionInput({ publish: false });
  const drafted = await expectOnce((options) => client.post("/missions", input, options));
  const mission = `/missions/${drafted.body.id}`;
  await expectOnce((options) => client.post(`${mission}/publish`, undefined, options));
  await expectOnce((options) => client.post(`${mission}/extend`, { deadline }, options));
  await expectOnce((options) => client.post(`${mission}/addenda`, { text: "Précision" }, options));
  const made = await expectOnce((options) => paul.post(`${mission}/offers`, offerInput(300_000), options));
  const offer = `/offers/${made.body.id}`;
  await expectOnce((options) => paul.post(`${offer}/withdraw`, undefined, options));
  await expectOnce((options) => paul.post(`${mission}/offers`, offerInput(290_000), options));
  await expectOnce((options) => client.post(`${offer}/award`, undefined, options));
  await expectOnce((options) => paul.post(`${mission}/decline`, reason, options));
  await expectOnce((options) => client.post(`${mission}/extend`, { deadline: later }, options));
  const zoes = await expectOnce((options) => zoe.post(`${mission}/offers`, offerInput(280_000), options));
  await expectOnce((options) => client.post(`/offers/${zoes.body.id}/award`, undefined, options));
  await expectOnce((options) => zoe.post(`${mission}/start`, undefined, options));
  await expectOnce((options) => zoe.post(`${mission}/deliver`, undefined, options));
  await expectOnce((options) => client.post(`${mission}/request-changes`, reason, options));
  await expectOnce((options) => zoe.post(`${mission}/deliver`, undefined, options));
  await expectOnce((options) => client.post(`${mission}/complete`, undefined, options));
});

test("a key that served for another body or another address is refused, and nothing is written", async () => {
  const missionId = await published();
  const key = randomUUID();
  expect((await paul.post(`/missions/${missionId}/offers`, offerInput(300_000), under(key))).status).toBe(
    201,
  );
  const before = await traces();
  const others = [
    await paul.post(`/missions/${missionId}/offers`, offerInput(299_000), under(key)),
    await paul.post(`/missions/${await published()}/offers`, offerInput(300_000), under(key)),
    await paul.post("/missions", missionInput(), under(key)),
  ];
  expect(others.map(refusal)).toEqual(Array(3).fill("422 idempotency_key_reused"));
  // The one mission that was published in between, at its second version, with its two entries.
  expect((await traces()) - before).toBe(1 + 2 + 2);
});

test("the same content written differently is the same request", async () => {
  const missionId = await published();
  const [key, path] = [randomUUID(), `/missions/${missionId}/offers`];
  const headers = { "idempotency-key": key, "content-type": "application/json" };
  const made = await paul.post(path, undefined, {
    raw: '{"priceCents":300000,"durationDays":5,"message":"Élodie"}',
    headers,
  });
  const again = await paul.post(path, undefined, {
    raw: '{ "message": "E\u0301lodie", "durationDays": 5.0,\n "priceCents": 3e5 }',
    headers,
  });
  expect([again.status, again.text]).toEqual([made.status, made.text]);
});

test("while the first is under way, a second under its key is told so, through another instance too", async () => {
  const missionId = await published();
  const key = randomUUID();
  const send = (who: Person) => who.post(`/missions/${missionId}/offers`, offerInput(300_000), under(key));
  const first = await server.resources.database.transaction(async (tx) => {
    await sql`select 1 from missions where id = ${missionId} for update`.execute(tx);
    const sent = send(paul);
    for (let waiting = false; !waiting; ) {
      const rows = await server.sql(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      waiting = rows.length > 0;
    }
    expect(refusal(await send(elsewhere(paul)))).toBe("409 idempotency_in_progress");
    return { sent };
  });
  const made = await first.sent;
  expect(made.status).toBe(201);
  expect((await send(elsewhere(paul))).text).toBe(made.text);
});

test("of twenty at once under one key one is done; the others get its answer or are told to wait", async () => {
  const missionId = await published();
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      (n % 2 ? paul : elsewhere(paul)).post(`/missions/${missionId}/offers`, offerInput(300_000), under(key)),
    ),
  );
  const done = answers.filter(({ status }) => status === 201);
  expect(new Set(done.map(({ text }) => text)).size).toBe(1);
  for (const answer of answers)
    if (answer.status !== 201) expect(refusal(answer)).toBe("409 idempotency_in_progress");
  const revisions = await server.sql("select 1 from offer_revisions where mission_id = $1", [missionId]);
  expect(revisions).toHaveLength(1);
});

test("after a refusal the key is free, whatever was wrong", async () => {
  const missionId = await published();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  await paul.post(`/offers/${offer.id}/withdraw`);
  const key = randomUUID();
  const send = (body: unknown, path = `/missions/${missionId}/offers`) => paul.post(path, body, under(key));
  expect(refusal(await send(offerInput(300_000)))).toBe("409 price_not_lower");
  expect(refusal(await send(offerInput(1)))).toBe("400 validation_failed");
  expect(refusal(await send(undefined, `/missions/${missionId}/cancel`))).toBe("403 forbidden");
  expect(refusal(await send(undefined, "/missions/01900000-0000-7000-8000-000000000000/start"))).toBe(
    "404 not_found",
  );
  expect((await send(offerInput(200_000))).status).toBe(201);
});

test("two accounts under one key do not meet: each does its own", async () => {
  const missionId = await published();
  const key = randomUUID();
  const paulsOffer = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000), under(key));
  const zoesOffer = await zoe.post(`/missions/${missionId}/offers`, offerInput(300_000), under(key));
  expect([paulsOffer.status, zoesOffer.status]).toEqual([201, 201]);
  expect(zoesOffer.body.id).not.toBe(paulsOffer.body.id);
  expect(zoesOffer.body.provider.id).toBe(zoe.partyId);
  expect((await client.post(`/offers/${zoesOffer.body.id}/award`, undefined, under(key))).status).toBe(200);
});

test("PATCH takes no notice of a key: a price is not lowered twice, nor answered from memory", async () => {
  const missionId = await published();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  const lower = () => paul.patch(`/offers/${offer.id}`, { priceCents: 290_000 }, under("k"));
  expect((await lower()).status).toBe(200);
  expect(refusal(await lower())).toBe("409 price_not_lower");
  const longKey = under("k".repeat(300));
  expect((await paul.patch(`/offers/${offer.id}`, { priceCents: 280_000 }, longKey)).status).toBe(200);
  // What PATCH did not keep is still free.
  expect((await paul.post(`/offers/${offer.id}/withdraw`, undefined, under("k"))).status).toBe(200);
});

test("a key out of form is refused by name", async () => {
  const missionId = await published();
  for (const key of ["k".repeat(256), "", "two words", "clé"]) {
    const { status, body } = await paul.post(
      `/missions/${missionId}/offers`,
      offerInput(300_000),
      under(key),
    );
    expect([status, body.errors]).toMatchObject([400, [{ path: "Idempotency-Key" }]]);
  }
  const longest = under("k".repeat(255));
  expect((await paul.post(`/missions/${missionId}/offers`, offerInput(300_000), longest)).status).toBe(201);
});

test("after 24 hours a key serves anew", async () => {
  const missionId = await published();
  const key = randomUUID();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000), under(key));
  await server.sql(
    "update idempotency_keys set created_at = created_at - interval '25 hours' where key = $1",
    [key],
  );
  expect((await paul.post(`/offers/${offer.id}/withdraw`, undefined, under(key))).body.status).toBe(
    "withdrawn",
  );
  expect((await paul.post(`/offers/${offer.id}/withdraw`, undefined, under(key))).body.status).toBe(
    "withdrawn",
  );
});
