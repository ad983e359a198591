import { afterAll, beforeAll, expect, test } from "vitest";
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
beforeAll(async () => {
  server = await startTestServer();
  [client, paul] = await Promise.all([person(server, "Mairie de Vénissieux"), person(server, "Paul Ménard")]);
});
afterAll(() => server.close());

async function published(changes: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await client.post("/missions", missionInput(changes));
  expect(status).toBe(201);
  return body.id;
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

test("what was never published, hidden or cancelled answers a stranger byte for byte as what never was", async () => {
  const judge = await moderator(server);
  const [draft, hidden, cancelled] = [
    await published({ publish: false }),
    await published(),
    await published(),
  ];
  await judge.post(`/admin/missions/${hidden}/hide`, { reason: "Signalement à vérifier." });
  await client.post(`/missions/${cancelled}/cancel`);
  const sealed = await published({ auction: "sealed" });
  const { body: offer } = await paul.post(`/missions/${sealed}/offers`, offerInput(300_000));
  const zoe = await person(server, "Zoé Lacombe");
  const unknown = "01900000-0000-7000-8000-000000000000";

  /** Everything that a caller can tell apart, but for what names the request itself. */
  const seen = (answer: { status: number; text: string; headers: Headers }) => {
    const headers = Object.fromEntries(answer.headers);
    delete headers.date;
    return { status: answer.status, headers, text: answer.text.replace(/"requestId":"[^"]+"/, "") };
  };
  const missionCalls: [string, string, unknown?][] = [
    ["GET", ""],
    ["PATCH", "", { remote: true }],
    ["GET", "/offers"],
    ["POST", "/offers", offerInput(300_000)],
    ["POST", "/addenda", { text: "Précision" }],
    ["POST", "/extend", { deadline: inDays(5) }],
    ...["publish", "start", "deliver", "complete"].map((move): [string, string] => ["POST", `/${move}`]),
    ...["cancel", "decline", "request-changes", "dispute"].map((move): [string, string, unknown] => [
      "POST",
      `/${move}`,
      { reason: "Le besoin a changé." },
    ]),
  ];
  for (const [method, path, body] of missionCalls) {
    const call = async (id: string) =>
      seen(await server.api.request(method, `/api/v1/missions/${id}${path}`, { token: zoe.token, body }));
    const expected = await call(unknown);
    expect(expected.status).toBe(404);
    for (const id of [draft, hidden, cancelled, "not-an-id"])
      expect(await call(id), `${method} ${path}`).toEqual(expected);
  }
  for (const [method, path, body] of [
    ["PATCH", "", { priceCents: 200_000 }],
    ["POST", "/withdraw"],
    ["POST", "/award"],
  ] as const) {
    const call = async (id: string) =>
      seen(await server.api.request(method, `/api/v1/offers/${id}${path}`, { token: zoe.token, body }));
    const expected = await call(unknown);
    expect(expected.status).toBe(404);
    expect(await call(offer.id), `${method} ${path}`).toEqual(expected);
  }
  for (const move of ["hide", "unhide"]) {
    const call = async (id: string) =>
      seen(await zoe.post(`/admin/missions/${id}/${move}`, { reason: "Pour voir." }));
    expect(await call(hidden)).toEqual(await call(unknown));
  }
});

test("who has an offer on a mission sees it hidden or cancelled, and who moderates sees every one", async () => {
  const judge = await moderator(server);
  const draft = await published({ publish: false });
  const [hidden, cancelled] = [await published(), await published()];
  const { body: offer } = await paul.post(`/missions/${hidden}/offers`, offerInput(300_000));
  await paul.post(`/missions/${cancelled}/offers`, offerInput(300_000));
  await paul.post(`/offers/${offer.id}/withdraw`);
  await judge.post(`/admin/missions/${hidden}/hide`, { reason: "Signalement à vérifier." });
  await client.post(`/missions/${cancelled}/cancel`, { reason: "Le besoin a changé." });
  const statuses = (who: Pick<Person, "get">) =>
    Promise.all([draft, hidden, cancelled].map(async (id) => (await who.get(`/missions/${id}`)).body.status));
  expect(await statuses(judge)).toEqual(["draft", "hidden", "cancelled"]);
  expect(await statuses(client)).toEqual(["draft", "hidden", "cancelled"]);
  expect(await statuses(paul)).toEqual([404, "hidden", "cancelled"]);
  expect(await statuses(server.api)).toEqual([404, 404, 404]);
});

test("what it was before it was hidden is told to its client and to moderators alone", async () => {
  const judge = await moderator(server);
  const missionId = await published();
  await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  await judge.post(`/admin/missions/${missionId}/hide`, { reason: "Signalement à vérifier." });
  const told = async (who: Person) => (await who.get(`/missions/${missionId}`)).body.hiddenFrom;
  expect([await told(client), await told(judge), await told(paul)]).toEqual([
    "published",
    "published",
    undefined,
  ]);
});

test("who is no client drafts and publishes nothing", async () => {
  const provider = await person(server, "Prestataire", ["provider"]);
  for (const publish of [false, true]) {
    const { status, body } = await provider.post("/missions", missionInput({ publish }));
    expect([status, body.code]).toEqual([403, "forbidden"]);
  }
  expect((await provider.get("/me/missions")).body.items).toEqual([]);
});
