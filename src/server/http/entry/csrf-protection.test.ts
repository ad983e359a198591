import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, PASSWORD, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

const LISTED = "https://partner.example";
let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer({ CORS_ORIGINS: LISTED });
  client = await person(server);
});
afterAll(() => server.close());

const signIn = (headers: Record<string, string>) =>
  server.api.post("/auth/login", { email: client.email, password: PASSWORD }, { headers });

const foreign: [string, Record<string, string>][] = [
  ["another site", { origin: "https://evil.example" }],
  ["a sandboxed frame", { origin: "null" }],
  ["another port of our host", { origin: "http://localhost:1" }],
  ["our host by https", { origin: "https://localhost" }],
  ["a name that begins like a listed one", { origin: `${LISTED}.evil.example` }],
  ["another site, said by the browser alone", { "sec-fetch-site": "cross-site" }],
  ["a neighbour of our domain, said by the browser alone", { "sec-fetch-site": "same-site" }],
  ["a word that no browser says", { "sec-fetch-site": "whatever" }],
];

describe("a page of another origin cannot sign its visitor in, even with the right password", () => {
  for (const [name, headers] of foreign) {
    test(name, async () => {
      const { status, body, headers: answer } = await signIn(headers);
      expect([status, body.code, answer.get("set-cookie")]).toEqual([403, "forbidden", null]);
    });
  }
});

test("nor write, change, remove, register, renew or end a session", async () => {
  const count = async () => (await server.sql("select count(*) as n from missions"))[0];
  const before = await count();
  const asked: [string, string, unknown][] = [
    ["POST", "/api/v1/missions", missionInput()],
    ["PATCH", "/api/v1/me", { displayName: "Mallory" }],
    ["DELETE", "/api/v1/me/sessions", undefined],
    ["POST", "/api/v1/auth/register", { email: "m@example.org", password: PASSWORD, displayName: "Mallory" }],
    ["POST", "/api/v1/auth/refresh", undefined],
    ["POST", "/api/v1/auth/logout", undefined],
    ["PUT", "/api/v1/nothing", {}],
  ];
  for (const [method, path, body] of asked) {
    const headers = { origin: "https://evil.example" };
    const { status } = await server.api.request(method, path, { body, headers, token: client.token });
    expect([method, path, status]).toEqual([method, path, 403]);
  }
  expect(await count()).toEqual(before);
});

describe("what is ours, listed or no browser passes", () => {
  const cases: [string, () => Record<string, string>][] = [
    ["our own page", () => ({ origin: server.publicUrl, "sec-fetch-site": "same-origin" })],
    ["our own page by the other name of this machine", () => ({ origin: server.url })],
    ["a listed origin", () => ({ origin: LISTED, "sec-fetch-site": "cross-site" })],
    ["our own page without an Origin", () => ({ "sec-fetch-site": "same-origin" })],
    ["a person's own doing", () => ({ "sec-fetch-site": "none" })],
    ["a program", () => ({})],
  ];
  for (const [name, headers] of cases) {
    test(name, async () => expect((await signIn(headers())).status).toBe(200));
  }
});

test("reading is for everyone: a page elsewhere may link to us", async () => {
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  expect((await server.api.get("/categories", { headers })).status).toBe(200);
});

test("where the public name is no localhost, 127.0.0.1 is a stranger", async () => {
  const named = await server.another({ PUBLIC_URL: "https://swideal.example" });
  const login = (origin: string) =>
    named.api.post("/auth/login", { email: client.email, password: PASSWORD }, { headers: { origin } });
  expect((await login("https://swideal.example")).status).toBe(200);
  for (const origin of [named.url, "http://swideal.example", "https://swideal.example:8443"]) {
    expect([origin, (await login(origin)).status]).toEqual([origin, 403]);
  }
  await named.close();
});
