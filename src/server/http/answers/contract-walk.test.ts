import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, offerInput, PASSWORD, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { mailsTo } from "../../features/accounts/testing/account-fixtures.ts";

let server: TestServer;
let client: Person;
let missionId: string;
let conversationId: string;
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document, walked by name
let document: any;

/** An account of every role, with something in every list. */
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server);
  await server.sql("update users set roles = '{client,provider,moderator,admin}' where id = $1", [
    client.userId,
  ]);
  missionId = (await client.post("/missions", missionInput())).body.id;
  const provider = await person(server, "Volt & Fils");
  const { body: offer } = await provider.post(`/missions/${missionId}/offers`, offerInput(300_000));
  const said = await client.post(`/offers/${offer.id}/messages`, { text: "Quand pouvez-vous venir ?" });
  conversationId = said.body.conversationId;
  const other = (await provider.post("/missions", missionInput())).body.id;
  await client.post(`/missions/${other}/offers`, offerInput(300_000));
  document = (await server.api.request("GET", "/openapi.json")).body;
});
afterAll(() => server.close());

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: { in: string; name: string }[];
}

function operations(): Operation[] {
  return Object.entries<Record<string, { parameters?: Operation["parameters"] }>>(document.paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [] }]) => ({ method, path, parameters })),
  );
}

/** Every GET, with ids of what exists and some of each list's parameters. */
function readings(): string[] {
  const queries: Record<string, string[]> = {
    "/api/v1/missions": [
      "",
      "?q=électricité",
      "?sort=distance&lat=45.76&lng=4.83&radiusKm=50",
      "?sort=budget",
    ],
    "/api/v1/missions/suggest": ["?q=elec"],
    "/api/v1/places": ["?q=lyon"],
    "/api/v1/places/at": ["?lat=45.76&lng=4.85"],
    "/api/v1/admin/users": ["", "?q=example"],
    "/api/v1/admin/missions": ["?status=disputed"],
  };
  return operations()
    .filter(({ method }) => method === "get")
    .flatMap(({ path }) => {
      const ids = { parties: client.partyId, conversations: conversationId };
      const id = ids[path.split("/")[3] as keyof typeof ids] ?? missionId;
      return (queries[path] ?? [""]).map((query) => path.replace("{id}", id) + query);
    });
}

test("every body of the API says its type and its encoding, refusals included", async () => {
  for (const path of readings()) {
    const good = await server.api.request("GET", path, { token: client.token });
    // What is there only after an award, a report, a dispute or a request is a refusal before it.
    const absent =
      good.status >= 400 &&
      /contact|work-address|award|receipt|record|me\/export\/|erasures|admin\/.*messages/.test(path);
    const type = path.endsWith("/events")
      ? "text/event-stream"
      : `application/${absent ? "problem+json" : "json"}`;
    expect([path, good.headers.get("content-type")]).toEqual([path, `${type}; charset=utf-8`]);
  }
  for (const { method, path } of operations()) {
    const target = path.replace("{id}", "00000000-0000-7000-8000-000000000000");
    const headers = { authorization: "Bearer none", accept: "text/html" };
    const { status, headers: answer } = await server.api.request(method.toUpperCase(), target, { headers });
    if (!path.startsWith("/api/")) continue;
    const got = [method, path, status, answer.get("content-type")];
    expect(got).toEqual([method, path, 401, "application/problem+json; charset=utf-8"]);
  }
});

describe("no secret travels in an address", () => {
  test("no route takes one in its path or its query", () => {
    const names = operations().flatMap(({ method, path, parameters }) =>
      parameters.filter((one) => one.in !== "header").map(({ name }) => `${method} ${path} ${name}`),
    );
    expect(names.length).toBeGreaterThan(20);
    expect(
      names.filter((name) => /(token|password|secret|totp|code|key|credential|email)\w*$/i.test(name)),
    ).toEqual([]);
  });

  test("an access token in the query is no sign-in, and one in a cookie neither", async () => {
    for (const name of ["access_token", "token", "authorization"]) {
      const { status } = await server.api.request("GET", `/api/v1/me?${name}=${client.token}`);
      expect([name, [400, 401].includes(status)]).toEqual([name, true]);
    }
    const headers = { cookie: `access_token=${client.token}; swideal_refresh=${client.token}` };
    expect((await server.api.get("/me", { headers })).status).toBe(401);
  });

  test("nor does a refresh token in a body: it comes in the cookie alone", async () => {
    const account = { email: "cookie@example.org", password: PASSWORD, displayName: "Zoé Lacombe" };
    const registered = await server.api.post("/auth/register", account);
    const signedIn = await server.api.post("/auth/login", { email: account.email, password: PASSWORD });
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    const refreshed = await server.api.post("/auth/refresh", undefined, { headers: { cookie } });
    for (const answer of [registered, signedIn, refreshed]) {
      const token = /^swideal_refresh=([^;]{30,})/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
      expect(token).toBeDefined();
      expect(answer.text).not.toContain(token);
      expect(Object.keys(answer.body).sort()).toEqual(["accessToken", "accessTokenExpiresAt", "user"]);
    }
  });

  test("the links of mails carry their token behind the #, which browsers send to nobody", async () => {
    const proving = await startTestServer({ EMAIL_VERIFICATION: "required" }, { jobs: true });
    const account = { email: "zoe@example.org", password: PASSWORD, displayName: "Zoé Lacombe" };
    await proving.api.post("/auth/register", account);
    await mailsTo(proving, account.email, 1);
    await proving.sql("update users set email_verified_at = now()");
    await proving.api.post("/auth/password/forgot", { email: account.email });
    const { body } = await proving.api.post("/auth/login", { email: account.email, password: PASSWORD });
    const change = { password: PASSWORD, email: "zoe.lacombe@example.org" };
    expect((await proving.api.post("/me/email", change, { token: body.accessToken })).status).toBe(202);
    const mails = await mailsTo(proving, account.email, 3);
    mails.push(...(await mailsTo(proving, change.email, 1)));
    const links = mails.flatMap((mail) =>
      Array.from(mail.matchAll(/https?:\/\/[^\s<>"]+/g), ([link]) => link),
    );
    expect(links.filter((link) => link.includes("#token=")).length).toBeGreaterThanOrEqual(3);
    for (const { hash, search, pathname } of links.map((link) => new URL(link.replace(/[.,]$/, "")))) {
      expect([search, pathname]).toEqual(["", expect.stringMatching(/^\/[a-z/-]*$/)]);
      if (hash !== "") expect(hash).toMatch(/^#token=[\w-]{40,}$/);
    }
    await proving.close();
  });
});
