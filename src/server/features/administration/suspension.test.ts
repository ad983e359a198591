import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApiResponse } from "../../../../tests/support/api-response.ts";
import {
  missionInput,
  offerInput,
  PASSWORD,
  type Person,
  person,
  withToken,
} from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

const reason = "Annonces trompeuses, signalées trois fois.";

let server: TestServer;
let second: TestServer;
let judge: Person;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: "http://localhost:3000" });
  second = await server.another();
  judge = await newJudge();
});
afterAll(async () => {
  await second.close();
  await server.close();
});

async function newJudge(): Promise<Person> {
  const someone = await person(server, "Maud Régnier");
  await server.sql("update users set roles = '{moderator}' where id = $1", [someone.userId]);
  return someone;
}

const suspend = (who: Person, by = judge, suspended = true) =>
  by.patch(`/admin/users/${who.userId}`, { suspended, reason });
const reinstate = (who: Person) => suspend(who, judge, false);
const elsewhere = ({ token, userId, partyId, email }: Person) =>
  withToken(second, token, { id: userId, partyId, email });

async function publish(client: Person, changes: Record<string, unknown> = {}): Promise<string> {
  const { status, body, text } = await client.post("/missions", missionInput(changes));
  expect(status, text).toBe(201);
  return body.id;
}
async function bid(provider: Person, missionId: string, priceCents = 300_000): Promise<string> {
  const { status, body, text } = await provider.post(`/missions/${missionId}/offers`, offerInput(priceCents));
  expect(status, text).toBe(201);
  return body.id;
}
/** Signs in anew: a suspension has ended every session. */
async function back({ email, userId, partyId }: Person): Promise<Person> {
  const { body } = await server.api.post("/auth/login", { email, password: PASSWORD });
  return withToken(server, body.accessToken, { id: userId, partyId, email });
}
const statusOf = async (table: "missions" | "offers", id: string) =>
  (await server.sql<{ status: string }>(`select status from ${table} where id = $1`, [id]))[0]?.status;

test("a suspended account is out at once on every instance, does not come back in, and its owner is told why only with the password", async () => {
  const someone = await person(server);
  const refresh = await server.api.post("/auth/login", { email: someone.email, password: PASSWORD });
  const cookie = refresh.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const { status, body } = await suspend(someone);
  expect([status, body.suspendedAt]).toEqual([200, expect.any(String)]);
  expect((await someone.get("/me")).status).toBe(401);
  expect((await elsewhere(someone).get("/me")).status).toBe(401);
  expect((await server.api.post("/auth/refresh", undefined, { headers: { cookie } })).status).toBe(401);
  const login = (password: string) => server.api.post("/auth/login", { email: someone.email, password });
  expect((await login(PASSWORD)).body.code).toBe("suspended");
  expect((await login("une autre phrase de passe")).body.code).toBe("invalid_credentials");
  await reinstate(someone);
  expect((await login(PASSWORD)).status).toBe(200);
  expect((await someone.get("/me")).status, "sessions that were ended stay ended").toBe(401);
});

test("its missions are hidden and its submitted offers withdrawn; what is under way stays", async () => {
  const [someone, other, rival] = await Promise.all([person(server), person(server), person(server)]);
  const [open, draft, awarded] = [
    await publish(someone),
    await publish(someone, { publish: false }),
    await publish(someone),
  ];
  const taken = await bid(other, awarded);
  await someone.post(`/offers/${taken}/award`);
  const [elsewhereOpen, elsewhereAwarded] = [await publish(other), await publish(other)];
  const [offer, accepted] = [await bid(someone, elsewhereOpen), await bid(someone, elsewhereAwarded)];
  await bid(rival, elsewhereOpen, 310_000);
  await other.post(`/offers/${accepted}/award`);

  await suspend(someone);
  expect(await Promise.all([open, draft, awarded].map((id) => statusOf("missions", id)))).toEqual([
    "hidden",
    "draft",
    "awarded",
  ]);
  expect(await Promise.all([offer, accepted].map((id) => statusOf("offers", id)))).toEqual([
    "withdrawn",
    "accepted",
  ]);
  expect((await server.api.get(`/missions/${open}`)).status).toBe(404);
  const { body: feed } = await server.api.get("/missions?sort=newest&limit=100");
  expect(feed.items.map(({ id }: { id: string }) => id)).not.toContain(open);
  expect((await other.get(`/missions/${elsewhereOpen}`)).body).toMatchObject({
    offerCount: 1,
    bestOfferCents: 310_000,
  });
  expect((await other.post(`/offers/${offer}/award`)).body.code).toBe("invalid_transition");
  const audited = await server.sql<{ action: string; changes: Record<string, unknown> }>(
    `select action, changes from audit_entries join audit_details on entry_at = at and entry_id = id
     where actor_id = $1 and resource_id = any($2) order by at, id`,
    [judge.userId, [someone.userId, open, offer]],
  );
  expect(audited.map(({ action }) => action).sort()).toEqual([
    "mission.hide",
    "offer.withdraw",
    "user.suspend",
  ]);
  expect(audited.at(-1)?.changes).toEqual({ missionsHidden: 1, offersWithdrawn: 1, reason });
});

test("lifting a suspension shows what it hid, not what a moderator hid; offers come back by their provider, lower", async () => {
  const [someone, other] = await Promise.all([person(server), person(server)]);
  const [hiddenByIt, hiddenBefore, hiddenAnew] = [
    await publish(someone),
    await publish(someone),
    await publish(someone),
  ];
  const theirs = await publish(other);
  const offer = await bid(someone, theirs);
  await judge.post(`/admin/missions/${hiddenBefore}/hide`, { reason });
  await suspend(someone);
  await judge.post(`/admin/missions/${hiddenAnew}/unhide`, { reason });
  await judge.post(`/admin/missions/${hiddenAnew}/hide`, { reason });
  const { body } = await reinstate(someone);
  expect(body.suspendedAt).toBeNull();
  const statuses = await Promise.all(
    [hiddenByIt, hiddenBefore, hiddenAnew].map((id) => statusOf("missions", id)),
  );
  expect(statuses).toEqual(["published", "hidden", "hidden"]);
  expect((await server.api.get(`/missions/${hiddenByIt}`)).status).toBe(200);
  expect(await statusOf("offers", offer)).toBe("withdrawn");
  const again = await back(someone);
  expect((await again.post(`/missions/${theirs}/offers`, offerInput(300_000))).body.code).toBe(
    "price_not_lower",
  );
  expect((await again.post(`/missions/${theirs}/offers`, offerInput(290_000))).status).toBe(201);
});

test("asked twice, or many times at once, it happens once", async () => {
  const [someone, other] = await Promise.all([person(server), person(server)]);
  const mission = await publish(someone);
  await bid(someone, await publish(other));
  const count = async () =>
    server.sql(
      `select action, count(*)::int as n from audit_entries where actor_id = $1 and at >= $2 group by action order by action`,
      [judge.userId, began],
    );
  const [{ began }] = (await server.sql<{ began: Date }>("select clock_timestamp() as began")) as [
    { began: Date },
  ];
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) => suspend(someone, n % 2 ? judge : elsewhere(judge))),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.suspendedAt}`)).size).toBe(1);
  expect(await count()).toEqual([
    { action: "mission.hide", n: 1 },
    { action: "offer.withdraw", n: 1 },
    { action: "user.suspend", n: 1 },
  ]);
  await Promise.all(Array.from({ length: 8 }, () => reinstate(someone)));
  expect((await count()).map(({ action, n }) => `${action} ${n}`)).toEqual([
    "mission.hide 1",
    "mission.unhide 1",
    "offer.withdraw 1",
    "user.reinstate 1",
    "user.suspend 1",
  ]);
  expect(await statusOf("missions", mission)).toBe("published");
});

/** A machine under load says so and has done nothing: then the same is asked again. */
async function untilHeard(ask: () => Promise<ApiResponse>): Promise<ApiResponse> {
  for (;;) {
    const answer = await ask();
    if (answer.body?.code !== "overloaded") return answer;
    await sleep(1_000);
  }
}

/** What a race may answer: done, or refused by a rule; never a failure, never a deadlock (503). */
function inOrder(answers: readonly ApiResponse[]): void {
  for (const { status, text } of answers) expect(status, text).toBeLessThan(500);
}

test("bids, prices, awards and publications at the very moment of a suspension: nothing of it stays on the market", async () => {
  for (let round = 0; round < 12; round++) {
    const [someone, other, rival] = await Promise.all([person(server), person(server), person(server)]);
    const bidOn = await Promise.all(Array.from({ length: 4 }, () => publish(other)));
    const offers = await Promise.all(bidOn.map((id) => bid(someone, id)));
    const fresh = await Promise.all(Array.from({ length: 4 }, () => publish(other)));
    const own = await publish(someone);
    const draft = await publish(someone, { publish: false });
    const at = (n: number, who: Person) => (n % 2 ? who : elsewhere(who));
    const racing = [
      ...fresh.map((id, n) => () => at(n, someone).post(`/missions/${id}/offers`, offerInput(200_000))),
      ...offers.map((id, n) => () => at(n, other).post(`/offers/${id}/award`)),
      ...offers.map((id, n) => () => at(n + 1, someone).patch(`/offers/${id}`, { priceCents: 250_000 })),
      () => someone.post("/missions", missionInput()),
      () => elsewhere(someone).post(`/missions/${draft}/publish`),
      () => rival.post(`/missions/${own}/offers`, offerInput(300_000)),
      () => someone.patch("/me", { displayName: `Renommé ${round}` }),
    ];
    // Somewhere among the others, another place each round.
    racing.splice(round % racing.length, 0, () => suspend(someone, elsewhere(judge)));
    inOrder(await Promise.all(racing.map(untilHeard)));

    const left = await server.sql(
      `select 'mission' as what, status from missions where client_party_id = $1 and status in ('published', 'closed')
       union all select 'card', '' from mission_cards where client_party_id = $1
       union all select 'offer', status from offers where provider_party_id = $1 and status = 'submitted'`,
      [someone.partyId],
    );
    expect(left, `round ${round}`).toEqual([]);
    const before = await server.sql(
      "select id from offers where provider_party_id = $1 and status = 'accepted' order by id",
      [someone.partyId],
    );
    inOrder(await Promise.all(offers.map((id) => untilHeard(() => other.post(`/offers/${id}/award`)))));
    const after = await server.sql(
      "select id from offers where provider_party_id = $1 and status = 'accepted' order by id",
      [someone.partyId],
    );
    expect(after, "no offer of a suspended provider is awarded any more").toEqual(before);
  }
}, 120_000);

test("suspensions of people who bid on each other's missions, all at once, by several moderators, do not wait in a circle", async () => {
  const judges = await Promise.all(Array.from({ length: 3 }, newJudge));
  for (let round = 0; round < 4; round++) {
    const people = await Promise.all(Array.from({ length: 5 }, () => person(server)));
    const missions = await Promise.all(people.map((who) => publish(who)));
    await Promise.all(
      people.flatMap((who, n) => missions.filter((_, m) => m !== n).map((missionId) => bid(who, missionId))),
    );
    const answers = await Promise.all(
      people.map((who, n) => suspend(who, n % 2 ? judges[n % 3] : elsewhere(judges[n % 3] as Person))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    const left = await server.sql(
      "select id from offers where provider_party_id = any($1) and status <> 'withdrawn'",
      [people.map(({ partyId }) => partyId)],
    );
    expect(left).toEqual([]);
    const lifted = await Promise.all(people.map((who) => reinstate(who)));
    expect(lifted.map(({ status }) => status)).toEqual(Array(5).fill(200));
  }
}, 120_000);
