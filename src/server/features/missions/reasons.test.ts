import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  missionInput,
  moderator,
  offerInput,
  type Person,
  person,
} from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
let client: Person;
let paul: Person;
let zoe: Person;
let stranger: Person;
let judge: Person;
beforeAll(async () => {
  server = await startTestServer();
  [client, paul, zoe, stranger, judge] = await Promise.all([
    person(server, "Élodie"),
    person(server, "Paul"),
    person(server, "Zoé"),
    person(server, "Un tiers"),
    moderator(server),
  ]);
});
afterAll(() => server.close());

const WHY = "L'équipe d'Élodie & Cie <3 n'est plus libre :\nle chantier d'à côté dure.";

async function auction() {
  const { body } = await client.post("/missions", missionInput());
  const bid = async (who: Person, cents: number) =>
    (await who.post(`/missions/${body.id}/offers`, offerInput(cents))).body.id as string;
  return { id: body.id as string, paul: await bid(paul, 90_000), zoe: await bid(zoe, 95_000) };
}
const move = async (who: Person, id: string, name: string, reason?: string) => {
  const answer = await who.post(`/missions/${id}/${name}`, reason === undefined ? undefined : { reason });
  expect([name, answer.status], answer.text).toEqual([name, 200]);
  return answer;
};
const award = (offer: string) => client.post(`/offers/${offer}/award`);
/** Brings a new mission, awarded to Paul, this far. */
async function worked(...moves: string[]) {
  const mission = await auction();
  await award(mission.paul);
  for (const name of moves) await move(paul, mission.id, name);
  return mission;
}
const lastReason = async (who: Pick<Person, "get">, id: string) =>
  (await who.get(`/missions/${id}`)).body.lastReason ?? null;

/** Who of all reads this text anywhere in the mission. */
async function readers(id: string, text: string): Promise<string[]> {
  const all = { client, paul, zoe, stranger, judge, visitor: server.api };
  const reading = Object.entries(all).map(async ([name, who]) => {
    const { body } = await who.get(`/missions/${id}`);
    return JSON.stringify(body).includes(JSON.stringify(text)) ? [name] : [];
  });
  return (await Promise.all(reading)).flat();
}

describe("a reason is asked, kept as it was typed, and read by both sides and moderators alone", () => {
  test.each([
    ["decline", [], () => paul, "provider"],
    ["request-changes", ["start", "deliver"], () => client, "client"],
    ["dispute", ["start"], () => client, "client"],
    ["dispute", ["start", "deliver"], () => paul, "provider"],
    ["cancel", [], () => client, "client"],
    ["cancel", [], () => judge, "moderator"],
  ] as const)("%s, after %j", async (name, before, who, by) => {
    const { id } = await worked(...before);
    const { body } = await move(who(), id, name, WHY);
    const expected = { move: name, text: WHY, at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/), by };
    expect(body.lastReason).toEqual(expected);
    for (const reader of [client, paul, judge]) expect(await lastReason(reader, id)).toEqual(expected);
    expect(await readers(id, WHY)).toEqual(["client", "paul", "judge"]);
    const own = await client.get("/me/missions?limit=100");
    expect(own.body.items.find((item: { id: string }) => item.id === id).lastReason).toEqual(expected);
  });

  test("cancelling before an award tells every bidder whose offer lapses by it, and no other", async () => {
    const { id, paul: withdrawn } = await auction();
    await paul.post(`/offers/${withdrawn}/withdraw`);
    await move(client, id, "cancel", WHY);
    expect(await readers(id, WHY)).toEqual(["client", "zoe", "judge"]);
  });

  test("what one provider wrote is not the next one's", async () => {
    const mission = await worked();
    await move(paul, mission.id, "decline", WHY);
    await award(mission.zoe);
    expect(await readers(mission.id, WHY)).toEqual(["client", "paul", "judge"]);
    await move(zoe, mission.id, "start");
    await move(zoe, mission.id, "deliver");
    await move(client, mission.id, "request-changes", "Les prises ne sont pas droites.");
    expect(await lastReason(zoe, mission.id)).toMatchObject({ move: "request-changes" });
    expect(await lastReason(client, mission.id)).toMatchObject({ move: "request-changes" });
    expect(await lastReason(paul, mission.id)).toMatchObject({ move: "decline", text: WHY });
  });

  test("no audit entry and no event holds it", async () => {
    const { id } = await worked("start");
    await move(client, id, "dispute", "mot-repère-9d2c");
    const kept = await server.sql(
      `select concat(e, d) as text from audit_entries e join audit_details d on d.entry_id = e.id
       where e.resource_id = $1`,
      [id],
    );
    expect(JSON.stringify(kept)).toContain("mission.dispute");
    expect(JSON.stringify(kept)).not.toContain("mot-repère");
    const jobs = await server.sql("select data::text from pgboss.job");
    expect(JSON.stringify(jobs)).not.toContain("mot-repère");
  });
});

describe("without it nothing happens", () => {
  const ways: [string, string[], () => Person][] = [
    ["decline", [], () => paul],
    ["request-changes", ["start", "deliver"], () => client],
    ["dispute", ["start"], () => client],
    ["cancel", [], () => client],
  ];
  test.each(ways)("%s", async (name, before, who) => {
    const { id } = await worked(...before);
    const { body: standing } = await client.get(`/missions/${id}`);
    for (const [body, code] of [
      [undefined, "required"],
      [{}, "required"],
      [{ reason: "  a " }, "too_short"],
      [{ reason: "x".repeat(2_001) }, "too_long"],
      [{ reason: "a\u0000b" }, "invalid_characters"],
    ] as const) {
      const { status, body: problem } = await who().post(`/missions/${id}/${name}`, body);
      expect([status, problem.errors?.[0]?.path, problem.errors?.[0]?.code]).toEqual([400, "/reason", code]);
    }
    expect((await client.get(`/missions/${id}`)).body).toEqual(standing);
  });

  test("but cancelling where nobody made an offer, or everybody withdrew, needs none", async () => {
    const { body: mission } = await client.post("/missions", missionInput());
    await move(client, mission.id, "cancel");
    const { body: left } = await client.post("/missions", missionInput());
    const { body: offer } = await paul.post(`/missions/${left.id}/offers`, offerInput(90_000));
    await paul.post(`/offers/${offer.id}/withdraw`);
    await move(client, left.id, "cancel");
    const { body: told } = await client.post("/missions", missionInput());
    expect((await move(client, told.id, "cancel", WHY)).body.lastReason).toMatchObject({ text: WHY });
  });

  test("who may not do it is told so first, and what the state forbids is no matter of words", async () => {
    const { id } = await worked("start");
    expect((await stranger.post(`/missions/${id}/cancel`)).body.code).toBe("forbidden");
    expect((await client.post(`/missions/${id}/cancel`)).body.code).toBe("invalid_transition");
  });

  test("but a timer's decline: it has nothing to say", async () => {
    const mission = await worked();
    await server.sql("update missions set due_at = now() - interval '1 s' where id = $1", [mission.id]);
    expect((await award(mission.zoe)).status).toBe(200);
    expect(await lastReason(client, mission.id)).toBeNull();
  });
});
