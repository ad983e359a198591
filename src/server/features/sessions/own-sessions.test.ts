import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { cookieOf, PASSWORD, type Person, register, signIn } from "../accounts/testing/account-fixtures.ts";

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: "http://swideal.example" });
  other = await server.another();
});
afterAll(async () => {
  await other.close();
  await server.close();
});

interface Listed {
  readonly id: string;
  readonly current: boolean;
  readonly [key: string]: unknown;
}

const list = async ({ token }: Person, on = server): Promise<Listed[]> =>
  (await on.api.get("/me/sessions", { token })).body.items;
const currentOf = async (person: Person) => (await list(person)).find(({ current }) => current)?.id ?? "";
const end = ({ token }: Person, id: string) =>
  server.api.request("DELETE", `/api/v1/me/sessions/${id}`, { token });
const refresh = ({ cookie }: Person, on = server) =>
  on.api.post("/auth/refresh", undefined, { headers: { cookie } });

/** On another instance than the one that ended it. */
async function expectEnded(person: Person) {
  expect((await other.api.get("/me", { token: person.token })).body.code).toBe("unauthenticated");
  expect((await refresh(person, other)).status).toBe(401);
}

describe("one's own sessions", () => {
  it("are listed last used first, with where and by what each began", async () => {
    const first = await register(server);
    const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0" };
    const login = { email: first.email, password: PASSWORD };
    const second = await server.api.post("/auth/login", login, { headers });
    await register(server);
    const token = second.body.accessToken;
    const answer = await server.api.get("/me/sessions", { token });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.body.nextCursor).toBeNull();
    expect(answer.body.items).toMatchObject([
      { current: true, userAgent: headers["user-agent"], address: "127.0.0.1" },
      { current: false },
    ]);
    const [{ createdAt, expiresAt }] = answer.body.items;
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBeCloseTo(30 * 86_400_000, -3);

    expect((await refresh(first)).status).toBe(200);
    const [used] = await list(first);
    expect(used).toMatchObject({ current: true });
    expect(Date.parse(String(used?.lastUsedAt))).toBeGreaterThan(Date.parse(String(used?.createdAt)));
  });

  it("keep of a user agent its first 500 characters, as plain text", async () => {
    const { email } = await register(server);
    const headers = { "user-agent": `<b>a\tb\u0085c${"x".repeat(600)}` };
    const { body } = await server.api.post("/auth/login", { email, password: PASSWORD }, { headers });
    const [current] = (await server.api.get("/me/sessions", { token: body.accessToken })).body.items;
    expect(current.userAgent).toHaveLength(500);
    expect(current.userAgent).toMatch(/^<b>a b cx+$/);
  });

  it("that ended, expired or were not used for 14 days are not listed, nor ended again", async () => {
    const person = await register(server);
    const over: string[] = [];
    for (const change of [
      "ended_at = clock_timestamp()",
      "expires_at = clock_timestamp()",
      "last_used_at = clock_timestamp() - interval '14 days'",
    ]) {
      const id = await currentOf(await signIn(server, person.email));
      await server.sql(`update sessions set ${change} where id = $1`, [id]);
      over.push(id);
    }
    expect(await list(person)).toMatchObject([{ current: true }]);
    for (const id of over) expect((await end(person, id)).status).toBe(404);
  });
});

describe("ending a session", () => {
  it("holds on every instance at the next request, for its access and its refresh token", async () => {
    const person = await register(server);
    const lost = await signIn(server, person.email);
    expect((await end(person, await currentOf(lost))).status).toBe(204);
    await expectEnded(lost);
    expect(await list(person, other)).toMatchObject([{ current: true }]);
    expect((await refresh(person, other)).status).toBe(200);
    const entries = await server.sql(
      "select result from audit_entries where actor_id = $1 and action = 'session.end'",
      [person.id],
    );
    expect(entries).toEqual([{ result: "done" }]);
  });

  it("of another looks as ending one that does not exist, and ends nothing", async () => {
    const [person, stranger] = [await register(server), await register(server)];
    const id = await currentOf(person);
    const said = async (one: string) => {
      const { status, body } = await end(stranger, one);
      return { status, body: { ...body, requestId: null } };
    };
    const refused = await said(id);
    expect(refused.status).toBe(404);
    expect(await said("01900000-0000-7000-8000-000000000000")).toEqual(refused);
    expect(await said("x")).toEqual(refused);
    expect((await refresh(person)).status).toBe(200);
  });

  it("may be one's own, which is a logout", async () => {
    const person = await register(server);
    expect((await end(person, await currentOf(person))).status).toBe(204);
    await expectEnded(person);
  });

  it("for all the others leaves the one that asks", async () => {
    const person = await register(server);
    const others = [await signIn(server, person.email), await signIn(other, person.email)];
    const bystander = await register(server);
    const answer = await server.api.request("DELETE", "/api/v1/me/sessions", { token: person.token });
    expect(answer.status).toBe(204);
    for (const one of others) await expectEnded(one);
    expect((await refresh(person, other)).status).toBe(200);
    expect((await refresh(bystander)).status).toBe(200);
  });
});

describe("a sign-in beyond 100 sessions", () => {
  it("ends the one that was used least recently, and only that", async () => {
    const oldest = await register(server);
    await server.sql(
      `insert into sessions (user_id, expires_at, last_used_at)
       select $1, clock_timestamp() + interval '1 day', clock_timestamp() - interval '1 hour'
       from generate_series(1, 98)`,
      [oldest.id],
    );
    await server.sql(
      `update sessions set last_used_at = clock_timestamp() - interval '2 hours'
       where id = $1`,
      [await currentOf(oldest)],
    );
    await signIn(server, oldest.email);
    const last = await signIn(server, oldest.email);
    await expectEnded(oldest);
    expect(await list(last)).toHaveLength(100);
    const entries = await server.sql(
      "select resource_type from audit_entries where actor_id = $1 and action = 'session.end'",
      [oldest.id],
    );
    expect(entries).toEqual([{ resource_type: "session" }]);
  });

  it("stays at 100 when several come at once, on two instances", async () => {
    const person = await register(server);
    await server.sql(
      `insert into sessions (user_id, expires_at, last_used_at)
       select $1, clock_timestamp() + interval '1 day', clock_timestamp() - interval '1 hour'
       from generate_series(1, 99)`,
      [person.id],
    );
    const login = (on: TestServer) => on.api.post("/auth/login", { email: person.email, password: PASSWORD });
    const answers = await Promise.all([server, other, server, other, server, other].map(login));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const [row] = await server.sql<{ live: number }>(
      "select count(*) as live from sessions where user_id = $1 and ended_at is null",
      [person.id],
    );
    expect(row?.live).toBe(100);
    for (const answer of answers) {
      const headers = { cookie: cookieOf(answer) };
      expect((await server.api.post("/auth/refresh", undefined, { headers })).status).toBe(200);
    }
  });
});
