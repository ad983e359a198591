import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { type Person, person } from "../../../../tests/support/people.ts";

const world = marketWorld();
const { server } = world;

const save = (who: Person, query: string, more: Record<string, unknown> = {}, language = "fr") =>
  who.post("/me/saved-searches", { query, ...more }, { headers: { "accept-language": language } });
const remove = (who: Person, id: string) =>
  server.api.request("DELETE", `/api/v1/me/saved-searches/${id}`, { token: who.token });
const listed = async (who: Person) => (await who.get("/me/saved-searches")).body.items;

describe("a saved search", () => {
  test("is kept as it is asked for, named after it, changed, and deleted with what it asked", async () => {
    const paul = await person(server, "Prestataire");
    const query = "q=+peinture%C2%A0salon+&category=peinture&budgetMin=50000&sort=newest&limit=3&inconnu=1";
    const { status, body, text } = await save(paul, query, { frequency: "instant" });
    expect(status, text).toBe(201);
    expect(body).toMatchObject({
      name: "peinture salon, Peinture et papier peint",
      place: null,
      query: "q=peinture+salon&category=peinture&budgetMin=50000",
      language: "fr",
      frequency: "instant",
      toReview: false,
      newCount: 0,
    });
    const changed = await paul.patch(`/me/saved-searches/${body.id}`, { name: "Salons", frequency: "off" });
    expect(changed.body).toEqual({ ...body, name: "Salons", frequency: "off" });
    expect(await listed(paul)).toEqual([changed.body]);
    expect((await remove(paul, body.id)).status).toBe(204);
    expect((await remove(paul, body.id)).status).toBe(404);
    expect(await listed(paul)).toEqual([]);
    expect(await server.sql("select from alert_queries where query ->> 'q' = 'peinture salon'")).toEqual([]);
  });

  test("is refused as the list itself would refuse it, and where it searches for nothing", async () => {
    const paul = await person(server, "Prestataire");
    const refused = async (query: string, more = {}) => {
      const { status, body } = await save(paul, query, more);
      return [
        status,
        ...(body.errors ?? []).map(({ path, code }: Record<string, string>) => `${path} ${code}`),
      ];
    };
    expect(await refused("lat=45&radiusKm=10")).toEqual([400, "/query/lng point_incomplete"]);
    expect(await refused("budgetMin=200&budgetMax=100")).toEqual([400, "/query/budgetMin budget_range"]);
    expect(await refused("category=metier-disparu")).toEqual([400, "/query/category unknown_category"]);
    expect(await refused("q=!!!")).toEqual([400, "/query/q nothing_to_search"]);
    expect((await refused("q=a&q=b"))[0]).toBe(400);
    expect((await refused("radiusKm=beaucoup"))[0]).toBe(400);
    expect((await refused("q=haie", { name: "x".repeat(201) }))[0]).toBe(400);
    expect((await refused("q=haie", { frequency: "hourly" }))[0]).toBe(400);
    expect(await listed(paul)).toEqual([]);
  });

  test("may hold characters that no database keeps or that turn its name round, and is found, named and renamed", async () => {
    const paul = await person(server, "Prestataire");
    const { status, body, text } = await save(paul, "q=%00pose%01de\u202ecarrelage%00");
    expect(status, text).toBe(201);
    expect(body.name).toBe("pose decarrelage");
    expect(new URLSearchParams(body.query).get("q")).toBe("pose de\u202ecarrelage");
    expect((await paul.patch(`/me/saved-searches/${body.id}`, { name: body.name })).status).toBe(200);
  });

  test("is saved once however it is written, and by others as well", async () => {
    const [paul, zoe] = [await person(server, "Paul"), await person(server, "Zoé")];
    expect((await save(paul, "q=haie&category=peinture&radiusKm=25&lat=45.75&lng=4.85")).status).toBe(201);
    const again = await save(paul, "?lng=4.850&lat=45.75&category=peinture&radiusKm=25&q=haie&limit=5");
    expect([again.status, again.body.code, again.body.errors[0].code]).toEqual([
      409,
      "limit_reached",
      "already_saved",
    ]);
    expect((await save(zoe, "q=haie&category=peinture&radiusKm=25&lat=45.75&lng=4.85")).status).toBe(201);
    const [{ count }] = (await server.sql(
      "select count(*)::integer as count from alert_queries where query ->> 'q' = 'haie'",
    )) as [{ count: number }];
    expect(count).toBe(1);
    // Another's is not there.
    const [{ id }] = await listed(zoe);
    expect((await paul.patch(`/me/saved-searches/${id}`, { name: "À moi" })).status).toBe(404);
    expect((await remove(paul, id)).status).toBe(404);
    // What one has deleted stays for the other.
    const [mine] = await listed(paul);
    await remove(paul, mine.id);
    expect(await listed(zoe)).toHaveLength(1);
  });

  test("is named after the town that it searches around, in its owner's language", async () => {
    const paul = await person(server, "Prestataire");
    const [lyon] = (await server.api.get("/places?q=Lyon")).body.items;
    const around = `lat=${lyon.latitude}&lng=${lyon.longitude}&radiusKm=25`;
    const saved = (await save(paul, around)).body;
    expect([saved.name, saved.place.name]).toEqual(["à moins de 25 km de Lyon", "Lyon"]);
    expect((await save(paul, `${around}&remote=true`, {}, "en")).body.name).toBe(
      "within 25 km of Lyon, remote",
    );
    expect((await save(paul, "")).body.name).toBe("Toutes les missions");
  });
});

test("twenty are the most, also when two are saved at once", async () => {
  const paul = await person(server, "Prestataire");
  for (let n = 1; n < 20; n++) expect((await save(paul, `budgetMin=${n}00`)).status).toBe(201);
  const answers = await Promise.all([save(paul, "q=un"), save(paul, "q=deux")]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(refused?.body.errors[0].code).toBe("too_many_searches");
});
