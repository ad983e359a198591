import { expect, test } from "vitest";
import { refusal } from "../../../../tests/support/api-response.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput, person } from "../../../../tests/support/people.ts";
import { actFor, addMember, found } from "../organisations/testing/organisation-fixtures.ts";

const world = marketWorld();
const { server, client, paul, zoe, stranger, judge } = world;
const QUESTION = { text: "Le tableau est-il conforme à la NF C 15-100 ?" };

const ask = async (who = paul, missionId: string, text = QUESTION.text): Promise<string> => {
  const { status, body, text: said } = await who.post(`/missions/${missionId}/questions`, { text });
  expect(status, said).toBe(201);
  return body.id;
};
const listed = async (path: string, options = {}) => (await server.api.get(path, options)).body.items;

test("everybody reads a question and its answer at once, and nobody but its author and moderators who asked", async () => {
  const id = await world.published();
  const path = `/missions/${id}/questions`;
  expect(await listed(path)).toEqual([]);
  const question = await ask(paul, id);
  const [seen] = await listed(path);
  expect(seen).toMatchObject({
    id: question,
    number: 1,
    ...QUESTION,
    answer: null,
    mine: false,
    author: null,
  });
  expect(await listed(path, { token: client.token })).toEqual([seen]);
  expect(await listed(path, { token: paul.token })).toEqual([{ ...seen, mine: true }]);
  const [moderated] = await listed(path, { token: judge.token });
  expect(moderated.author).toEqual({ id: paul.partyId, displayName: "Paul Ménard" });

  const answered = await client.post(`/questions/${question}/answer`, { text: "Non, il date de 1985." });
  expect([answered.status, answered.body.author, answered.body.mine]).toEqual([200, null, false]);
  expect((await listed(path))[0]).toMatchObject({ answer: "Non, il date de 1985." });
  // After the award the client still is not told.
  const offer = await world.bid(paul, id);
  await world.award(offer);
  expect((await listed(path, { token: client.token }))[0].author).toBeNull();
  expect(JSON.stringify((await client.get(path)).body)).not.toContain(paul.partyId);
});

test("numbers are the mission's, and a walk of its pages meets each question once", async () => {
  const [first, second] = [await world.published(), await world.published()];
  await ask(paul, first);
  await ask(zoe, first);
  await ask(paul, first);
  await ask(paul, second);
  const numbers: number[] = [];
  let cursor = "";
  do {
    const { body } = await server.api.get(`/missions/${first}/questions?limit=2${cursor}`);
    numbers.push(...body.items.map(({ number }: { number: number }) => number));
    cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
  } while (cursor !== "");
  expect(numbers).toEqual([1, 2, 3]);
  expect((await listed(`/missions/${second}/questions`))[0].number).toBe(1);
  const other = (await server.api.get(`/missions/${first}/questions?limit=2`)).body.nextCursor;
  expect(refusal(await server.api.get(`/missions/${second}/questions?cursor=${other}`))).toBe(
    "400 invalid_cursor",
  );
});

test("nobody asks on a mission of the own, by another of its parties neither", async () => {
  const id = await world.published();
  expect(refusal(await client.post(`/missions/${id}/questions`, QUESTION))).toBe("403 forbidden");
  const organisation = await found(client);
  const own = await client.post("/missions", missionInput(), actFor(organisation));
  await addMember(server, organisation, zoe.userId);
  expect(refusal(await zoe.post(`/missions/${own.body.id}/questions`, QUESTION))).toBe("403 forbidden");
  const asked = await zoe.post(`/missions/${id}/questions`, QUESTION, actFor(organisation));
  expect([asked.status, asked.body.mine]).toEqual([201, true]);
});

test("a question that waited for the lock past the deadline is refused", async () => {
  const id = await world.published();
  await server.sql("update missions set deadline = clock_timestamp() + interval '1 hour' where id = $1", [
    id,
  ]);
  await ask(paul, id);
  await world.bid(paul, id);
  await server.sql(
    "update missions set deadline = clock_timestamp() - interval '1 s', due_at = clock_timestamp() where id = $1",
    [id],
  );
  expect(refusal(await paul.post(`/missions/${id}/questions`, QUESTION))).toBe("409 deadline_passed");
  const { id: awarded } = await world.missionIn("awarded");
  expect(refusal(await zoe.post(`/missions/${awarded}/questions`, QUESTION))).toBe("409 invalid_transition");
});

test("an answer is the client's, once, until the award; the first of two at the same time stays", async () => {
  const id = await world.published();
  const [question, late] = [await ask(paul, id), await ask(zoe, id)];
  const path = `/questions/${question}/answer`;
  expect(refusal(await paul.post(path, { text: "Oui" }))).toBe("403 forbidden");
  const both = await Promise.all([client.post(path, { text: "Oui" }), client.post(path, { text: "Non" })]);
  expect(both.map(refusal).sort()).toEqual(["200 undefined", "409 already_answered"]);
  const kept = both.find(({ status }) => status === 200)?.body.answer;
  expect((await listed(`/missions/${id}/questions`))[0].answer).toBe(kept);
  await world.award(await world.bid(paul, id));
  expect(refusal(await client.post(`/questions/${late}/answer`, { text: "Oui" }))).toBe(
    "409 invalid_transition",
  );
  const unknown = "01900000-0000-7000-8000-000000000000";
  expect(refusal(await client.post(`/questions/${unknown}/answer`, { text: "Oui" }))).toBe("404 not_found");
});

test("an answer that changes the need stands among the mission's addenda as well, and once alone", async () => {
  const id = await world.published();
  const [asked, plain] = [await ask(paul, id), await ask(zoe, id)];
  await client.post(`/questions/${asked}/answer`, {
    text: "Vingt-quatre prises, pas douze.",
    asAddendum: true,
  });
  await client.post(`/questions/${plain}/answer`, { text: "Oui, en semaine." });
  const { body } = await server.api.get(`/missions/${id}`);
  expect(body.addenda.map(({ text }: { text: string }) => text)).toEqual(["Vingt-quatre prises, pas douze."]);
  const entries = await server.sql<{ action: string }>(
    "select action from audit_entries where resource_id in ($1, $2) order by action",
    [asked, id],
  );
  expect(entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["mission.addendum", "question.ask", "question.answer"]),
  );
});

test("contact details are refused in a question and in an answer, and the field says what it was", async () => {
  const id = await world.published();
  const refused = await paul.post(`/missions/${id}/questions`, { text: "Rappelez-moi au 06 12 34 56 78 ?" });
  expect(refusal(refused)).toBe("400 contact_details");
  expect(refused.body.errors).toMatchObject([{ path: "/text", code: "contact_phone" }]);
  const question = await ask(paul, id);
  const mailed = await client.post(`/questions/${question}/answer`, { text: "Écrivez à a@example.org" });
  expect(refusal(mailed)).toBe("400 contact_details");
  expect((await listed(`/missions/${id}/questions`))[0].answer).toBeNull();
});

test("a party asks five questions on a mission, all of them together a hundred", async () => {
  const id = await world.published();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) => paul.post(`/missions/${id}/questions`, { text: `Et le lot ${n} ?` })),
  );
  expect(answers.map(refusal).filter((one) => !one.startsWith("201"))).toEqual(["409 limit_reached"]);
  await server.sql(
    `insert into questions (mission_id, client_party_id, author_party_id, author_user_id, number, text)
     select $1, $2, $3, $4, n, 'Et après ?' from generate_series(6, 100) n`,
    [id, client.partyId, paul.partyId, paul.userId],
  );
  expect(refusal(await zoe.post(`/missions/${id}/questions`, QUESTION))).toBe("409 limit_reached");
});

test("a person asks twenty questions a day, whatever the mission; a refused one does not count", async () => {
  const limited = await server.another({
    RATE_LIMITS: "on",
    RATE_LIMIT_GLOBAL: "1000/60",
    RATE_LIMIT_LOGIN: "1000/60",
  });
  try {
    const someone = await person(limited);
    const missions = await Promise.all(Array.from({ length: 5 }, () => world.published()));
    const { api } = limited;
    const send = (id = "", text = QUESTION.text) =>
      api.post(`/missions/${id}/questions`, { text }, { token: someone.token });
    expect(refusal(await send(missions[0], "a@example.org ?"))).toBe("400 contact_details");
    for (const id of missions.slice(0, 4))
      for (let n = 0; n < 5; n++) expect((await send(id)).status).toBe(201);
    const more = await send(missions[4]);
    expect([refusal(more), more.headers.has("retry-after")]).toEqual(["429 rate_limited", true]);
  } finally {
    await limited.close();
  }
});

test("a question that moderators hide is read by its author and by them, and the author is told why", async () => {
  const id = await world.published();
  const [bad] = [await ask(paul, id), await ask(zoe, id)];
  const subject = { type: "question", id: bad };
  const report = {
    subject,
    category: "harassment",
    text: "Cette question insulte le client.",
    goodFaith: true,
  };
  const { body: receipt, status } = await stranger.post("/reports", report);
  expect(status).toBe(201);
  const { body: reports } = await judge.get("/admin/reports");
  expect(reports.items[0].subject).toEqual({ ...subject, label: QUESTION.text, missionId: id });
  const reason = "Insultante envers le client.";
  const decided = await judge.post(`/admin/reports/${receipt.id}/decide`, { outcome: "restricted", reason });
  expect([decided.status, decided.body.subject.missionId]).toEqual([200, id]);

  const path = `/missions/${id}/questions`;
  const numbers = async (options = {}) =>
    (await listed(path, options)).map((one: { number: number }) => one.number);
  expect([await numbers(), await numbers({ token: client.token })]).toEqual([[2], [2]]);
  expect([await numbers({ token: paul.token }), await numbers({ token: judge.token })]).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect((await listed(path, { token: paul.token }))[0].hidden).toBe(true);
  expect(refusal(await client.post(`/questions/${bad}/answer`, { text: "Oui" }))).toBe("404 not_found");
  expect(refusal(await stranger.post("/reports", report))).toBe("404 not_found");
  const { body: told } = await paul.get("/me/restrictions");
  expect(told.items[0]).toMatchObject({ kind: "question_hidden", missionId: id, reason });
});

test("questions of what one does not see are not found, a draft's and a hidden mission's", async () => {
  const draft = await world.published({ publish: false });
  const { id: hidden } = await world.missionIn("hidden");
  for (const id of [draft, hidden]) {
    expect(refusal(await server.api.get(`/missions/${id}/questions`))).toBe("404 not_found");
    expect(refusal(await stranger.get(`/missions/${id}/questions`))).toBe("404 not_found");
    expect(refusal(await stranger.post(`/missions/${id}/questions`, QUESTION))).toBe("404 not_found");
  }
  expect(refusal(await paul.post(`/missions/${hidden}/questions`, QUESTION))).toBe("409 invalid_transition");
});
