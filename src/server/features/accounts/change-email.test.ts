import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import {
  mailsTo,
  mailsWorkedOff,
  newAddress,
  PASSWORD,
  type Person,
  register,
  registerConfirmed,
  signIn,
  tokenIn,
} from "./testing/account-fixtures.ts";

const SITE = "https://swideal.example";
const invalidToken = { status: 400, body: { errors: [{ path: "/token", code: "invalid_token" }] } };

const ask = (server: TestServer, person: Person, changes: Record<string, unknown> = {}) =>
  server.api.post(
    "/me/email",
    { password: PASSWORD, email: newAddress(), ...changes },
    { token: person.token },
  );

// At once, for each waits for mails.
describe.concurrent("where addresses are verified, another address", () => {
  let server: TestServer;
  beforeAll(async () => {
    const environment = { EMAIL_VERIFICATION: "required", PUBLIC_URL: SITE };
    server = await startTestServer(environment, { jobs: true });
  });
  afterAll(() => server.close());

  const verify = (token: string, by?: string) =>
    server.api.post("/auth/email/verify", { token }, { token: by });
  const login = (email: string) => server.api.post("/auth/login", { email, password: PASSWORD });

  /** Somebody who asked for another address, and the token that was sent there. */
  async function asked(changes: Parameters<typeof registerConfirmed>[1] = {}) {
    const person = await registerConfirmed(server, changes);
    const email = newAddress();
    expect((await ask(server, person, { email })).status).toBe(202);
    const [mail = ""] = await mailsTo(server, email, 1);
    return { person, email, mail, link: tokenIn(mail) };
  }

  it("takes the place of the old one once its mail's link is used, and both are told", async () => {
    const { person, email, mail, link } = await asked({ displayName: "https://evil.example" });
    expect(mail).toContain(`${SITE}/verifier#token=`);
    expect((await login(email)).status).toBe(401);
    expect((await verify(link)).status).toBe(204);
    expect((await login(email)).body.user).toMatchObject({ id: person.id, email, emailVerified: true });
    expect((await login(person.email)).body.code).toBe("invalid_credentials");

    const [changing = "", changed = ""] = await mailsTo(server, person.email, 2);
    expect(changing).toContain("Une autre adresse vient d’être demandée");
    expect(changed).toContain("a désormais une autre adresse");
    for (const text of [mail, changing, changed]) expect(text).not.toMatch(/evil|Bonjour .+,/);
    for (const notice of [changing, changed]) expect(notice).not.toMatch(new RegExp(`#token|${email}`));
  });

  it("is written of in the account's language", async () => {
    const { person, mail } = await asked({ locale: "en" });
    expect(mail).toContain(`${SITE}/en/verify#token=`);
    expect(mail).toContain("This address was given for an account");
    const [notice = ""] = await mailsTo(server, person.email, 1);
    expect(notice).toContain("Another address has just been asked for");
  });

  it("ends every session but the one that confirms it", async () => {
    const { person, link } = await asked();
    const elsewhere = await signIn(server, person.email);
    expect((await verify(link, person.token)).status).toBe(204);
    expect((await server.api.get("/me", { token: person.token })).status).toBe(200);
    expect((await server.api.get("/me", { token: elsewhere.token })).status).toBe(401);
    const other = await asked();
    await verify(other.link);
    expect((await server.api.get("/me", { token: other.person.token })).status).toBe(401);
  });

  it("needs the current password, and changes nothing without it", async () => {
    const person = await registerConfirmed(server);
    const refused = await ask(server, person, { password: "ce n'est pas la bonne phrase" });
    expect([refused.status, refused.body.code]).toEqual([401, "invalid_credentials"]);
    expect((await ask(server, person, { password: undefined })).status).toBe(400);
    await server.sql("update users set password_hash = null where id = $1", [person.id]);
    expect((await ask(server, person)).body.code).toBe("invalid_credentials");
    expect(await server.sql("select id from email_changes where user_id = $1", [person.id])).toEqual([]);
  });

  it("that is somebody else's gets the same answer, and its owner is told instead", async () => {
    const owner = await registerConfirmed(server);
    const person = await registerConfirmed(server);
    const [taken, free] = [await ask(server, person, { email: owner.email }), await ask(server, person)];
    expect([taken.status, taken.text]).toEqual([free.status, free.text]);
    expect([...taken.headers.keys()]).toEqual([...free.headers.keys()]);

    const again = await registerConfirmed(server);
    await ask(server, again, { email: owner.email.toUpperCase() });
    const [mail = ""] = await mailsTo(server, owner.email, 1);
    expect(mail).toContain("où vous en avez déjà un");
    expect(mail).not.toContain("#token");
    // Who asked learns as much as for a free address: that one was asked for.
    const [notice = ""] = await mailsTo(server, again.email, 1);
    expect(notice).toContain("Une autre adresse vient d’être demandée");
  });

  it("is given to one of two who asked for the same", async () => {
    const email = newAddress();
    const [one, other] = [await registerConfirmed(server), await registerConfirmed(server)];
    await Promise.all([ask(server, one, { email }), ask(server, other, { email })]);
    const mails = await mailsTo(server, email, 2);
    const answers = await Promise.all(mails.map((mail) => verify(tokenIn(mail))));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400]);
    expect(await server.sql("select id from users where email = $1", [email])).toHaveLength(1);
  });

  it("cannot be swapped for another's by two who confirm at once", async () => {
    const [one, other] = [await asked(), await asked()];
    const third = newAddress();
    await server.sql("update email_changes set new_email = $2 where user_id = $1", [one.person.id, third]);
    await server.sql("update mail_tokens set email = $2 where user_id = $1", [one.person.id, third]);
    await server.sql("update email_changes set new_email = $2 where user_id = $1", [
      other.person.id,
      one.person.email,
    ]);
    await server.sql("update mail_tokens set email = $2 where user_id = $1", [
      other.person.id,
      one.person.email,
    ]);
    // `other` wants the address that `one` is about to leave: never do both hold it.
    const answers = await Promise.all([verify(one.link), verify(other.link)]);
    expect(answers[0]?.status).toBe(204);
    expect([204, 400]).toContain(answers[1]?.status);
    const rows = await server.sql<{ email: string }>(
      "select email from users where id = any($1) order by email",
      [[one.person.id, other.person.id]],
    );
    expect(new Set(rows.map(({ email }) => email)).size).toBe(2);
  });

  it("is confirmed once, within the hour, by the last link alone", async () => {
    const { person, link } = await asked();
    const both = await Promise.all([verify(link), verify(link)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 400]);

    const late = await asked();
    const [row] = await server.sql<{ seconds: number }>(
      "select extract(epoch from expires_at - created_at)::float8 as seconds from mail_tokens where user_id = $1",
      [late.person.id],
    );
    expect(row?.seconds).toBeCloseTo(3_600, 0);
    await server.sql(
      "update mail_tokens set expires_at = clock_timestamp() - interval '2 minutes' where user_id = $1",
      [late.person.id],
    );
    expect(await verify(late.link)).toMatchObject(invalidToken);

    const twice = await asked();
    const second = newAddress();
    await ask(server, twice.person, { email: second });
    expect(await verify(twice.link)).toMatchObject(invalidToken);
    const [mail = ""] = await mailsTo(server, second, 1);
    expect((await verify(tokenIn(mail))).status).toBe(204);
    expect(person.id).not.toBe(twice.person.id);
  });

  it("is given up when the password changes before it is confirmed", async () => {
    const { person, email, link } = await asked();
    const body = { password: PASSWORD, newPassword: "deux chats gris sous la pluie" };
    await server.api.post("/me/password", body, { token: person.token });
    expect(await verify(link)).toMatchObject(invalidToken);
    expect((await login(email)).status).toBe(401);
  });

  it("resets no password by its link, and leaves no address or token in jobs and audit entries", async () => {
    const { person, email, link } = await asked();
    const body = { token: link, password: "deux chats gris sous la pluie" };
    expect(await server.api.post("/auth/password/reset", body)).toMatchObject(invalidToken);
    await verify(link);
    await mailsWorkedOff(server);
    const rows = await server.sql(`
      select j::text as row from pgboss.job j
      union all select a::text from audit_entries a union all select d::text from audit_details d
    `);
    for (const kept of [email, person.email, link]) expect(JSON.stringify(rows)).not.toContain(kept);
  });

  it("is audited when it is asked for and when it is taken", async () => {
    const { person, link } = await asked();
    await verify(link);
    const entries = await server.sql<{ action: string }>(
      "select action from audit_entries where resource_id = $1 and action like '%email%' order by at",
      [person.id],
    );
    expect(entries.map(({ action }) => action)).toEqual(["account.ask_email_change", "account.change_email"]);
  });
});

describe("where addresses are not verified, another address", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: SITE }, { jobs: true });
  });
  afterAll(() => server.close());

  it("is there at once, the other sessions are over, and the old one is told", async () => {
    const person = await register(server);
    const elsewhere = await signIn(server, person.email);
    const email = newAddress();
    const { status, body } = await ask(server, person, { email });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: person.id, email, emailVerified: false });
    expect((await server.api.get("/me", { token: person.token })).body.email).toBe(email);
    expect((await server.api.get("/me", { token: elsewhere.token })).status).toBe(401);
    const [notice = ""] = await mailsTo(server, person.email, 1);
    expect(notice).toContain("a désormais une autre adresse");
  });

  it("that is somebody else's is refused, whatever its case", async () => {
    const [person, owner] = [await register(server), await register(server)];
    const { status, body } = await ask(server, person, { email: owner.email.toUpperCase() });
    expect([status, body.code]).toEqual([409, "email_taken"]);
    expect((await server.api.get("/me", { token: person.token })).body.email).toBe(person.email);
  });

  it("may be one's own in another case", async () => {
    const person = await register(server);
    const email = person.email.toUpperCase();
    expect((await ask(server, person, { email })).body.email).toBe(email);
  });

  it("is given to one of ten who ask at once", async () => {
    const email = newAddress();
    const people = await Promise.all(Array.from({ length: 10 }, () => register(server)));
    const answers = await Promise.all(people.map((person) => ask(server, person, { email })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
  });

  it.each(["jean", "jean@exemple.fr\r\nBcc: tous@exemple.fr", "a@b.fr,c@d.fr", "Jean <jean@exemple.fr>"])(
    "%j is none",
    async (email) => {
      const { status, body } = await ask(server, await register(server), { email });
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ path: "/email" }]);
    },
  );
});
