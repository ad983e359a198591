import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { accountMails } from "./account-jobs.ts";
import { mailsTo, newAddress, PASSWORD, registration, tokenIn } from "./testing/account-fixtures.ts";

const OTHER_PASSWORD = "une tout autre phrase de passe";
const SITE = "https://swideal.example";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "required", PUBLIC_URL: SITE });
  await server.resources.jobs.start();
});
afterAll(() => server.close());

const ask = (changes: Record<string, unknown>) => server.api.post("/auth/register", registration(changes));
const login = (email: string, password = PASSWORD) => server.api.post("/auth/login", { email, password });
const verify = (token: string) => server.api.post("/auth/email/verify", { token });

async function confirmed(): Promise<string> {
  const email = newAddress();
  await ask({ email });
  const [mail = ""] = await mailsTo(server, email, 1);
  expect((await verify(tokenIn(mail))).status).toBe(204);
  return email;
}

describe("where addresses are verified, registering", () => {
  it("sends a mail whose link opens the account", async () => {
    const email = newAddress();
    const response = await ask({ email });
    expect(response.status).toBe(202);
    expect(response.body).toEqual({ verification: "sent" });
    expect(response.headers.get("set-cookie")).toBeNull();

    expect((await login(email)).body.code).toBe("email_not_verified");
    const [mail = ""] = await mailsTo(server, email, 1);
    expect(mail).toContain(`${SITE}/verifier#token=`);
    expect((await verify(tokenIn(mail))).status).toBe(204);

    const { status, body } = await login(email);
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ email, emailVerified: true });
  });

  it("writes in the language that was asked for, and nothing that the asker could choose", async () => {
    const email = newAddress();
    await ask({ email, locale: "en", displayName: "You won https://evil.example" });
    const [mail = ""] = await mailsTo(server, email, 1);
    expect(mail).toContain(`${SITE}/en/verify#token=`);
    expect(mail).toContain("Confirm your address");
    expect(mail).not.toContain("evil.example");
  });

  it("tells before the confirmation only who knows the password that there is an account", async () => {
    const email = newAddress();
    await ask({ email });
    expect((await login(email, OTHER_PASSWORD)).body.code).toBe("invalid_credentials");
    expect((await login(email)).body.code).toBe("email_not_verified");
  });

  it("answers for a known address as for a new one, and tells the owner by mail", async () => {
    const email = await confirmed();
    const known = await ask({ email, password: OTHER_PASSWORD, displayName: "Autre" });
    const unknown = await ask({});
    expect(known.status).toBe(unknown.status);
    expect(known.text).toBe(unknown.text);
    const names = (headers: Headers) => [...headers.keys()].sort();
    expect(names(known.headers)).toEqual(names(unknown.headers));

    const [, mail = ""] = await mailsTo(server, email, 2);
    expect(mail).not.toContain("#token=");
    expect(mail).toContain(`${SITE}/connexion`);
    expect((await login(email, OTHER_PASSWORD)).status).toBe(401);
    expect((await login(email)).status).toBe(200);
  });

  it("takes an address that two ask for at once, once", async () => {
    const email = newAddress();
    const responses = await Promise.all([ask({ email }), ask({ email }), ask({ email })]);
    expect(responses.map(({ status }) => status)).toEqual([202, 202, 202]);
    const rows = await server.sql("select id from users where email = $1", [email]);
    expect(rows).toHaveLength(1);
  });

  it("lets who confirms the address have the last registration's password, not a squatter's", async () => {
    const email = newAddress();
    await ask({ email, password: OTHER_PASSWORD });
    const [first = ""] = await mailsTo(server, email, 1);
    await ask({ email });
    const [, second = ""] = await mailsTo(server, email, 2);
    expect((await verify(tokenIn(first))).status).toBe(400);
    expect((await verify(tokenIn(second))).status).toBe(204);
    expect((await login(email, OTHER_PASSWORD)).status).toBe(401);
    expect((await login(email)).status).toBe(200);
  });
});

it("of two registrations whose mails are still to be sent, the last alone can be confirmed", async () => {
  const email = newAddress();
  await ask({ email, password: OTHER_PASSWORD });
  await ask({ email });
  for (;;) {
    const [row] = await server.sql<{ n: number }>(
      "select count(*)::int as n from pgboss.job where name = $1 and state < 'completed'",
      [accountMails.name],
    );
    if (row?.n === 0) break;
    await wait(50);
  }
  const mails = await mailsTo(server, email, 1);
  const answers = [];
  for (const mail of mails) answers.push((await verify(tokenIn(mail))).status);
  expect(answers).toEqual([...Array(mails.length - 1).fill(400), 204]);
  expect((await login(email, OTHER_PASSWORD)).status).toBe(401);
  expect((await login(email)).status).toBe(200);
});

describe("the token of a mail", () => {
  const mailed = async () => {
    const email = newAddress();
    const { status } = await ask({ email });
    expect(status).toBe(202);
    const [mail = ""] = await mailsTo(server, email, 1);
    return { email, token: tokenIn(mail) };
  };

  it("works once", async () => {
    const { token } = await mailed();
    const both = await Promise.all([verify(token), verify(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 400]);
  });

  it("is too old after 24 hours", async () => {
    const { email, token } = await mailed();
    const [row] = await server.sql<{ hours: number }>(
      "select extract(epoch from expires_at - created_at)::float8 / 3600 as hours from mail_tokens where email = $1",
      [email],
    );
    expect(row?.hours).toBeCloseTo(24, 2);
    await server.sql(
      "update mail_tokens set expires_at = clock_timestamp() - interval '1 second' where email = $1",
      [email],
    );
    const { status, body } = await verify(token);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path: "/token", code: "invalid_token" }]);
    expect((await login(email)).body.code).toBe("email_not_verified");
  });

  it("confirms no address but the one that it was sent to", async () => {
    const { email, token } = await mailed();
    const other = newAddress();
    await server.sql("update users set email = $2, email_key = $2 where email = $1", [email, other]);
    expect((await verify(token)).status).toBe(400);
    expect((await login(other)).body.code).toBe("email_not_verified");
  });

  it("stands nowhere in the database: neither beside its hash nor in a job nor in the audit log", async () => {
    const { token } = await mailed();
    const rows = await server.sql(`
      select t::text as row from mail_tokens t union all select j::text from pgboss.job j
      union all select a::text from audit_entries a union all select d::text from audit_details d
    `);
    expect(rows.length).toBeGreaterThan(3);
    const hex = Buffer.from(token).toString("hex");
    for (const secret of [token, hex, PASSWORD]) expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it.each(["", "x", "A".repeat(43), "A".repeat(201), "\u0000", "' or true --"])(
    "%j is none",
    async (token) => {
      expect((await verify(token)).status).toBe(400);
    },
  );
});
