import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApiResponse } from "../../../../tests/support/api-response.ts";
import { sample } from "../../../../tests/support/depth.ts";
import {
  missionInput,
  offerInput,
  type Person,
  person,
  withToken,
} from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

/** In depth so many that a gap of a millisecond between a check and its write would show. */
const MISSIONS = sample(25, 100);
const RIVALS = 50;

let server: TestServer;
let second: TestServer;
beforeAll(async () => {
  // As behind a load balancer: one public address, so that a token is good at either instance.
  server = await startTestServer({ PUBLIC_URL: "http://localhost:3000" });
  second = await server.another();
});
afterAll(async () => {
  await second.close();
  await server.close();
});

/** A client of its own for each test, through either instance. */
async function clientAtBoth(): Promise<{ client: Person; elsewhere: Person }> {
  const client = await person(server, "Mairie de Vénissieux");
  const user = { id: client.userId, partyId: client.partyId, email: client.email };
  return { client, elsewhere: withToken(second, client.token, user) };
}

async function publishedMission(client: Person): Promise<string> {
  const created = await client.post("/missions", missionInput());
  expect(created.status).toBe(201);
  return created.body.id;
}

/** As many offers as rivals, straight into the record: who made them does not matter here. */
async function offersOn(client: Person, missionId: string): Promise<string[]> {
  const offers = await server.sql<{ id: string }>(
    `with rivals as (insert into parties (display_name) select 'Prestataire ' || n from generate_series(1, $2) n returning id)
     insert into offers (mission_id, client_party_id, provider_party_id, bidder_number, price_cents, duration_days, message)
     select $1, $3, id, row_number() over (), 300000 + row_number() over (), 5, 'Disponible' from rivals
     returning id`,
    [missionId, RIVALS, client.partyId],
  );
  return offers.map(({ id }) => id);
}

/** A server that has too much to do says so, and to come back in a second. */
async function untilHeard(ask: () => Promise<ApiResponse>): Promise<ApiResponse> {
  for (;;) {
    const answer = await ask();
    if (answer.body.code !== "overloaded") return answer;
    await sleep(1_000);
  }
}

/** What every request was answered, counted: `{"200": 1, "409 already_awarded": 49}`. */
function tally(answers: readonly { status: number; body: { code?: string } }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const answer = body.code === undefined ? String(status) : `${status} ${body.code}`;
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return counts;
}

test(`of ${RIVALS} rival awards at once through two instances exactly one wins, ${MISSIONS} times over`, async () => {
  const { client, elsewhere } = await clientAtBoth();
  const expected = { "200": 1, "409 already_awarded": RIVALS - 1 };
  for (let round = 0; round < MISSIONS; round++) {
    const missionId = await publishedMission(client);
    const offers = await offersOn(client, missionId);
    const answers = await Promise.all(
      offers.map((id, rival) =>
        untilHeard(() => (rival % 2 === 0 ? client : elsewhere).post(`/offers/${id}/award`)),
      ),
    );
    expect(tally(answers)).toEqual(expected);
    const winner = answers.find(({ status }) => status === 200)?.body.id;
    const accepted = await server.sql("select id from offers where mission_id = $1 and status = 'accepted'", [
      missionId,
    ]);
    expect(accepted).toEqual([{ id: winner }]);
  }
  const awarded = await server.sql(
    "select count(*)::int as missions from missions where status = 'awarded' and client_party_id = $1",
    [client.partyId],
  );
  expect(awarded).toEqual([{ missions: MISSIONS }]);
  const audited = await server.sql(
    "select action, count(*)::int as entries from audit_entries where actor_id = $1 and action like '%award%' group by action order by action",
    [client.userId],
  );
  expect(audited).toEqual([
    { action: "mission.award_early", entries: MISSIONS },
    { action: "offer.award", entries: MISSIONS },
  ]);
}, 180_000);

test("the same award sent many times at once is made once", async () => {
  const { client, elsewhere } = await clientAtBoth();
  const missionId = await publishedMission(client);
  const [offer] = await offersOn(client, missionId);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => (n % 2 ? client : elsewhere).post(`/offers/${offer}/award`)),
  );
  expect(tally(answers)).toEqual({ "200": 1, "409 already_awarded": 19 });
});

test("an award and the withdrawal of its offer at once: one of them, never both", async () => {
  const { client, elsewhere } = await clientAtBoth();
  const provider = await person(server, "Paul Ménard");
  for (let round = 0; round < 10; round++) {
    const missionId = await publishedMission(client);
    const { body: offer } = await provider.post(`/missions/${missionId}/offers`, offerInput(300_000));
    const [award, withdrawal] = await Promise.all([
      elsewhere.post(`/offers/${offer.id}/award`),
      provider.post(`/offers/${offer.id}/withdraw`),
    ]);
    const [after] = await server.sql(
      "select o.status as offer, m.status as mission from offers o join missions m on m.id = o.mission_id where o.id = $1",
      [offer.id],
    );
    expect([
      { award: 200, withdrawal: 409, offer: "accepted", mission: "awarded" },
      { award: 409, withdrawal: 200, offer: "withdrawn", mission: "published" },
    ]).toContainEqual({ award: award.status, withdrawal: withdrawal.status, ...after });
  }
});

test("of a start and a decline at once one is made", async () => {
  const { client } = await clientAtBoth();
  const provider = await person(server, "Zoé Lacombe");
  for (let round = 0; round < 10; round++) {
    const missionId = await publishedMission(client);
    const { body: offer } = await provider.post(`/missions/${missionId}/offers`, offerInput(300_000));
    await client.post(`/offers/${offer.id}/award`);
    const [start, decline] = await Promise.all([
      provider.post(`/missions/${missionId}/start`),
      provider.post(`/missions/${missionId}/decline`, { reason: "Plus libre." }),
    ]);
    expect([start.status, decline.status].filter((status) => status === 200)).toHaveLength(1);
    const { body } = await client.get(`/missions/${missionId}`);
    expect(body.status).toBe(start.status === 200 ? "in_progress" : "closed");
  }
});
