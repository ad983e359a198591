import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
let client: Person;
const initial = new Set<string>();
const communes = ["69123", "69266", "38185", "42218", "75056", "13055"];

async function publish(index: number): Promise<string> {
  const created = await client.post(
    "/missions",
    missionInput({
      title: `Cherche électricien pour le lot ${index}`,
      category: index % 3 === 0 ? "plomberie" : "electricite",
      budget: index % 5 === 0 ? null : { valueCents: 10_000 + (index % 7) * 5_000 },
      location: index % 11 === 0 ? null : { inseeCode: communes[index % communes.length] },
      remote: index % 11 === 0,
    }),
  );
  expect(created.status).toBe(201);
  return created.body.id;
}

beforeAll(async () => {
  server = await startTestServer();
  client = await person(server);
  for (let index = 0; index < 60; index++) initial.add(await publish(index));
});
afterAll(() => server.close());

const LYON_POINT = "lat=45.758&lng=4.835";

/** All pages of a list, with a new mission published before each page but the first. */
async function walk(query: string, arriving: boolean): Promise<{ id: string; distanceKm?: number }[]> {
  const items: { id: string }[] = [];
  let cursor: string | null = null;
  for (let turn = 0; turn < 40; turn++) {
    const next = cursor === null ? "" : `&cursor=${cursor}`;
    const { status, body } = await server.api.get(`/missions?limit=7&${query}${next}`);
    expect(status).toBe(200);
    items.push(...body.items);
    cursor = body.nextCursor;
    if (cursor === null) return items;
    if (arriving) await publish(1_000 + turn);
  }
  throw new Error("the walk does not end");
}

describe("walking all pages while new missions arrive gives every mission that was there exactly once", () => {
  for (const query of [
    "sort=hot",
    "sort=newest",
    "sort=budget",
    `sort=distance&${LYON_POINT}`,
    "q=electricienne",
    "q=electricien&sort=newest",
    `q=électricien&sort=distance&${LYON_POINT}`,
    "category=plomberie",
    `sort=hot&${LYON_POINT}&radiusKm=100`,
  ]) {
    test(query, async () => {
      const before = (await walk(query, false)).map(({ id }) => id).filter((id) => initial.has(id));
      const seen = (await walk(query, true)).map(({ id }) => id).filter((id) => initial.has(id));
      expect(seen.length).toBe(new Set(seen).size);
      expect(new Set(seen)).toEqual(new Set(before));
      const places = query.includes("distance") || query.includes("radius");
      if (!places && !query.includes("category")) expect(new Set(seen)).toEqual(initial);
    });
  }
});

test("each order is what it says: rank, publication, budget with none last, distance without the placeless", async () => {
  const newest = (await walk("sort=newest", false)) as unknown as { publishedAt: string }[];
  const times = newest.map(({ publishedAt }) => publishedAt);
  expect(times).toEqual([...times].sort().reverse());
  const budgets = (await walk("sort=budget", false)) as unknown as {
    budget: { valueCents: number } | null;
  }[];
  const values = budgets.map(({ budget }) => budget?.valueCents ?? 0);
  expect(values).toEqual([...values].sort((a, b) => b - a));
  const near = (await walk(`sort=distance&${LYON_POINT}`, false)) as unknown as {
    distanceKm: number;
    location: { name: string } | null;
  }[];
  const distances = near.map(({ distanceKm }) => distanceKm);
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
  expect(near.every(({ location }) => location !== null)).toBe(true);
  // Great circle, by the coordinates of both town halls: 392 km, 278 km.
  const farthest = (name: string) => near.find(({ location }) => location?.name === name)?.distanceKm;
  expect(farthest("Paris")).toBeGreaterThan(385);
  expect(farthest("Paris")).toBeLessThan(398);
  expect(farthest("Marseille")).toBeGreaterThan(270);
  expect(farthest("Marseille")).toBeLessThan(285);
});

test("filters keep what they say and nothing else", async () => {
  const budget = await server.api.get("/missions?budgetMin=20000&budgetMax=30000&limit=100");
  expect(budget.body.items.length).toBeGreaterThan(0);
  for (const { budget: found } of budget.body.items) {
    expect(found.valueCents).toBeGreaterThanOrEqual(20_000);
    expect(found.valueCents).toBeLessThanOrEqual(30_000);
  }
  const remote = await server.api.get("/missions?remote=true&limit=100");
  expect(remote.body.items.every((item: { remote: boolean }) => item.remote)).toBe(true);
  const around = await server.api.get(`/missions?${LYON_POINT}&radiusKm=60&sort=distance&limit=100`);
  const names = new Set(around.body.items.map((item: { location: { name: string } }) => item.location.name));
  expect(names).toEqual(new Set(["Lyon", "Villeurbanne", "Saint-Étienne"]));
});

test("combinations that mean nothing are refused, each named", async () => {
  for (const [query, path, code] of [
    ["sort=relevance", "/sort", "sort_needs_query"],
    ["sort=distance", "/sort", "sort_needs_point"],
    ["lat=45", "/lng", "point_incomplete"],
    ["radiusKm=10", "/radiusKm", "point_incomplete"],
    ["budgetMin=300&budgetMax=200", "/budgetMin", "budget_range"],
    ["limit=0", "/limit", "too_small"],
    ["limit=101", "/limit", "too_big"],
    ["limit=ten", "/limit", "invalid_type"],
    ["sort=price", "/sort", "invalid_value"],
    ["lat=91&lng=0", "/lat", "too_big"],
    ["q=a&q=b", "/q", "invalid_type"],
  ]) {
    const { status, body } = await server.api.get(`/missions?${query}`);
    expect([status, body.code, body.errors]).toMatchObject([400, "validation_failed", [{ path, code }]]);
  }
});

test("a cursor that was not made for this very list is refused", async () => {
  const { body } = await server.api.get("/missions?limit=1");
  const cursor: string = body.nextCursor;
  const flipped = (cursor[0] === "A" ? "B" : "A") + cursor.slice(1);
  const forged = Buffer.from(JSON.stringify([1, "x"])).toString("base64url");
  for (const query of [
    `cursor=${flipped}`,
    `cursor=${cursor}x`,
    `cursor=${forged}`,
    "cursor=",
    `sort=newest&cursor=${cursor}`,
    `category=plomberie&cursor=${cursor}`,
  ]) {
    const refused = await server.api.get(`/missions?limit=1&${query}`);
    expect([query, refused.status, refused.body.code]).toEqual([query, 400, "invalid_cursor"]);
  }
});
