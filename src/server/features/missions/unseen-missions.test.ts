import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput, offerInput, type Person, person } from "../../../../tests/support/people.ts";

const { server, client, paul, stranger, judge, published, bid, missionIn } = marketWorld();

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

test("what was never published, hidden or cancelled answers a stranger byte for byte as what never was", async () => {
  const draft = await published({ publish: false });
  const { id: hidden } = await missionIn("hidden");
  const { id: cancelled } = await missionIn("cancelled");
  const offer = await bid(paul, await published({ auction: "sealed" }));
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
      seen(
        await server.api.request(method, `/api/v1/missions/${id}${path}`, { token: stranger.token, body }),
      );
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
      seen(await server.api.request(method, `/api/v1/offers/${id}${path}`, { token: stranger.token, body }));
    const expected = await call(unknown);
    expect(expected.status).toBe(404);
    expect(await call(offer), `${method} ${path}`).toEqual(expected);
  }
  for (const move of ["hide", "unhide"]) {
    const call = async (id: string) =>
      seen(await stranger.post(`/admin/missions/${id}/${move}`, { reason: "Pour voir." }));
    expect(await call(hidden)).toEqual(await call(unknown));
  }
});

test("who has an offer on a mission sees it hidden or cancelled, and who moderates sees every one", async () => {
  const draft = await published({ publish: false });
  const [hidden, cancelled] = [await published(), await published()];
  await bid(paul, cancelled);
  await paul.post(`/offers/${await bid(paul, hidden)}/withdraw`);
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
  const { id } = await missionIn("hidden");
  const told = async (who: Person) => (await who.get(`/missions/${id}`)).body.hiddenFrom;
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
