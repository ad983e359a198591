import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { mailsTo, PASSWORD, register } from "../accounts/testing/account-fixtures.ts";
import { makePasskey, SITE } from "../passkeys/testing/passkey-fixtures.ts";
import { enableSecondFactor } from "./testing/second-factor-fixtures.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: SITE }, { jobs: true });
});
afterAll(() => server.close());

const newsOf = async (email: string, count: number) =>
  (await mailsTo(server, email, count)).filter((mail) => mail.includes(`${SITE}/compte/securite`));

it("an owner is told by mail whenever something else opens the account, with nothing in it that opens it", async () => {
  const person = await register(server);
  const { token, email } = person;
  const factor = await enableSecondFactor(server, person);
  expect(await newsOf(email, 1)).toHaveLength(1);

  const renewal = { password: PASSWORD, totp: await factor.code() };
  const renewed = await server.api.post("/me/totp/recovery-codes", renewal, { token });
  expect(renewed.status).toBe(200);
  expect(await newsOf(email, 2)).toHaveLength(2);

  const [totp] = renewed.body.recoveryCodes;
  const disabled = await server.api.request("DELETE", "/api/v1/me/totp", {
    token,
    body: { password: PASSWORD, totp },
  });
  expect(disabled.status).toBe(204);
  expect(await newsOf(email, 3)).toHaveLength(3);

  await makePasskey(server, person);
  expect(await newsOf(email, 4)).toHaveLength(4);
  const { id } = (await server.api.get("/me/passkeys", { token })).body.items[0];
  const removed = await server.api.request("DELETE", `/api/v1/me/passkeys/${id}`, {
    token,
    body: { password: PASSWORD },
  });
  expect(removed.status).toBe(204);
  const mails = await newsOf(email, 5);
  expect(mails).toHaveLength(5);
  for (const secret of [factor.secret, ...factor.recoveryCodes, ...renewed.body.recoveryCodes, PASSWORD]) {
    expect(mails.join("\n")).not.toContain(secret);
  }
});

it("what is refused tells nobody anything", async () => {
  const person = await register(server);
  await server.api.post("/me/totp", { password: "ce n'est pas la bonne phrase" }, { token: person.token });
  await server.api.post("/me/totp", { password: PASSWORD }, { token: person.token });
  await server.api.post("/me/totp/confirm", { code: "000000" }, { token: person.token });
  const jobs = await server.sql("select data from pgboss.job where data->>'userId' = $1", [person.id]);
  expect(jobs).toEqual([]);
});
