import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { PASSWORD, type Person, register, signIn } from "../accounts/testing/account-fixtures.ts";

/** What one instance was told, every other knows at the next request: no second passes. */
let one: TestServer;
let two: TestServer;
let three: TestServer;
let admin: Person;
beforeAll(async () => {
  const environment = { EMAIL_VERIFICATION: "off", PUBLIC_URL: "http://swideal.example" };
  one = await startTestServer(environment, { jobs: true });
  [two, three] = await Promise.all([one.another(), one.another()]);
  admin = await register(one);
  await one.sql("update users set roles = array['admin'] where id = $1", [admin.id]);
});
afterAll(async () => {
  await Promise.all([two.close(), three.close()]);
  await one.close();
});

const refresh = (on: TestServer, { cookie }: Person) =>
  on.api.post("/auth/refresh", undefined, { headers: { cookie } });

/** Known to every instance as signed in. */
async function signedInEverywhere(): Promise<Person> {
  const person = await register(one);
  for (const on of [one, two, three]) {
    expect((await on.api.get("/me", { token: person.token })).status).toBe(200);
  }
  return person;
}

async function expectEndedEverywhere(person: Person) {
  for (const on of [two, three, one]) {
    const refused = await on.api.get("/me", { token: person.token });
    expect([refused.status, refused.body.code]).toEqual([401, "unauthenticated"]);
    expect((await refresh(on, person)).status).toBeGreaterThanOrEqual(401);
  }
}

const change = (id: string, body: object) =>
  one.api.patch(`/admin/users/${id}`, { reason: "essai", ...body }, { token: admin.token });

describe("at the next request on every instance", () => {
  it("a logout holds", async () => {
    const person = await signedInEverywhere();
    await one.api.post("/auth/logout", undefined, { token: person.token });
    await expectEndedEverywhere(person);
  });

  it("a change of password holds for the other sessions, or not, as its owner says", async () => {
    for (const endOtherSessions of [undefined, true, false]) {
      const person = await signedInEverywhere();
      const other = await signIn(two, person.email);
      const newPassword = "encore une phrase, bien plus longue";
      const body = { password: PASSWORD, newPassword, endOtherSessions };
      expect((await one.api.post("/me/password", body, { token: person.token })).status).toBe(204);
      expect((await three.api.get("/me", { token: person.token })).status).toBe(200);
      if (endOtherSessions === false) {
        expect((await three.api.get("/me", { token: other.token })).status).toBe(200);
      } else await expectEndedEverywhere(other);
      const old = { email: person.email, password: PASSWORD };
      expect((await three.api.post("/auth/login", old)).status).toBe(401);
    }
  });

  it("a suspension holds, and what it ended is over for good: whoever is let back signs in anew", async () => {
    const person = await signedInEverywhere();
    expect((await change(person.id, { suspended: true })).status).toBe(200);
    await expectEndedEverywhere(person);
    const credentials = { email: person.email, password: PASSWORD };
    expect((await three.api.post("/auth/login", credentials)).body.code).toBe("suspended");
    expect((await change(person.id, { suspended: false })).status).toBe(200);
    await expectEndedEverywhere(person);
    expect((await three.api.post("/auth/login", credentials)).status).toBe(200);
  });

  it("a suspension that the account alone tells of holds, whatever became of its sessions", async () => {
    const person = await signedInEverywhere();
    await one.sql("update users set suspended_at = clock_timestamp() where id = $1", [person.id]);
    await expectEndedEverywhere(person);
  });

  it("another role holds, for what it permits and for what it no longer does", async () => {
    const person = await signedInEverywhere();
    const users = (on: TestServer) => on.api.get("/admin/users", { token: person.token });
    expect((await users(two)).status).toBe(403);
    expect((await change(person.id, { roles: ["client", "moderator"] })).status).toBe(200);
    for (const on of [two, three]) expect((await users(on)).status).toBe(200);
    expect((await change(person.id, { roles: ["client"] })).status).toBe(200);
    for (const on of [two, three]) expect((await users(on)).status).toBe(403);
  });

  it("the end of all sessions by an administrator holds", async () => {
    const person = await signedInEverywhere();
    const elsewhere = await signIn(three, person.email);
    const ended = await one.api.request("DELETE", `/api/v1/admin/users/${person.id}/sessions`, {
      body: { reason: "appareil volé" },
      token: admin.token,
    });
    expect(ended.status).toBe(204);
    await expectEndedEverywhere(person);
    await expectEndedEverywhere(elsewhere);
  });

  it("a stolen refresh token's return ends the session", async () => {
    const person = await signedInEverywhere();
    const first = await refresh(one, person);
    const live = first.headers.get("set-cookie")?.split(";")[0] ?? "";
    await refresh(two, { ...person, cookie: live });
    expect((await refresh(three, person)).status).toBe(401);
    await expectEndedEverywhere(person);
  });
});
