import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { mailsTo, PASSWORD, type Person, register, signIn } from "./testing/account-fixtures.ts";

const NEXT = "deux chats gris sous la pluie";
const SITE = "https://swideal.example";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: SITE }, { jobs: true });
});
afterAll(() => server.close());

const change = (person: Person, changes: Record<string, unknown> = {}) =>
  server.api.post(
    "/me/password",
    { password: PASSWORD, newPassword: NEXT, ...changes },
    { token: person.token },
  );
const login = (email: string, password: string) => server.api.post("/auth/login", { email, password });
const isLive = async ({ token }: Person) => (await server.api.get("/me", { token })).status === 200;
const refresh = ({ cookie }: Person) =>
  server.api.post("/auth/refresh", undefined, { headers: { cookie, origin: SITE } });

describe("changing one's password", () => {
  it("makes the new one fit and the old one not", async () => {
    const person = await register(server);
    expect((await change(person)).status).toBe(204);
    expect((await login(person.email, PASSWORD)).body.code).toBe("invalid_credentials");
    expect((await login(person.email, NEXT)).status).toBe(200);
  });

  it("needs the current password, and changes nothing without it", async () => {
    const person = await register(server);
    for (const password of ["", NEXT, `${PASSWORD} `]) {
      const { status, body } = await change(person, { password });
      expect([status, body.code]).toEqual([401, "invalid_credentials"]);
    }
    expect((await change(person, { password: undefined })).status).toBe(400);
    expect((await login(person.email, PASSWORD)).status).toBe(200);
  });

  it("needs a session", async () => {
    const { status, body } = await server.api.post("/me/password", { password: PASSWORD, newPassword: NEXT });
    expect([status, body.code]).toEqual([401, "unauthenticated"]);
  });

  it("ends the other sessions, on every instance, and keeps the own one", async () => {
    const person = await register(server);
    const elsewhere = await signIn(server, person.email);
    const other = await server.another();
    try {
      expect((await change(person)).status).toBe(204);
      expect((await other.api.get("/me", { token: elsewhere.token })).status).toBe(401);
      expect((await refresh(elsewhere)).status).toBe(401);
      expect((await other.api.get("/me", { token: person.token })).status).toBe(200);
      expect((await refresh(person)).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it("leaves the other sessions when that is asked for", async () => {
    const person = await register(server);
    const elsewhere = await signIn(server, person.email);
    expect((await change(person, { endOtherSessions: false })).status).toBe(204);
    expect(await isLive(elsewhere)).toBe(true);
  });

  it("is told to the owner, in the owner's language, with nothing in it that opens the account", async () => {
    const french = await register(server);
    const english = await register(server, { locale: "en", displayName: "Win at https://evil.example" });
    await Promise.all([change(french), change(english)]);
    const [inFrench = ""] = await mailsTo(server, french.email, 1);
    const [inEnglish = ""] = await mailsTo(server, english.email, 1);
    expect(inFrench).toContain("vient d’être changé");
    expect(inFrench).toContain(`${SITE}/mot-de-passe-oublie`);
    expect(inEnglish).toContain("has just been changed");
    expect(inEnglish).toContain(`${SITE}/en/forgot-password`);
    expect(inEnglish).not.toContain("evil.example");
    for (const mail of [inFrench, inEnglish]) expect(mail).not.toMatch(/#token|phrase de passe|chats/);
  });

  it("makes what was sent before lead nowhere", async () => {
    const person = await register(server);
    await server.sql(
      `insert into mail_tokens (token_hash, user_id, purpose, email, expires_at)
       select sha256('before'), id, 'reset_password', email, clock_timestamp() + interval '1 hour'
       from users where id = $1`,
      [person.id],
    );
    await change(person);
    const reset = await server.api.post("/auth/password/reset", { token: "before", password: PASSWORD });
    expect(reset.body.errors).toMatchObject([{ path: "/token", code: "invalid_token" }]);
  });

  it("is done by one of two who ask at once with the same password", async () => {
    const person = await register(server);
    const answers = await Promise.all([
      change(person, { newPassword: `${NEXT} un` }),
      change(person, { newPassword: `${NEXT} deux` }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
    const [first, second] = await Promise.all([
      login(person.email, `${NEXT} un`),
      login(person.email, `${NEXT} deux`),
    ]);
    expect([first.status, second.status]).toEqual(answers[0]?.status === 204 ? [200, 401] : [401, 200]);
  });

  it("is refused to an account that is suspended, and to one without a password", async () => {
    const suspended = await register(server);
    await server.sql("update users set suspended_at = clock_timestamp() where id = $1", [suspended.id]);
    expect((await change(suspended)).status).toBe(401);
    const without = await register(server);
    await server.sql("update users set password_hash = null where id = $1", [without.id]);
    expect((await change(without)).body.code).toBe("invalid_credentials");
  });

  it("is audited, refusals too, without the passwords", async () => {
    const person = await register(server);
    await change(person, { password: "ce n'est pas la bonne phrase" });
    await change(person);
    const entries = () =>
      server.sql<{ action: string; result: string }>(
        "select action, result from audit_entries where resource_id = $1 and action <> 'account.register' order by action",
        [person.id],
      );
    await expect.poll(entries).toEqual([
      { action: "account.change_password", result: "done" },
      { action: "account.reauthenticate", result: "refused" },
    ]);
    const kept = JSON.stringify(await server.sql("select * from audit_details"));
    for (const secret of [PASSWORD, NEXT, "la bonne phrase"]) expect(kept).not.toContain(secret);
  });
});
