import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawnDuring } from "../../../../tests/support/drawn-bytes.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import {
  mailsTo,
  mailsWorkedOff,
  newAddress,
  PASSWORD,
  type Person,
  registerConfirmed,
  registration,
  signIn,
  tokenIn,
} from "./testing/account-fixtures.ts";

const NEXT = "deux chats gris sous la pluie";
const SITE = "https://swideal.example";

type Forgetful = Person & { readonly link: string };

let server: TestServer;
let forgetful: Forgetful[];
beforeAll(async () => {
  const environment = { EMAIL_VERIFICATION: "required", PUBLIC_URL: SITE };
  server = await startTestServer(environment, { jobs: true });
  forgetful = await Promise.all(Array.from({ length: 14 }, mailed));
}, 120_000);
afterAll(() => server.close());

const forgot = (email: string) => server.api.post("/auth/password/forgot", { email });
const reset = (token: string, password = NEXT) =>
  server.api.post("/auth/password/reset", { token, password });
const login = (email: string, password = NEXT) => server.api.post("/auth/login", { email, password });
const invalidToken = { status: 400, body: { errors: [{ path: "/token", code: "invalid_token" }] } };

async function mailed(): Promise<Forgetful> {
  const person = await registerConfirmed(server);
  await forgot(person.email);
  const [mail = ""] = await mailsTo(server, person.email, 1);
  return { ...person, link: tokenIn(mail) };
}

/** One of those whose mail has come, for one test alone. */
function someone(): Forgetful {
  const person = forgetful.pop();
  if (person === undefined) throw new Error("too few have forgotten their password");
  return person;
}

// At once, for each waits for mails.
describe.concurrent("a forgotten password", () => {
  it("is replaced by the link of a mail, in the account's language", async () => {
    const french = await registerConfirmed(server);
    const english = await registerConfirmed(server, { locale: "en", displayName: "https://evil.example" });
    expect(await forgot(french.email)).toMatchObject({ status: 202, body: { verification: "sent" } });
    await forgot(english.email.toUpperCase());
    const [inFrench = ""] = await mailsTo(server, french.email, 1);
    const [inEnglish = ""] = await mailsTo(server, english.email, 1);
    expect(inFrench).toContain(`${SITE}/mot-de-passe#token=`);
    expect(inFrench).toContain("dans l’heure");
    expect(inEnglish).toContain(`${SITE}/en/password#token=`);
    expect(inEnglish).toContain("within the hour");
    expect(inEnglish).not.toContain("evil.example");
    expect((await reset(tokenIn(inFrench))).status).toBe(204);
    expect((await login(french.email)).status).toBe(200);
    expect((await login(french.email, PASSWORD)).body.code).toBe("invalid_credentials");
  });

  it("is asked for where nobody has the address: the same answer, and no mail to anybody", async () => {
    const known = await registerConfirmed(server);
    const stranger = newAddress();
    const [here, nowhere] = [await forgot(known.email), await forgot(stranger)];
    expect(nowhere.status).toBe(here.status);
    expect(nowhere.text).toBe(here.text);
    expect([...nowhere.headers.keys()]).toEqual([...here.headers.keys()]);
    await mailsTo(server, known.email, 1);
    await mailsWorkedOff(server);
    expect(await mailsTo(server, stranger, 0)).toEqual([]);
  });

  it("once replaced, every session is over, also by its refresh cookie, and the owner is told", async () => {
    const person = someone();
    const elsewhere = await signIn(server, person.email);
    expect((await reset(person.link)).status).toBe(204);
    for (const { token, cookie } of [person, elsewhere]) {
      expect((await server.api.get("/me", { token })).status).toBe(401);
      const headers = { cookie, origin: SITE };
      expect((await server.api.post("/auth/refresh", undefined, { headers })).status).toBe(401);
    }
    const [, notice = ""] = await mailsTo(server, person.email, 2);
    expect(notice).toContain("vient d’être changé");
    expect(notice).not.toContain("#token");
  });

  it("replaced by whoever reads the mails confirms an address that was not", async () => {
    const asked = registration();
    await server.api.post("/auth/register", asked);
    await mailsTo(server, asked.email, 1);
    await forgot(asked.email);
    const [first = "", second = ""] = await mailsTo(server, asked.email, 2);
    expect((await reset(tokenIn(second))).status).toBe(204);
    expect((await login(asked.email)).body.user.emailVerified).toBe(true);
    expect((await server.api.post("/auth/email/verify", { token: tokenIn(first) })).status).toBe(400);
  });

  it("of a suspended account is replaced, and the account stays suspended", async () => {
    const person = someone();
    await server.sql("update users set suspended_at = clock_timestamp() where id = $1", [person.id]);
    expect((await reset(person.link)).status).toBe(204);
    expect((await login(person.email)).body.code).toBe("suspended");
  });

  it("of an account that has none is set", async () => {
    const person = await registerConfirmed(server);
    await server.sql("update users set password_hash = null where id = $1", [person.id]);
    await forgot(person.email);
    const [mail = ""] = await mailsTo(server, person.email, 1);
    expect((await reset(tokenIn(mail))).status).toBe(204);
    expect((await login(person.email)).status).toBe(200);
  });

  it("is not replaced by a common one, which costs the link nothing", async () => {
    const { email, link } = someone();
    const { status, body } = await reset(link, "motdepasse12345");
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path: "/password", code: "common_password" }]);
    expect((await reset(link, "trop court")).status).toBe(400);
    expect((await reset(link)).status).toBe(204);
    expect((await login(email)).status).toBe(200);
  });
});

describe.concurrent("the link of a forgotten password", () => {
  it("works once, also when it is used twice at the same time on two instances", async () => {
    const { email, link } = someone();
    // Mails that it sends lie where the others do.
    const other = await server.another({ DATA_DIR: server.dataDir });
    const use = (api: TestServer["api"], password: string) =>
      api.post("/auth/password/reset", { token: link, password });
    const answers = await Promise.all([use(server.api, `${NEXT} un`), use(other.api, `${NEXT} deux`)]);
    await other.close();
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400]);
    const winner = answers[0]?.status === 204 ? "un" : "deux";
    expect((await login(email, `${NEXT} ${winner}`)).status).toBe(200);
    expect(await reset(link)).toMatchObject(invalidToken);
  });

  it("is too old after an hour", async () => {
    const { id, email, link } = someone();
    const [row] = await server.sql<{ seconds: number }>(
      "select extract(epoch from expires_at - created_at)::float8 as seconds from mail_tokens where user_id = $1",
      [id],
    );
    expect(row?.seconds).toBeCloseTo(3_600, 0);
    await server.sql(
      "update mail_tokens set expires_at = clock_timestamp() - interval '2 minutes' where user_id = $1",
      [id],
    );
    expect(await reset(link)).toMatchObject(invalidToken);
    expect((await login(email, PASSWORD)).status).toBe(200);
  });

  it("is void once another was sent", async () => {
    const { email, link } = someone();
    await forgot(email);
    const [, second = ""] = await mailsTo(server, email, 2);
    expect(await reset(link)).toMatchObject(invalidToken);
    expect((await reset(tokenIn(second))).status).toBe(204);
  });

  it("is void once the account has another address", async () => {
    const { id, link } = someone();
    const other = newAddress();
    await server.sql("update users set email = $2, email_key = $2 where id = $1", [id, other]);
    expect(await reset(link)).toMatchObject(invalidToken);
    expect((await login(other, PASSWORD)).status).toBe(200);
  });

  it("changes one account's password, nobody else's", async () => {
    const [one, other] = [someone(), someone()];
    await reset(one.link);
    expect((await login(other.email, PASSWORD)).status).toBe(200);
    expect((await login(other.email)).status).toBe(401);
  });

  it("confirms no address, and a link that confirms an address changes no password", async () => {
    const { link } = someone();
    expect(await server.api.post("/auth/email/verify", { token: link })).toMatchObject(invalidToken);
    const asked = registration();
    await server.api.post("/auth/register", asked);
    const [mail = ""] = await mailsTo(server, asked.email, 1);
    expect(await reset(tokenIn(mail))).toMatchObject(invalidToken);
  });

  it("altered by a character, a case or a cut is none", async () => {
    const { email, link } = someone();
    const swapped = [...link]
      .map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()))
      .join("");
    const altered = [
      ...[link.slice(0, -1), link.slice(1), `${link}=`, ` ${link}`, swapped],
      ...[`${link.startsWith("A") ? "B" : "A"}${link.slice(1)}`, `${link}\u0000`, "' or true --", "x"],
    ];
    for (const token of altered) expect(await reset(token), token).toMatchObject(invalidToken);
    expect((await login(email, PASSWORD)).status).toBe(200);
  });

  it("comes from the system's own randomness, 256 bits for this link alone", async () => {
    const person = await registerConfirmed(server);
    const { result: link, drawn } = await drawnDuring(async () => {
      await forgot(person.email);
      const [mail = ""] = await mailsTo(server, person.email, 1);
      return tokenIn(mail);
    });
    expect(Buffer.from(link, "base64url")).toHaveLength(32);
    expect(drawn).toContain(link);
  });

  it("holds 256 random bits, and its hash alone is kept", async () => {
    const { link } = someone();
    expect(Buffer.from(link, "base64url")).toHaveLength(32);
    const rows = await server.sql(`
      select t::text as row from mail_tokens t union all select j::text from pgboss.job j
      union all select a::text from audit_entries a union all select d::text from audit_details d
    `);
    const hex = Buffer.from(link).toString("hex");
    for (const secret of [link, hex]) expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

it("a sign-in with the old password that began before the change and ends after it opens no session", async () => {
  const { id, email, link } = someone();
  for (let round = 0; round < 5; round++) {
    const signIns = Array.from({ length: 8 }, () => login(email, PASSWORD));
    await wait(5 * round);
    if (round === 2) expect((await reset(link)).status).toBe(204);
    await Promise.all(signIns);
  }
  const live = await server.sql("select id from sessions where user_id = $1 and ended_at is null", [id]);
  expect(live).toEqual([]);
});
