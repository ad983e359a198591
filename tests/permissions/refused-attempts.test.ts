import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moderator, PASSWORD, type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let someone: Person;
beforeAll(async () => {
  server = await startTestServer({
    PUBLIC_URL: "https://swideal.example",
    RATE_LIMITS: "on",
    RATE_LIMIT_GLOBAL: "1000/600",
    RATE_LIMIT_LOGIN: "40/600",
  });
  someone = await person(server);
});
afterAll(() => server.close());

interface Entry {
  readonly action: string;
  readonly actor: string | null;
  readonly account: string | null;
  readonly reason: string;
  readonly route: string;
}

const refused = () =>
  server.sql<Entry>(
    `select e.action, e.actor_id as actor, e.resource_id as account, d.changes ->> 'reason' as reason, d.changes ->> 'route' as route
     from audit_entries e join audit_details d on d.entry_at = e.at and d.entry_id = e.id where e.result = 'refused'`,
  );
const login = (email: string, password: string, on = server) =>
  on.api.post("/auth/login", { email, password });

describe("the log of actions holds", () => {
  it("a wrong password, for an account and for none, without what was typed", async () => {
    const typed = "personne-de-connu@exemple.fr";
    await login(someone.email, "ce n'est pas la bonne phrase");
    await login(typed, "ce n'est pas la bonne phrase");
    const attempt = {
      action: "session.login",
      actor: null,
      reason: "password",
      route: "POST /api/v1/auth/login",
    };
    await expect.poll(refused).toContainEqual({ ...attempt, account: someone.userId });
    await expect.poll(refused).toContainEqual({ ...attempt, account: null });
    const all = await server.sql(
      "select e::text from audit_entries e union all select d::text from audit_details d",
    );
    for (const secret of [typed, someone.email, "la bonne phrase"])
      expect(JSON.stringify(all)).not.toContain(secret);
  });

  it("what a user lacked the permission for", async () => {
    expect((await someone.get("/admin/users")).status).toBe(403);
    await expect.poll(refused).toContainEqual(
      expect.objectContaining({
        actor: someone.userId,
        reason: "forbidden",
        route: "GET /api/v1/admin/users",
      }),
    );
  });

  it("a permission that a moderator lacks, under the action that was tried", async () => {
    const maud = await moderator(server);
    const ending = `/api/v1/admin/users/${someone.userId}/sessions`;
    expect(
      (await server.api.request("DELETE", ending, { token: maud.token, body: { reason: "Plainte" } })).status,
    ).toBe(403);
    await expect
      .poll(refused)
      .toContainEqual(
        expect.objectContaining({ action: "user.end_sessions", actor: maud.userId, reason: "forbidden" }),
      );
  });

  it("a forged access token, a refresh token and a token of a mail that are none of ours; not one that has ended", async () => {
    const [head = "", claims = "", signature = ""] = someone.token.split(".");
    const forged = `${head}.${claims}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    expect((await server.api.get("/me", { token: forged })).status).toBe(401);
    await server.api.post("/auth/refresh", undefined, {
      headers: { cookie: `swideal_refresh=${"a".repeat(43)}; __Secure-swideal_refresh=${"a".repeat(43)}` },
    });
    await server.api.post("/auth/password/reset", { token: "b".repeat(43), password: PASSWORD });
    const attempts = async () => (await refused()).map(({ action, reason }) => `${action} ${reason}`);
    await expect.poll(attempts).toContain("session.use forged_token");
    await expect.poll(attempts).toContain("session.refresh unknown_token");
    await expect.poll(attempts).toContain("account.reset_password invalid_token");
    const before = (await refused()).length;
    const gone = await person(server);
    await server.api.post("/auth/logout", undefined, { token: gone.token });
    expect((await server.api.get("/me", { token: gone.token })).status).toBe(401);
    expect((await refused()).filter(({ actor, account }) => [actor, account].includes(gone.userId))).toEqual(
      [],
    );
    expect(before).toBeGreaterThan(2);
  });

  it("a limit that was passed, by whom", async () => {
    const narrow = await server.another({ RATE_LIMIT_GLOBAL: "3/600" });
    try {
      const statuses = [];
      for (let n = 0; n < 5; n++)
        statuses.push((await narrow.api.get("/me", { token: someone.token })).status);
      expect(statuses).toContain(429);
      await expect
        .poll(refused)
        .toContainEqual(expect.objectContaining({ account: someone.userId, reason: "rate_limited" }));
    } finally {
      await narrow.close();
    }
  });
});

it("nobody waits for an entry: a sign-in is refused while none can be written, and its entry comes when it can", async () => {
  const other = await person(server);
  const count = async () => (await refused()).filter(({ account }) => account === other.userId).length;
  const client = new pg.Client(server.access.owner);
  await client.connect();
  await client.query("begin; lock table audit_entries in access exclusive mode");
  try {
    expect((await login(other.email, "pas la bonne")).status).toBe(401);
  } finally {
    await client.query("commit");
    await client.end();
  }
  await expect.poll(count).toBe(1);
});

it("what waits is written when the program ends", async () => {
  const other = await person(server);
  const instance = await server.another();
  await login(other.email, "pas la bonne", instance);
  await login(other.email, "pas la bonne", instance);
  await instance.close();
  expect((await refused()).filter(({ account }) => account === other.userId).length).toBeGreaterThan(0);
});
