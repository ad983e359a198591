import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import {
  mailsTo,
  mailsWorkedOff,
  newAddress,
  PASSWORD,
  registerConfirmed,
  registration,
  tokenIn,
} from "./testing/account-fixtures.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "required" }, { jobs: true });
});
afterAll(() => server.close());

const resend = (email: string) => server.api.post("/auth/email/resend", { email });
const verify = async (token: string) => (await server.api.post("/auth/email/verify", { token })).status;
const login = (email: string) => server.api.post("/auth/login", { email, password: PASSWORD });

describe("another mail to confirm an address", () => {
  it("opens an account that is older than the verification, and was refused at sign-in", async () => {
    const { email } = await registerConfirmed(server);
    await server.sql("update users set email_verified_at = null where email = $1", [email]);
    expect((await login(email)).body.code).toBe("email_not_verified");
    expect(await resend(email)).toMatchObject({ status: 202, body: { verification: "sent" } });
    const [mail = ""] = await mailsTo(server, email, 1);
    expect(await verify(tokenIn(mail))).toBe(204);
    expect((await login(email)).status).toBe(200);
  });

  it("makes the link of the mail before it void, for its own alone is to confirm", async () => {
    const email = newAddress();
    await server.api.post("/auth/register", registration({ email }));
    const [first = ""] = await mailsTo(server, email, 1);
    await resend(email);
    const [, second = ""] = await mailsTo(server, email, 2);
    expect([await verify(tokenIn(first)), await verify(tokenIn(second))]).toEqual([400, 204]);
  });

  it("says to who has confirmed it already that nothing is left to do, and holds no link that could be used", async () => {
    const { email } = await registerConfirmed(server);
    await resend(email.toUpperCase());
    const [mail = ""] = await mailsTo(server, email, 1);
    expect(mail).not.toContain("#token=");
    expect(mail).toContain(`${server.publicUrl}/connexion`);
  });

  it("goes to nobody where nobody has the address, whose answer is the same and whose request is on record", async () => {
    const { email } = await registerConfirmed(server);
    const [known, unknown] = [await resend(email), await resend(newAddress())];
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    await mailsWorkedOff(server);
    const entries = await server.sql<{ known: boolean }>(
      `select resource_id is not null as known from audit_entries
        where action = 'account.ask_verification' order by at desc limit 2`,
    );
    expect(entries.map((entry) => entry.known).sort()).toEqual([false, true]);
  });
});
