import { generateSync } from "otplib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { PASSWORD, type Person, register } from "../accounts/testing/account-fixtures.ts";
import { codeOf, enableSecondFactor } from "./testing/second-factor-fixtures.ts";

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: "http://swideal.example:8080" });
  other = await server.another();
});
afterAll(async () => {
  await other.close();
  await server.close();
});

const post = (path: string, body: unknown, { token }: Person) => server.api.post(path, body, { token });
const state = async ({ token }: Person) => (await server.api.get("/me/totp", { token })).body;
const login = ({ email }: Person, totp?: string, password = PASSWORD, on = server) =>
  on.api.post("/auth/login", { email, password, ...(totp !== undefined && { totp }) });
const auditOf = async (person: Person) => {
  const rows = await server.sql<{ entry: string }>(
    `select action || ' ' || result as entry from audit_entries
     where actor_id = $1 or resource_id = $1 order by at`,
    [person.id],
  );
  return rows.map(({ entry }) => entry);
};

describe("a second factor", () => {
  it("is a secret for an authenticator, which its first code turns on", async () => {
    const person = await register(server);
    expect(await state(person)).toEqual({ enabled: false, recoveryCodesLeft: 0 });
    const begun = await post("/me/totp", { password: PASSWORD }, person);
    expect(begun.status).toBe(201);
    const { secret, uri } = begun.body;
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const shown = new URL(uri);
    expect(decodeURIComponent(shown.pathname)).toContain(`Swideal swideal.example:${person.email}`);
    expect(Object.fromEntries(shown.searchParams)).toEqual({ secret, issuer: "Swideal swideal.example" });
    expect((await login(person)).status).toBe(200);

    const confirmed = await post("/me/totp/confirm", { code: await codeOf(server, secret) }, person);
    expect(confirmed.status).toBe(200);
    expect(new Set(confirmed.body.recoveryCodes).size).toBe(10);
    for (const code of confirmed.body.recoveryCodes) expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(await state(person)).toEqual({ enabled: true, recoveryCodesLeft: 10 });
    expect((await login(person)).body.code).toBe("second_factor_required");
    expect(await auditOf(person)).toEqual(
      expect.arrayContaining(["second_factor.begin done", "second_factor.enable done"]),
    );
  });

  it("begun anew before its confirmation is the later one", async () => {
    const person = await register(server);
    const first = await post("/me/totp", { password: PASSWORD }, person);
    const second = await post("/me/totp", { password: PASSWORD }, person);
    const wrong = await post("/me/totp/confirm", { code: await codeOf(server, first.body.secret) }, person);
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors).toMatchObject([{ path: "/code", code: "wrong_code" }]);
    const right = await post("/me/totp/confirm", { code: await codeOf(server, second.body.secret) }, person);
    expect(right.status).toBe(200);
  });

  it("needs the password, and changes nothing without it", async () => {
    const person = await register(server);
    const wrong = await post("/me/totp", { password: "ce n'est pas la bonne phrase" }, person);
    expect(wrong.status).toBe(401);
    expect(wrong.body.code).toBe("invalid_credentials");
    expect((await post("/me/totp/confirm", { code: "000000" }, person)).body.code).toBe("invalid_transition");
    await expect.poll(() => auditOf(person)).toContain("account.reauthenticate refused");
  });

  it("is not begun, nor confirmed, where there is one", async () => {
    const person = await register(server);
    const factor = await enableSecondFactor(server, person);
    const again = await post("/me/totp", { password: PASSWORD }, person);
    expect(again.status).toBe(409);
    expect(again.body.code).toBe("invalid_transition");
    expect((await post("/me/totp/confirm", { code: await factor.code() }, person)).status).toBe(409);
    expect((await login(person, await factor.code())).status).toBe(200);
  });

  it("is turned off by the password and a code, and by less not", async () => {
    const person = await register(server);
    const factor = await enableSecondFactor(server, person);
    const remove = (body: unknown) =>
      server.api.request("DELETE", "/api/v1/me/totp", { body, token: person.token });
    expect((await remove({ password: PASSWORD })).body.code).toBe("second_factor_required");
    expect((await remove({ password: PASSWORD, totp: "" })).body.code).toBe("second_factor_required");
    const wrong = { password: "ce n'est pas la bonne phrase", totp: await factor.code() };
    expect((await remove(wrong)).body.code).toBe("invalid_credentials");
    expect((await login(person)).body.code).toBe("second_factor_required");
    expect((await remove({ password: PASSWORD, totp: await factor.code() })).status).toBe(204);
    expect(await state(person)).toEqual({ enabled: false, recoveryCodesLeft: 0 });
    expect((await login(person)).status).toBe(200);
    expect((await remove({ password: PASSWORD })).body.code).toBe("invalid_transition");
    expect(await auditOf(person)).toContain("second_factor.disable done");
  });
});

describe("a sign-in with a second factor", () => {
  it("asks for a code only after the right password", async () => {
    const person = await register(server);
    const factor = await enableSecondFactor(server, person);
    const wrong = "ce n'est pas la bonne phrase";
    expect((await login(person, undefined, wrong)).body.code).toBe("invalid_credentials");
    expect((await login(person, await factor.code(), wrong)).body.code).toBe("invalid_credentials");
    for (const nothing of [undefined, "", "  "]) {
      const asked = await login(person, nothing);
      expect(asked.status).toBe(401);
      expect(asked.body.code).toBe("second_factor_required");
      expect(asked.headers.get("set-cookie")).toBeNull();
    }
    expect((await login(person, await factor.code())).status).toBe(200);
  });

  it("refuses a wrong code, and keeps an audit entry of it", async () => {
    const person = await register(server);
    const factor = await enableSecondFactor(server, person);
    const right = await factor.code();
    const wrong = right === "000000" ? "000001" : "000000";
    for (const code of [
      wrong,
      `${right}0`,
      right.slice(1),
      "aaaa-aaaa-aaaa-aaaa",
      "' or true --",
      "١٢٣٤٥٦",
    ]) {
      const refused = await login(person, code);
      expect(refused.status).toBe(401);
      expect(refused.body.code).toBe("invalid_credentials");
    }
    const entries = () =>
      server.sql(
        `select e.result, d.changes ->> 'reason' as reason from audit_entries e
         join audit_details d on d.entry_at = e.at and d.entry_id = e.id
         where resource_id = $1 and action = 'session.login'`,
        [person.id],
      );
    await expect.poll(entries).toContainEqual({ result: "refused", reason: "wrong_second_factor" });
    expect((await login(person, right)).status).toBe(200);
  });

  it("refuses a code that was used, and any older one", async () => {
    const person = await register(server);
    const factor = await enableSecondFactor(server, person);
    const older = await factor.code(-1);
    const code = await factor.code();
    expect((await login(person, code)).status).toBe(200);
    expect((await login(person, code)).body.code).toBe("invalid_credentials");
    expect((await login(person, `${code.slice(0, 3)} ${code.slice(3)}`)).body.code).toBe(
      "invalid_credentials",
    );
    expect((await login(person, older)).body.code).toBe("invalid_credentials");
    expect((await login(person, await factor.code(1))).status).toBe(200);
  });

  it("lets one of several pass that use the same code at once, on two instances", async () => {
    const person = await register(server);
    const factor = await enableSecondFactor(server, person);
    const code = await factor.code();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => login(person, code, PASSWORD, n % 2 === 0 ? server : other)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
  });

  it("takes the codes of one step before and after, and no others", async () => {
    const person = await register(server);
    const factor = await enableSecondFactor(server, person);
    // Early in a step, so that it does not end while the requests are under way.
    await vi.waitUntil(async () => (await secondsIntoStep()) < 12, { timeout: 40_000, interval: 250 });
    for (const [steps, status] of [
      [2, 401],
      [-2, 401],
      [-1, 200],
      [1, 200],
    ] as const) {
      await factor.forgetUse();
      expect((await login(person, await factor.code(steps))).status, `${steps} steps`).toBe(status);
    }
  }, 60_000);

  it("goes by the database's clock, whatever the instance's says", async () => {
    const person = await register(server);
    const factor = await enableSecondFactor(server, person);
    const code = await factor.code();
    const wrongDay = Date.now() + 86_400_000;
    const tomorrow = generateSync({ secret: factor.secret, epoch: Math.floor(wrongDay / 1_000) });
    vi.useFakeTimers({ toFake: ["Date"], now: wrongDay });
    try {
      if (tomorrow !== code) expect((await login(person, tomorrow)).status).toBe(401);
      expect((await login(person, code)).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is not asked of others", async () => {
    await enableSecondFactor(server, await register(server));
    expect((await login(await register(server), "123456")).status).toBe(200);
  });
});

async function secondsIntoStep(): Promise<number> {
  const [row] = await server.sql<{ now: string }>(
    "select extract(epoch from clock_timestamp())::text as now",
  );
  return Number(row?.now) % 30;
}
