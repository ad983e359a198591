import { afterAll, beforeAll, expect, test } from "vitest";
import { person } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";
import { readMembers } from "./fields.ts";
import { ask, askRaw, CATEGORIES, left, startLimited } from "./support.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startLimited();
});
afterAll(() => server.close());

const remaining = async () => left(await ask(server, CATEGORIES));

/** What requests cost, beside the one that asks for it. */
async function costOf(requests: () => Promise<unknown>): Promise<number> {
  const before = await remaining();
  await requests();
  return before - (await remaining()) - 1;
}

test.each([
  ["a read", "GET", "/api/v1/categories"],
  ["the same with its letters encoded", "GET", "/api/v1/%63ategories"],
  ["the same with a query that means nothing", "GET", "/api/v1/categories?x=1&x=2#y"],
  ["the same as HEAD", "HEAD", "/api/v1/categories"],
  ["a slash too many at the end", "GET", "/api/v1/categories/"],
  ["slashes doubled", "GET", "//api//v1//categories"],
  ["other letters' case", "GET", "/API/v1/CATEGORIES"],
  ["dot segments", "GET", "/api/v1/./missions/../categories"],
  ["dot segments encoded", "GET", "/api/v1/%2e%2e/v1/categories"],
  ["an address in full", "GET", "http://elsewhere.example/api/v1/categories"],
  ["a path that cannot be decoded", "GET", "/api/v1/%zz"],
  ["an unknown path", "GET", "/api/v1/nothing-here"],
  ["another unknown path", "GET", "/wp-login.php"],
  ["a method that the path does not know", "DELETE", "/api/v1/categories"],
  ["a method that health does not know", "POST", "/livez"],
  ["health with a slash too many", "GET", "/livez/"],
  ["a preflight", "OPTIONS", "/api/v1/missions"],
  ["the OpenAPI document", "GET", "/openapi.json"],
  ["the documentation", "GET", "/docs"],
  ["the public keys", "GET", "/.well-known/jwks.json"],
  ["the public keys of records", "GET", "/.well-known/swideal-record-keys.json"],
  ["a refusal for want of a token", "GET", "/api/v1/me"],
])("%s counts once", async (_what, method, path) => {
  expect(await costOf(() => askRaw(server.url, path, { method }))).toBe(1);
});

test.each([
  ["GET", "/livez"],
  ["HEAD", "/livez"],
  ["GET", "/%6civez"],
  ["GET", "/readyz"],
  ["GET", "/health"],
])("health is not counted: %s %s", async (method, path) => {
  const cost = await costOf(async () => {
    const answer = await askRaw(server.url, path, { method });
    expect(answer.status).toBe(200);
    expect(answer.headers.ratelimit).toBeUndefined();
  });
  expect(cost).toBe(0);
});

test("every refusal says where the caller stands", async () => {
  const refusals = [
    await askRaw(server.url, "/api/v1/nothing-here"),
    await askRaw(server.url, "/api/v1/me"),
    await askRaw(server.url, "/api/v1/categories", { method: "DELETE" }),
    await askRaw(server.url, "/api/v1/%zz"),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([404, 401, 405, 400]);
  for (const { headers } of refusals) {
    expect(readMembers(headers.ratelimit as string)).toHaveLength(1);
    expect(readMembers(headers["ratelimit-policy"] as string)).toHaveLength(1);
  }
});

test("a flood of unknown, undecodable and wrong requests is refused like any other", async () => {
  const narrow = await startLimited({ RATE_LIMIT_GLOBAL: "4/600" });
  const requests = ["/a", "/b?c", "/%zz", "/api/v1/categories", "/d", "/%zz", "/api/v1/me", "/openapi.json"];
  const statuses: number[] = [];
  for (const path of requests) statuses.push((await askRaw(narrow.url, path)).status);
  expect(statuses).toEqual([404, 404, 400, 200, 429, 429, 429, 429]);
  expect((await askRaw(narrow.url, "/livez")).status).toBe(200);
  await narrow.close();
});

test("what is sent as a page's own request without the process's secret is counted", async () => {
  for (const mark of ["", "1", "A".repeat(43)]) {
    expect(await costOf(() => ask(server, CATEGORIES, { headers: { "x-swideal-inner": mark } }))).toBe(1);
  }
});

test("a user is counted over all addresses, apart from other users at the same address", async () => {
  const [first, second] = [await person(server), await person(server)];
  const before = await remaining();
  const ownBefore = left(await first.get("/me"));
  expect(left(await second.get("/me"))).toBe(ownBefore);
  expect(left(await first.get("/me"))).toBe(ownBefore - 1);
  expect(before - (await remaining())).toBe(1);
});

test("a bad token is counted at its address before it gets its 401", async () => {
  const { token } = await person(server);
  const [head, body, signature = ""] = token.split(".");
  const flipped = signature.startsWith("A") ? "B" : "A";
  const bad = ["x", `${head}.${body}.${flipped}${signature.slice(1)}`, `${head}.${body}.`];
  for (const forged of bad) {
    const cost = await costOf(async () => {
      const answer = await ask(server, CATEGORIES, { headers: { authorization: `Bearer ${forged}` } });
      expect(answer.status).toBe(401);
    });
    expect(cost).toBe(1);
  }
  const narrow = await startLimited({ RATE_LIMIT_GLOBAL: "2/600" });
  const flood: number[] = [];
  for (let n = 0; n < 4; n++) {
    const authorization = `Bearer ${head}.${body}.${n}${signature.slice(1)}`;
    flood.push((await ask(narrow, CATEGORIES, { headers: { authorization } })).status);
  }
  expect(flood).toEqual([401, 401, 429, 429]);
  await narrow.close();
});
