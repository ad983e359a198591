import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawnDuring } from "../../../../tests/support/drawn-bytes.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { cookieOf, PASSWORD, type Person, register, signIn } from "../accounts/testing/account-fixtures.ts";
import { deleteExpiredSessions } from "./session-queries.ts";

const [KEY, NEXT_KEY] = [randomBytes(32).toString("base64url"), randomBytes(32).toString("base64url")];

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  // In the middle of a rotation: both instances know both keys, the second already signs with the new one.
  server = await startTestServer({
    EMAIL_VERIFICATION: "off",
    PUBLIC_URL: "http://swideal.example",
    APP_KEYS: `${KEY},${NEXT_KEY}`,
  });
  other = await server.another({ APP_KEYS: `${NEXT_KEY},${KEY}` });
});
afterAll(async () => {
  await other.close();
  await server.close();
});

const refresh = (cookie: string, on = server) =>
  on.api.post("/auth/refresh", undefined, { headers: { cookie } });
/** Refreshes with success. */
const next = async (cookie: string, on = server) => cookieOf(await refresh(cookie, on));

/** As if the tokens used so far had been used that long ago. */
const age = (person: Person, seconds: number) =>
  server.sql(
    `update refresh_tokens set used_at = used_at - make_interval(secs => $2)
     from sessions where sessions.id = session_id and user_id = $1`,
    [person.id, seconds],
  );

async function expectEnded(person: Person, ...cookies: string[]) {
  for (const cookie of cookies) expect((await refresh(cookie)).status).toBe(401);
  expect((await server.api.get("/me", { token: person.token })).status).toBe(401);
  const reasons = await server.sql("select end_reason from sessions where user_id = $1", [person.id]);
  expect(reasons).toEqual([{ end_reason: "refresh_token_reused" }]);
  const entries = await server.sql(
    "select result from audit_entries where actor_id = $1 and action = 'session.refresh'",
    [person.id],
  );
  expect(entries).toEqual([{ result: "refused" }]);
}

describe("a refresh", () => {
  it("gives another refresh token, a new access token and the user", async () => {
    const person = await register(server);
    const response = await refresh(person.cookie);
    expect(response.status).toBe(200);
    expect(response.body.user.id).toBe(person.id);
    expect(cookieOf(response)).not.toBe(person.cookie);
    expect((await server.api.get("/me", { token: response.body.accessToken })).status).toBe(200);
    expect((await refresh(cookieOf(response))).status).toBe(200);
  });

  it("gives the live token's parent that same token again within 10 seconds", async () => {
    const person = await register(server);
    const successor = await next(person.cookie);
    expect(await next(person.cookie)).toBe(successor);
    await age(person, 8);
    expect(await next(person.cookie)).toBe(successor);
    expect((await refresh(successor)).status).toBe(200);
  });

  it("takes a parent that comes after 10 seconds for stolen, and ends the session", async () => {
    const person = await register(server);
    const live = await next(person.cookie);
    await age(person, 10);
    expect((await refresh(person.cookie)).body.code).toBe("unauthenticated");
    await expectEnded(person, person.cookie, live);
  });

  it("takes a grandparent for stolen, however soon it comes", async () => {
    const person = await register(server);
    const live = await next(await next(person.cookie));
    expect((await refresh(person.cookie)).status).toBe(401);
    await expectEnded(person, live);
  });

  it("leaves the user's other sessions alone when one was stolen", async () => {
    const person = await register(server);
    const credentials = { email: person.email, password: PASSWORD };
    const elsewhere = await server.api.post("/auth/login", credentials);
    await next(await next(person.cookie));
    expect((await refresh(person.cookie)).status).toBe(401);
    expect((await refresh(cookieOf(elsewhere))).status).toBe(200);
  });

  it("twenty at once on two instances, in the middle of a rotation of keys, leave one live token", async () => {
    const person = await register(server);
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => refresh(person.cookie, n % 2 === 0 ? server : other)),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const [successor = "", ...others] = new Set(responses.map(cookieOf));
    expect(others).toEqual([]);
    const [row] = await server.sql<{ live: string; all: string }>(
      `select count(*) filter (where used_at is null) as live, count(*) as all
       from refresh_tokens join sessions on sessions.id = session_id where user_id = $1`,
      [person.id],
    );
    expect(row).toEqual({ live: 1, all: 2 });
    expect((await refresh(successor, other)).status).toBe(200);
  });

  it("goes on after the keys changed, and a parent's successor is still found", async () => {
    const person = await register(server);
    const successor = await next(await next(person.cookie), other);
    expect((await refresh(successor)).status).toBe(200);
    const another = await register(other);
    const live = await next(another.cookie, other);
    expect(await next(another.cookie, server)).toBe(live);
  });

  it("begins with a token that comes from the system's own randomness, 256 bits at each sign-in", async () => {
    const { email } = await register(server);
    const { result: cookies, drawn } = await drawnDuring(async () => [
      (await signIn(server, email)).cookie,
      (await signIn(server, email)).cookie,
    ]);
    const tokens = cookies.map((cookie) => cookie.split("=")[1] ?? "");
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(drawn).toContain(token);
  });

  it("goes on with a token that only the installation's key gives: whoever has a token cannot work out the next", async () => {
    const person = await register(server);
    const stranger = await server.another({ APP_KEYS: randomBytes(32).toString("base64url") });
    const successor = await next(person.cookie);
    await server.sql(
      "delete from refresh_tokens where used_at is null and session_id in (select id from sessions where user_id = $1)",
      [person.id],
    );
    await server.sql(
      "update refresh_tokens set used_at = null where session_id in (select id from sessions where user_id = $1)",
      [person.id],
    );
    const elsewhere = await next(person.cookie, stranger);
    await stranger.close();
    expect(elsewhere).toMatch(/^swideal_refresh=[\w-]{43}$/);
    expect(elsewhere).not.toBe(successor);
  });

  it("keeps hashes alone", async () => {
    const person = await register(server);
    const successor = await next(person.cookie);
    const rows = JSON.stringify(
      await server.sql(
        "select t::text as row from refresh_tokens t union all select s::text from sessions s",
      ),
    );
    for (const cookie of [person.cookie, successor]) {
      const [, token = ""] = cookie.split("=");
      expect(Buffer.from(token, "base64url")).toHaveLength(32);
      for (const form of [token, Buffer.from(token).toString("hex"), hexOf(token)]) {
        expect(rows).not.toContain(form);
      }
    }
  });

  it("is refused to a suspended user, who may refresh again when the suspension ends", async () => {
    const person = await register(server);
    await server.sql("update users set suspended_at = clock_timestamp() where id = $1", [person.id]);
    const refused = await refresh(person.cookie);
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe("suspended");
    await server.sql("update users set suspended_at = null where id = $1", [person.id]);
    expect((await refresh(person.cookie)).status).toBe(200);
  });

  it.each([
    ["no cookie", ""],
    ["an empty one", "swideal_refresh="],
    ["one that was never ours", `swideal_refresh=${randomBytes(32).toString("base64url")}`],
    ["one out of form", "swideal_refresh=%00%ff'; drop table users"],
    ["one of 8,000 characters", `swideal_refresh=${"A".repeat(8_000)}`],
    ["another's name", `__Secure-swideal_refresh=${randomBytes(32).toString("base64url")}`],
  ])("with %s is refused", async (_, cookie) => {
    const response = await refresh(cookie);
    expect(response.status).toBe(401);
    expect(response.body.code).toBe("unauthenticated");
    expect(response.headers.get("set-cookie")).toBeNull();
  });
});

describe("a session", () => {
  const move = (person: Person, column: "expires_at" | "last_used_at", interval: string) =>
    server.sql(`update sessions set ${column} = ${column} - $2::interval where user_id = $1`, [
      person.id,
      interval,
    ]);

  it("ends 30 days after its sign-in, however much it was used", async () => {
    const person = await register(server);
    await move(person, "expires_at", "29 days 23 hours");
    const live = await next(person.cookie);
    await move(person, "expires_at", "1 hour");
    expect((await refresh(live)).body.code).toBe("token_expired");
    expect((await server.api.get("/me", { token: person.token })).status).toBe(401);
  });

  it("ends when it was not refreshed for 14 days", async () => {
    const person = await register(server);
    await move(person, "last_used_at", "13 days 23 hours");
    const live = await next(person.cookie);
    await move(person, "last_used_at", "14 days");
    expect((await refresh(live)).body.code).toBe("token_expired");
  });

  it("is deleted with its tokens once its 30 days are over, and not before", async () => {
    const [gone, kept] = [await register(server), await register(server)];
    await next(gone.cookie);
    await move(gone, "expires_at", "30 days");
    let deleted = 0;
    do {
      deleted = await server.resources.database.transaction((tx) => deleteExpiredSessions(tx, 1));
    } while (deleted > 0);
    const left = await server.sql("select user_id from sessions where user_id = any($1)", [
      [gone.id, kept.id],
    ]);
    expect(left).toEqual([{ user_id: kept.id }]);
    expect((await refresh(gone.cookie)).status).toBe(401);
    expect((await refresh(kept.cookie)).status).toBe(200);
  });
});

const hexOf = (token: string) => Buffer.from(token, "base64url").toString("hex");
