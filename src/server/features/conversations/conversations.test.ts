import { expect, test } from "vitest";
import { refusal } from "../../../../tests/support/api-response.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { actFor, addMember, found } from "../organisations/testing/organisation-fixtures.ts";

const world = marketWorld();
const { server, client, paul, zoe, stranger, judge } = world;
const REASON = { reason: "Le travail n'est pas celui qui était convenu." };
let count = 0;
const fresh = () => `Message ${++count}`;

/** A conversation that the client began about an offer. */
async function talk(offerId: string, by: Person = client): Promise<string> {
  const { status, body, text } = await by.post(`/offers/${offerId}/messages`, { text: fresh() });
  expect(status, text).toBe(201);
  return body.conversationId;
}
const say = (who: Person, id: string, text = fresh()) => who.post(`/conversations/${id}/messages`, { text });
const unreadOf = async (who: Person) => (await who.get("/me/conversations?unread=true")).body;

test("both sides write and read, newest first, and a second opening goes on with the same conversation", async () => {
  const { offers } = await world.missionIn("published");
  const id = await talk(offers.paul);
  expect(await talk(offers.paul, paul)).toBe(id);
  await say(paul, id, "Je passe lundi.");
  const { body } = await client.get(`/conversations/${id}/messages?limit=2`);
  expect(body.items[0]).toMatchObject({ text: "Je passe lundi.", mine: false, author: { id: paul.partyId } });
  const rest = await client.get(`/conversations/${id}/messages?limit=2&cursor=${body.nextCursor}`);
  expect([body.items.length, rest.body.items.length, rest.body.nextCursor]).toEqual([2, 1, null]);
  const seen = (await paul.get(`/conversations/${id}`)).body;
  expect(seen).toMatchObject({
    part: "provider",
    with: { id: client.partyId },
    writable: true,
    writableUntil: null,
  });
  for (const other of [zoe, stranger, judge])
    for (const path of ["", "/messages"])
      expect(refusal(await other.get(`/conversations/${id}${path}`))).toBe("404 not_found");
  expect(refusal(await say(zoe, id))).toBe("404 not_found");
});

test("in a sealed auction nobody writes before the deadline, and both do after it", async () => {
  const id = await world.published({ auction: "sealed" });
  const offer = await world.bid(paul, id);
  for (const who of [client, paul])
    expect(refusal(await who.post(`/offers/${offer}/messages`, { text: fresh() }))).toBe(
      "409 invalid_transition",
    );
  expect(
    (await client.get("/me/conversations")).body.items.map(
      (one: { mission: { id: string } }) => one.mission.id,
    ),
  ).not.toContain(id);
  await world.passDeadline(id);
  await talk(offer);
});

test("whose offer was not taken writes until seven days after the work has begun, and goes on reading", async () => {
  const { id: mission, offers } = await world.missionIn("in_progress");
  const [winner, loser] = [await talk(offers.paul), await talk(offers.zoe)];
  const begunBefore = (days: string) =>
    server.sql(`update missions set shown_updated_at = clock_timestamp() - $2::interval where id = $1`, [
      mission,
      days,
    ]);
  await begunBefore("6 days 23 hours");
  expect((await say(zoe, loser)).status).toBe(201);
  expect((await zoe.get(`/conversations/${loser}`)).body).toMatchObject({ writable: true, atWork: false });
  await begunBefore("7 days 1 minute");
  for (const who of [zoe, client]) expect(refusal(await say(who, loser))).toBe("409 invalid_transition");
  expect((await zoe.get(`/conversations/${loser}/messages`)).body.items).toHaveLength(2);
  expect((await zoe.get(`/conversations/${loser}`)).body.writable).toBe(false);
  expect((await say(paul, winner)).status).toBe(201);
});

test("a withdrawn offer's provider goes on writing while nothing has begun", async () => {
  const { offers } = await world.missionIn("published");
  const id = await talk(offers.zoe);
  await zoe.post(`/offers/${offers.zoe}/withdraw`);
  expect((await say(zoe, id)).status).toBe(201);
});

test("a block stops messages both ways, not offers and not who works together", async () => {
  const { offers } = await world.missionIn("published");
  const id = await talk(offers.zoe);
  expect((await zoe.put(`/me/blocks/${client.partyId}`, undefined)).status).toBe(204);
  expect((await zoe.put(`/me/blocks/${client.partyId}`, undefined)).status).toBe(204);
  for (const who of [client, zoe]) expect(refusal(await say(who, id))).toBe("403 blocked");
  expect((await zoe.get(`/conversations/${id}`)).body.blocked).toBe(true);
  expect((await client.get(`/conversations/${id}`)).body.blocked).toBe(false);
  expect(
    (await zoe.get("/me/blocks")).body.items.map((one: { party: { id: string } }) => one.party.id),
  ).toEqual([client.partyId]);
  expect((await zoe.patch(`/offers/${offers.zoe}`, { priceCents: 80_000 })).status).toBe(200);
  const asked = await zoe.post(`/missions/${(await world.missionIn("published")).id}/questions`, {
    text: "Et le lot 2 ?",
  });
  expect(asked.status).toBe(201);

  await world.award(offers.zoe);
  expect((await say(client, id)).status).toBe(201);
  expect(refusal(await client.put(`/me/blocks/${zoe.partyId}`, undefined))).toBe("409 invalid_transition");
  const unblock = await server.api.request("DELETE", `/api/v1/me/blocks/${client.partyId}`, {
    token: zoe.token,
  });
  expect([unblock.status, (await zoe.get("/me/blocks")).body.items]).toEqual([204, []]);
});

test("nobody blocks itself, nor whom there is not", async () => {
  expect(refusal(await paul.put(`/me/blocks/${paul.partyId}`, undefined))).toBe("403 forbidden");
  const unknown = "01900000-0000-7000-8000-000000000000";
  expect(refusal(await paul.put(`/me/blocks/${unknown}`, undefined))).toBe("404 not_found");
});

test("sent to many conversations at once, the same text reaches five all the same", async () => {
  const sender = await person(server, "Ville de Bron");
  const conversations: string[] = [];
  for (let n = 0; n < 9; n++) {
    const { body: mission } = await sender.post("/missions", missionInput());
    const offer = await world.bid(paul, mission.id);
    const { body } = await sender.post(`/offers/${offer}/messages`, { text: `Bonjour ${n}` });
    conversations.push(body.conversationId);
  }
  const text = "Venez tous sur mon site.";
  const sent = await Promise.all(
    conversations.map((id) => sender.post(`/conversations/${id}/messages`, { text })),
  );
  expect(sent.filter(({ status }) => status === 201)).toHaveLength(5);
});

test("the same text goes to five conversations a day, and to no sixth", async () => {
  const sender = await person(server, "Ville de Lyon");
  const offers: string[] = [];
  for (let n = 0; n < 6; n++) {
    const { body: mission } = await sender.post("/missions", missionInput());
    offers.push(await world.bid(paul, mission.id));
  }
  const sent: string[] = [];
  for (const offer of offers)
    sent.push(refusal(await sender.post(`/offers/${offer}/messages`, { text: "Venez sur mon site." })));
  expect(sent).toEqual([...Array(5).fill("201 undefined"), "429 rate_limited"]);
  expect((await sender.post(`/offers/${offers[5]}/messages`, { text: "Autre chose." })).status).toBe(201);
  expect((await sender.post(`/offers/${offers[0]}/messages`, { text: "Venez sur mon site." })).status).toBe(
    201,
  );
});

test("a person writes thirty messages in ten minutes, and no more", async () => {
  const limited = await server.another({
    RATE_LIMITS: "on",
    RATE_LIMIT_GLOBAL: "1000/60",
    RATE_LIMIT_LOGIN: "1000/60",
  });
  try {
    const writer = await person(limited, "Paul");
    const mission = await world.published();
    const offer = await limited.api.post(
      `/missions/${mission}/offers`,
      { priceCents: 90_000, durationDays: 3, message: "Disponible." },
      { token: writer.token },
    );
    const send = () =>
      limited.api.post(`/offers/${offer.body.id}/messages`, { text: fresh() }, { token: writer.token });
    for (let n = 0; n < 30; n++) expect((await send()).status).toBe(201);
    const more = await send();
    expect([refusal(more), more.headers.has("retry-after")]).toEqual(["429 rate_limited", true]);
  } finally {
    await limited.close();
  }
});

test("who is suspended writes nothing, and the other side goes on reading", async () => {
  const someone = await person(server, "Bientôt suspendu");
  const offer = await world.bid(someone, await world.published());
  const id = await talk(offer, someone);
  await judge.patch(`/admin/users/${someone.userId}`, { suspended: true, ...REASON });
  expect((await say(someone, id)).status).toBe(401);
  expect((await client.get(`/conversations/${id}/messages`)).body.items).toHaveLength(1);
});

test("a member writes for its organisation, and each of its people reads on its own", async () => {
  const organisation = await found(zoe);
  await addMember(server, organisation, stranger.userId);
  const offer = await zoe.post(
    `/missions/${await world.published()}/offers`,
    { priceCents: 90_000, durationDays: 3, message: "Disponible." },
    actFor(organisation),
  );
  const id = await talk(offer.body.id);
  const answer = await stranger.post(
    `/conversations/${id}/messages`,
    { text: fresh() },
    actFor(organisation),
  );
  expect([answer.status, answer.body.author.id]).toEqual([201, organisation]);
  const last = await say(client, id);
  const unread = async (who: Person) =>
    (await who.get(`/conversations/${id}`, actFor(organisation))).body.unread;
  expect([await unread(zoe), await unread(stranger)]).toEqual([2, 2]);
  await zoe.post(`/conversations/${id}/read`, { messageId: last.body.id }, actFor(organisation));
  expect([await unread(zoe), await unread(stranger)]).toEqual([0, 2]);
});

test("a moderator reads a conversation from a report of a message or a dispute alone, and each reading is in the log", async () => {
  const { id: mission, offers } = await world.missionIn("in_progress");
  const id = await talk(offers.paul);
  const { body: bad } = await say(paul, id, "Payez-moi d'avance, sans facture.");
  const report = {
    subject: { type: "message", id: bad.id },
    category: "fraud",
    text: "Il veut être payé au noir.",
    goodFaith: true,
  };
  expect(refusal(await zoe.post("/reports", report))).toBe("404 not_found");
  const { body: receipt } = await client.post("/reports", report);
  const readings = async () =>
    (
      await server.sql("select from audit_entries where action = 'conversation.read' and resource_id = $1", [
        id,
      ])
    ).length;
  const listed = (await judge.get("/admin/reports")).body.items[0];
  expect(listed.subject).toMatchObject({ type: "message", label: bad.text, missionId: mission });
  const thread = await judge.get(`/admin/reports/${receipt.id}/messages`);
  expect([thread.status, thread.body.items.length, await readings()]).toEqual([200, 2, 1]);
  expect(refusal(await judge.get(`/admin/missions/${mission}/messages`))).toBe("404 not_found");
  await world.move(paul, mission, "dispute", REASON);
  expect([(await judge.get(`/admin/missions/${mission}/messages`)).status, await readings()]).toEqual([
    200, 2,
  ]);
  expect(refusal(await client.get(`/admin/reports/${receipt.id}/messages`))).toBe("403 forbidden");
});

test("the log of actions holds ids of a message, and never its text", async () => {
  const { offers } = await world.missionIn("published");
  const id = await talk(offers.paul);
  const secret = "Le code du portail est 4512B";
  const { body } = await say(client, id, secret);
  const rows = await server.sql<{ row: string }>(
    `select row_to_json(e)::text || coalesce(row_to_json(d)::text, '') as row
     from audit_entries e left join audit_details d on d.entry_id = e.id where e.resource_id = $1`,
    [body.id],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.row).not.toContain("4512B");
  expect((await unreadOf(paul)).items[0].id).toBe(id);
});
