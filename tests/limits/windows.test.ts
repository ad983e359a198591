import { afterAll, beforeAll, expect, test } from "vitest";
import { missionInput, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { memberOf, readMembers } from "./fields.ts";
import { ask, CATEGORIES, inOneWindow, repeat, startLimited, waitAsTold } from "./support.ts";

const servers: TestServer[] = [];
async function limited(environment: Record<string, string>) {
  const server = await startLimited(environment);
  servers.push(server);
  return server;
}
afterAll(() => Promise.all(servers.map((server) => server.close())));

test("at the limit all is well, one more is refused until the window ends, and then all is well again", async () => {
  const server = await limited({ RATE_LIMIT_GLOBAL: "4/2" });
  const { statuses, refused, again } = await inOneWindow(2, async () => ({
    statuses: await repeat(4, () => ask(server, CATEGORIES)),
    refused: await ask(server, CATEGORIES),
    again: await ask(server, CATEGORIES),
  }));
  expect(statuses).toEqual([200, 200, 200, 200]);
  expect([refused.status, again.status]).toEqual([429, 429]);
  expect(JSON.parse(refused.text)).toMatchObject({ code: "rate_limited", status: 429 });
  expect(refused.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(refused.headers.get("retry-after")).toMatch(/^[1-2]$/);
  await waitAsTold(refused);
  expect((await ask(server, CATEGORIES)).status).toBe(200);
});

test("asking on while refused does not put off the end of the window", async () => {
  const server = await limited({ RATE_LIMIT_GLOBAL: "1/2" });
  const both = await inOneWindow(2, () => repeat(2, () => ask(server, CATEGORIES)));
  expect(both).toEqual([200, 429]);
  let answer = await ask(server, CATEGORIES);
  // For ever, if each of them began the window anew.
  while (answer.status === 429) answer = await ask(server, CATEGORIES);
  expect(answer.status).toBe(200);
});

test("the fields say each policy, what is left of it and when it begins anew", async () => {
  const { api } = await limited({ RATE_LIMIT_GLOBAL: "30/60", RATE_LIMIT_SEARCH: "2/30" });
  const first = await api.get("/missions?q=peinture");
  expect(readMembers(first.headers.get("ratelimit-policy"))).toEqual([
    { name: "global", parameters: { q: 30, w: 60 } },
    { name: "search", parameters: { q: 2, w: 30 } },
  ]);
  expect(
    readMembers(first.headers.get("ratelimit")).map(({ name, parameters }) => [name, parameters.r]),
  ).toEqual([
    ["global", 29],
    ["search", 1],
  ]);
  expect(memberOf(first.headers.get("ratelimit"), "global").t).toBeLessThanOrEqual(60);
  await api.get("/missions?q=peinture");
  const refused = await api.get("/missions?q=peinture");
  expect(refused.status).toBe(429);
  expect(memberOf(refused.headers.get("ratelimit"), "search").r).toBe(0);
  const { t } = memberOf(refused.headers.get("ratelimit"), "search");
  expect(Number(refused.headers.get("retry-after"))).toBe(t);
});

let roomy: TestServer;
beforeAll(async () => {
  roomy = await limited({ RATE_LIMIT_SEARCH: "2/600", RATE_LIMIT_SUGGEST: "3/600" });
});

test("searches have a limit of their own, whether by words, by filters or by place; the feed has not", async () => {
  const searches = ["q=toit", "category=peinture", "lat=45.7&lng=4.8&radiusKm=10"];
  const statuses: number[] = [];
  for (const query of searches) statuses.push((await roomy.api.get(`/missions?${query}`)).status);
  expect(statuses).toEqual([200, 200, 429]);
  expect(await repeat(3, () => roomy.api.get("/missions?sort=newest&limit=5"))).toEqual([200, 200, 200]);
});

test("suggestions of missions and of places share one limit, and are no part of the global one", async () => {
  expect((await roomy.api.get("/missions/suggest?q=pei")).status).toBe(200);
  expect((await roomy.api.get("/places?q=Lyon")).status).toBe(200);
  const third = await roomy.api.get("/places?q=Paris");
  expect(readMembers(third.headers.get("ratelimit-policy")).map(({ name }) => name)).toEqual(["suggest"]);
  expect((await roomy.api.get("/missions/suggest?q=pei")).status).toBe(429);
});

test("a mission counts when it is valid and made, and neither when it is refused nor when it is not permitted", async () => {
  const server = await limited({ RATE_LIMIT_CREATE_MISSION: "2/600" });
  const client = await person(server);
  const provider = await person(server, "Sans droit", ["provider"]);
  const wrong = [
    { title: "x" },
    missionInput({ category: "inconnue" }),
    missionInput({ deadline: "2020-01-01T00:00:00.000Z" }),
  ];
  for (const input of [...wrong, ...wrong]) expect((await client.post("/missions", input)).status).toBe(400);
  expect(await repeat(3, () => provider.post("/missions", missionInput()))).toEqual([403, 403, 403]);
  const first = await client.post("/missions", missionInput());
  expect(first.status).toBe(201);
  expect(memberOf(first.headers.get("ratelimit"), "createMission").r).toBe(1);
  expect((await client.post("/missions", missionInput({ publish: false }))).status).toBe(201);
  const third = await client.post("/missions", missionInput());
  expect(third.status).toBe(429);
  expect(memberOf(third.headers.get("ratelimit"), "createMission").r).toBe(0);
  const [{ count }] = (await server.sql("select count(*)::int as count from missions")) as [
    { count: number },
  ];
  expect(count).toBe(2);
});

test("of many missions sent at once no more are made than the limit allows", async () => {
  const server = await limited({ RATE_LIMIT_CREATE_MISSION: "3/600" });
  const client = await person(server);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => client.post("/missions", missionInput())),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(9);
});

test("a mission that is asked for again under its key counts once, and is answered again beyond the limit", async () => {
  const server = await limited({ RATE_LIMIT_CREATE_MISSION: "2/600" });
  const client = await person(server);
  const under = (key: string, input = draft) =>
    client.post("/missions", input, { headers: { "idempotency-key": key } });
  const draft = missionInput({ publish: false });
  const first = await under("one");
  expect(first.status).toBe(201);
  for (let times = 0; times < 3; times++) {
    const again = await under("one");
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(memberOf(again.headers.get("ratelimit"), "createMission").r).toBe(1);
  }
  expect((await under("two")).status).toBe(201);
  expect((await under("three")).status).toBe(429);
  expect((await under("one")).body).toEqual(first.body);
  expect((await under("one", missionInput({ title: "Tout autre chose" }))).status).toBe(422);
  expect((await under("three")).status).toBe(429);
  const [{ count }] = (await server.sql("select count(*)::int as count from missions")) as [
    { count: number },
  ];
  expect(count).toBe(2);
});

test("switched off, nothing is refused and nothing is said of limits", async () => {
  const server = await startTestServer({ RATE_LIMITS: "off", RATE_LIMIT_GLOBAL: "1/600" });
  servers.push(server);
  expect(await repeat(3, () => server.api.get("/categories"))).toEqual([200, 200, 200]);
  const answer = await server.api.get("/categories");
  expect([...answer.headers.keys()].filter((name) => name.startsWith("ratelimit"))).toEqual([]);
});
