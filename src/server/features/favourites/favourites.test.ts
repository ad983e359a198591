import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { type Person, person } from "../../../../tests/support/people.ts";

const world = marketWorld();
const { server, client, paul, judge } = world;
const REASON = { reason: "Signalement à vérifier." };

const add = (who: Person, id: string) => who.put(`/me/favourites/${id}`, undefined);
const remove = (who: Person, id: string) =>
  server.api.request("DELETE", `/api/v1/me/favourites/${id}`, { token: who.token });
const idsOf = async (who: Person) =>
  (await who.get("/me/favourites")).body.items.map(({ id }: { id: string }) => id);

describe("a favourite", () => {
  test("is put aside once however often it is, shows what the lists show, and is taken away", async () => {
    const provider = await person(server, "Prestataire");
    const [one, two] = [await world.published(), await world.published({ title: "Peindre un salon" })];
    for (const id of [one, two, one]) expect((await add(provider, id)).status).toBe(204);
    await world.bid(paul, two, 90_000);
    const { body } = await provider.get("/me/favourites");
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([two, one]);
    const listed = (await server.api.get("/missions?sort=newest&limit=100")).body.items;
    expect(body.items[1].mission).toEqual(listed.find(({ id }: { id: string }) => id === one));
    expect(body.items[0].mission).toMatchObject({ offerCount: 1, bestOfferCents: 90_000 });
    expect((await provider.get("/me/favourite-ids")).body).toEqual({ ids: [two, one] });
    for (const again of [1, 2]) expect([again, (await remove(provider, two)).status]).toEqual([again, 204]);
    expect(await idsOf(provider)).toEqual([one]);
    const audited = await server.sql(
      "select action from audit_entries where actor_id = $1 and action like 'favourite.%' order by at, id",
      [provider.userId],
    );
    const [added, removed] = ["favourite.add", "favourite.remove"];
    expect(audited.map(({ action }) => action)).toEqual([added, added, added, removed, removed]);
  });

  test("stays in the list without a word of what it was once it is hidden or cancelled, and comes back", async () => {
    const provider = await person(server, "Prestataire");
    const [hidden, cancelled] = [
      await world.published({ title: "Un titre indiscret" }),
      await world.published({ title: "Un autre titre indiscret" }),
    ];
    for (const id of [hidden, cancelled]) await add(provider, id);
    await judge.post(`/admin/missions/${hidden}/hide`, REASON);
    await world.move(client, cancelled, "cancel");
    const gone = await provider.get("/me/favourites");
    expect(gone.text).not.toContain("indiscret");
    expect(gone.body.items.map(({ mission }: { mission: unknown }) => mission)).toEqual([null, null]);
    await judge.post(`/admin/missions/${hidden}/unhide`, REASON);
    const back = await provider.get("/me/favourites");
    expect(back.body.items[1].mission.title).toBe("Un titre indiscret");
  });

  test("reads as work in progress while it is disputed, for all but its two parties", async () => {
    const provider = await person(server, "Prestataire");
    const { id } = await world.missionIn("disputed");
    await add(provider, id);
    expect((await provider.get("/me/favourites")).body.items[0].mission.status).toBe("in_progress");
  });

  test("can be no mission that is not there, or is not to be seen", async () => {
    const provider = await person(server, "Prestataire");
    const draft = await world.published({ publish: false });
    for (const id of [draft, "01900000-0000-7000-8000-000000000000", "pas-un-id"])
      expect((await add(provider, id)).status).toBe(404);
  });
});

test("the list goes on from page to page, each favourite once, however close in time they were put aside", async () => {
  const provider = await person(server, "Prestataire");
  const ids = [await world.published(), await world.published(), await world.published()];
  await server.sql(
    "insert into favourites (user_id, mission_id, created_at) select $1, unnest($2::uuid[]), '2026-01-01T00:00:00.123456Z'",
    [provider.userId, ids],
  );
  const seen: string[] = [];
  let cursor = "";
  do {
    const { body } = await provider.get(`/me/favourites?limit=1${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor ?? "";
  } while (cursor !== "");
  expect(seen).toEqual(ids.toSorted().toReversed());
  const other = await person(server, "Autre");
  const { body } = await provider.get("/me/favourites?limit=1");
  expect((await other.get(`/me/favourites?cursor=${body.nextCursor}`)).body.code).toBe("invalid_cursor");
});

test("five hundred are the most, also when two are added at once; what is one already is no more", async () => {
  const provider = await person(server, "Prestataire");
  await server.sql(
    "insert into favourites (user_id, mission_id) select $1, uuid_v7() from generate_series(1, 499)",
    [provider.userId],
  );
  const [one, two] = [await world.published(), await world.published()];
  const answers = await Promise.all([add(provider, one), add(provider, two)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect([refused?.body.code, refused?.body.errors[0].message]).toEqual([
    "limit_reached",
    "500 favoris au plus.",
  ]);
  const [kept] = await idsOf(provider);
  expect((await add(provider, kept)).status).toBe(204);
});
