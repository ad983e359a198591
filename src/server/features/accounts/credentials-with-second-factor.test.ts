import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { enableSecondFactor } from "../second-factor/testing/second-factor-fixtures.ts";
import { mailsTo, newAddress, PASSWORD, register, tokenIn } from "./testing/account-fixtures.ts";

const NEXT = "deux chats gris sous la pluie";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" }, { jobs: true });
});
afterAll(() => server.close());

async function withSecondFactor() {
  const person = await register(server);
  const factor = await enableSecondFactor(server, person);
  const post = (path: string, body: unknown) => server.api.post(path, body, { token: person.token });
  return { person, factor, post };
}

it.each([
  ["password", "/me/password", () => ({ newPassword: NEXT }), 204],
  ["address", "/me/email", () => ({ email: newAddress() }), 200],
] as const)(
  "an account with a second factor changes its %s by a code as well",
  async (_, path, more, done) => {
    const { factor, post } = await withSecondFactor();
    const change = async (proof: object) => {
      const { status, body } = await post(path, { ...more(), ...proof });
      return [status, body?.code];
    };
    const code = await factor.code();
    expect(await change({ password: NEXT, totp: code })).toEqual([401, "invalid_credentials"]);
    expect(await change({ password: PASSWORD })).toEqual([401, "second_factor_required"]);
    expect(await change({ password: PASSWORD, totp: "" })).toEqual([401, "second_factor_required"]);
    expect(await change({ password: PASSWORD, totp: "000000" })).toEqual([401, "invalid_credentials"]);
    expect((await change({ password: PASSWORD, totp: code }))[0]).toBe(done);
  },
);

it("a second factor shortens no password: fourteen characters are refused with a right code as without", async () => {
  const { factor, post } = await withSecondFactor();
  const short = { password: PASSWORD, newPassword: "éàèùîôûçéàèùîô" };
  for (const proof of [short, { ...short, totp: await factor.code() }]) {
    const { status, body } = await post("/me/password", proof);
    expect([status, body.errors]).toMatchObject([400, [{ path: "/newPassword", code: "too_short" }]]);
  }
});

it("a code is not used up by a password that is refused", async () => {
  const { factor, post } = await withSecondFactor();
  const totp = await factor.code();
  const refused = await post("/me/password", { password: PASSWORD, totp, newPassword: "motdepasse12345" });
  expect(refused.body.errors).toMatchObject([{ path: "/newPassword", code: "common_password" }]);
  expect((await post("/me/password", { password: PASSWORD, totp, newPassword: NEXT })).status).toBe(204);
});

it("whoever reads the mails alone does not get in: a second factor stays on when the password is replaced", async () => {
  const { person, factor } = await withSecondFactor();
  await server.api.post("/auth/password/forgot", { email: person.email });
  const mails = await mailsTo(server, person.email, 2);
  const mail = mails.find((text) => text.includes("#token=")) ?? "";
  const reset = await server.api.post("/auth/password/reset", { token: tokenIn(mail), password: NEXT });
  expect(reset.status).toBe(204);
  const credentials = { email: person.email, password: NEXT };
  expect((await server.api.post("/auth/login", credentials)).body.code).toBe("second_factor_required");
  const totp = await factor.code();
  expect((await server.api.post("/auth/login", { ...credentials, totp })).status).toBe(200);
});
