import { expect, test } from "vitest";
import { refusal } from "../../../../tests/support/api-response.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput, offerInput, person } from "../../../../tests/support/people.ts";

const { server, client, paul, published } = marketWorld();

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
/** One change of each field that a client may set. */
const everyChange: [string, unknown][] = [
  ["title", "Un autre titre"],
  ["description", "Une tout autre description de la mission."],
  ["category", "plomberie"],
  ["skills", ["Habilitation BR"]],
  ["performers", ["company"]],
  ["auction", "sealed"],
  ["budget", { valueCents: 100_000 }],
  ["budget", null],
  ["location", { latitude: 48.85, longitude: 2.35 }],
  ["location", null],
  ["remote", true],
  ["deadline", inDays(9)],
];

test("until its first offer a published mission can change in everything, and the feed shows it", async () => {
  const missionId = await published({ remote: true });
  for (const [field, value] of everyChange) {
    const { status, text } = await client.patch(`/missions/${missionId}`, { [field]: value });
    expect(status, text).toBe(200);
  }
  const { body: mission } = await server.api.get(`/missions/${missionId}`);
  const feed = await server.api.get("/missions?sort=newest&limit=100");
  const card = feed.body.items.find(({ id }: { id: string }) => id === missionId);
  expect(mission).toMatchObject(card);
  expect(mission).toMatchObject({ title: "Un autre titre", auction: "sealed", budget: null, location: null });
});

test.each(["submitted", "withdrawn"])(
  "once an offer exists nothing of the content changes (%s)",
  async (offerStatus) => {
    const missionId = await published();
    const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
    if (offerStatus === "withdrawn") await paul.post(`/offers/${offer.id}/withdraw`);
    const before = await client.get(`/missions/${missionId}`);
    for (const [field, value] of everyChange) {
      const answer = await client.patch(`/missions/${missionId}`, { [field]: value });
      expect(refusal(answer)).toBe("409 invalid_transition");
      expect(answer.body.errors).toMatchObject([{ path: `/${field}`, code: "frozen" }]);
    }
    expect((await client.get(`/missions/${missionId}`)).text).toBe(before.text);
  },
);

test("beside a frozen text the client adds an addendum, extends, and cancels; nobody else does", async () => {
  const missionId = await published();
  await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  const text = "Précision : L'équipe d'Élodie & Cie <3 fournit les prises.";
  expect(refusal(await paul.post(`/missions/${missionId}/addenda`, { text }))).toBe("403 forbidden");
  const added = await client.post(`/missions/${missionId}/addenda`, { text });
  expect([added.status, added.body.addenda]).toMatchObject([201, [{ text }]]);
  const deadline = inDays(20);
  expect(refusal(await paul.post(`/missions/${missionId}/extend`, { deadline }))).toBe("403 forbidden");
  expect((await client.post(`/missions/${missionId}/extend`, { deadline })).body.deadline).toBe(deadline);
  const { body: mission } = await server.api.get(`/missions/${missionId}`);
  expect(mission.addenda).toMatchObject([{ text }]);
  const feed = await server.api.get("/missions?sort=newest&limit=100");
  expect(mission).toMatchObject(feed.body.items.find(({ id }: { id: string }) => id === missionId));
  expect(
    (await client.post(`/missions/${missionId}/cancel`, { reason: "Le besoin a changé." })).body.status,
  ).toBe("cancelled");
  expect(refusal(await client.post(`/missions/${missionId}/addenda`, { text }))).toBe(
    "409 invalid_transition",
  );
});

test("an addendum shows in the feed's time of change, without any offer", async () => {
  const missionId = await published();
  await client.post(`/missions/${missionId}/addenda`, { text: "Le chantier est au deuxième étage." });
  const { body: mission } = await server.api.get(`/missions/${missionId}`);
  const feed = await server.api.get("/missions?sort=newest&limit=100");
  expect(feed.body.items.find(({ id }: { id: string }) => id === missionId).updatedAt).toBe(
    mission.updatedAt,
  );
});

test("a first offer and a change of the text at once: the offer never stands on a text it was not made for", async () => {
  for (let round = 0; round < 10; round++) {
    const missionId = await published();
    const [offer, change] = await Promise.all([
      paul.post(`/missions/${missionId}/offers`, offerInput(300_000)),
      client.patch(`/missions/${missionId}`, { title: "Un autre titre" }),
    ]);
    expect(offer.status).toBe(201);
    const [row] = await server.sql<{ frozen: boolean; title: string }>(
      `select m.updated_at <= o.created_at as frozen, title from missions m join offers o on o.mission_id = m.id
       where m.id = $1`,
      [missionId],
    );
    expect(row).toMatchObject({ frozen: true });
    expect(row?.title === "Un autre titre").toBe(change.status === 200);
  }
});

test("only a later deadline extends, a minute to a year ahead", async () => {
  const missionId = await published({ deadline: inDays(10) });
  for (const [deadline, code] of [
    [inDays(9), "deadline_not_later"],
    [new Date(Date.now() + 30_000).toISOString(), "deadline_too_soon"],
    [inDays(-1), "deadline_too_soon"],
    [inDays(366), "deadline_too_far"],
  ] as const) {
    const answer = await client.post(`/missions/${missionId}/extend`, { deadline });
    expect([answer.status, answer.body.errors]).toMatchObject([400, [{ path: "/deadline", code }]]);
  }
});

test("a sealed auction with offers is extended before its deadline, never after it", async () => {
  const missionId = await published({ auction: "sealed" });
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  expect((await client.post(`/missions/${missionId}/extend`, { deadline: inDays(5) })).status).toBe(200);
  await server.sql(
    "update missions set deadline = clock_timestamp() - interval '1 s', due_at = clock_timestamp() - interval '1 s' where id = $1",
    [missionId],
  );
  const answer = await client.post(`/missions/${missionId}/extend`, { deadline: inDays(5) });
  expect(refusal(answer)).toBe("409 invalid_transition");
  const { body } = await client.get(`/missions/${missionId}/offers`);
  expect(body.items).toMatchObject([{ id: offer.id, priceCents: 300_000 }]);
});

test("a mission takes fifty addenda and no more, so that reading it stays cheap", async () => {
  const client = await person(server);
  const { body: mission } = await client.post("/missions", missionInput());
  const add = () => client.post(`/missions/${mission.id}/addenda`, { text: "Encore une précision." });
  for (let n = 0; n < 50; n++) expect((await add()).status).toBe(201);
  const over = await add();
  expect([over.status, over.body.errors]).toMatchObject([400, [{ path: "/text", code: "too_many" }]]);
  expect((await client.get(`/missions/${mission.id}`)).body.addenda).toHaveLength(50);
});
