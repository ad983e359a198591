import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { PASSWORD, type Person, register } from "../accounts/testing/account-fixtures.ts";
import { hashRecoveryCode, newRecoveryCodes } from "./recovery-codes.ts";
import { enableSecondFactor } from "./testing/second-factor-fixtures.ts";

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: "http://swideal.example" });
  other = await server.another();
});
afterAll(async () => {
  await other.close();
  await server.close();
});

const login = ({ email }: Person, totp: string, on = server) =>
  on.api.post("/auth/login", { email, password: PASSWORD, totp });
const renew = (person: Person, totp?: string) =>
  server.api.post("/me/totp/recovery-codes", { password: PASSWORD, totp }, { token: person.token });
const left = async ({ token }: Person) =>
  (await server.api.get("/me/totp", { token })).body.recoveryCodesLeft;

it("a code is told from every other, and read however it is typed", () => {
  const codes = new Set(Array.from({ length: 200 }, newRecoveryCodes).flat());
  expect(codes.size).toBe(2_000);
  const [code = ""] = codes;
  const typed = fc
    .array(fc.constantFrom("", " ", "-", "–", "\u00a0"), { minLength: 19, maxLength: 19 })
    .chain((between) =>
      fc
        .array(fc.boolean(), { minLength: 19, maxLength: 19 })
        .map((upper) =>
          [...code].map((c, n) => (between[n] ?? "") + (upper[n] ? c.toUpperCase() : c)).join(""),
        ),
    );
  fc.assert(fc.property(typed, (text) => hashRecoveryCode(text).equals(hashRecoveryCode(code))));
});

describe("a recovery code", () => {
  it("stands once for a code at sign-in, with its audit entry", async () => {
    const person = await register(server);
    const { recoveryCodes } = await enableSecondFactor(server, person);
    const [first = "", second = ""] = recoveryCodes;
    expect((await login(person, first)).status).toBe(200);
    const again = await login(person, first);
    expect(again.status).toBe(401);
    expect(again.body.code).toBe("invalid_credentials");
    expect((await login(person, second.replaceAll("-", " ").toUpperCase())).status).toBe(200);
    expect(await left(person)).toBe(8);
    const entries = await server.sql(
      `select result, actor_kind from audit_entries
       where action = 'second_factor.use_recovery_code' and resource_id = $1`,
      [person.id],
    );
    expect(entries).toEqual(Array(2).fill({ result: "done", actor_kind: "visitor" }));
  });

  it("stands for a code at re-authentication as well", async () => {
    const person = await register(server);
    const { recoveryCodes } = await enableSecondFactor(server, person);
    const body = { password: PASSWORD, totp: recoveryCodes[3] };
    const options = { body, token: person.token };
    expect((await server.api.request("DELETE", "/api/v1/me/totp", options)).status).toBe(204);
  });

  it("used by several at once, on two instances, lets one pass", async () => {
    const person = await register(server);
    const { recoveryCodes } = await enableSecondFactor(server, person);
    const code = recoveryCodes[0] ?? "";
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => login(person, code, n % 2 === 0 ? server : other)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
    expect(await left(person)).toBe(9);
  });

  it("of another account is worth nothing", async () => {
    const [one, two] = [await register(server), await register(server)];
    const { recoveryCodes } = await enableSecondFactor(server, one);
    await enableSecondFactor(server, two);
    expect((await login(two, recoveryCodes[0] ?? "")).status).toBe(401);
    expect(await left(one)).toBe(10);
  });

  it("is void once there are new ones, which take the password and a code", async () => {
    const person = await register(server);
    const factor = await enableSecondFactor(server, person);
    expect((await renew(person)).body.code).toBe("second_factor_required");
    const renewed = await renew(person, await factor.code());
    expect(renewed.status).toBe(200);
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    expect(renewed.headers.get("cache-control")).toBe("no-store");
    expect((await login(person, factor.recoveryCodes[0] ?? "")).status).toBe(401);
    expect((await login(person, renewed.body.recoveryCodes[0])).status).toBe(200);
  });

  it("is not made where there is no second factor", async () => {
    expect((await renew(await register(server))).body.code).toBe("invalid_transition");
  });
});
