import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { PASSWORD, register, registration } from "./testing/account-fixtures.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" }, { jobs: true });
});
afterAll(() => server.close());

/** 128 characters of four bytes each, in an order that does not repeat. */
const LONGEST = Array.from({ length: 128 }, (_, at) =>
  String.fromCodePoint(0x1f300 + ((at * at * 7) % 509)),
).join("");
const SIXTY_FOUR = "Il était une fois, dans la ville de Foix, une marchande de foie.";

type Ways = Record<string, (password: string) => ReturnType<TestServer["api"]["post"]>>;
/** Wherever a password is chosen, the rules are the same. */
const ways: Ways = {
  registering: (password) => server.api.post("/auth/register", registration({ password })),
  "changing it": async (newPassword) => {
    const { token } = await register(server);
    return server.api.post("/me/password", { password: PASSWORD, newPassword }, { token });
  },
  "replacing a forgotten one": async (password) => {
    const { id } = await register(server);
    const token = `token of ${id}`;
    await server.sql(
      `insert into mail_tokens (token_hash, user_id, purpose, email, expires_at)
       select sha256(convert_to($2, 'UTF8')), id, 'reset_password', email, clock_timestamp() + interval '1 hour'
       from users where id = $1`,
      [id, token],
    );
    return server.api.post("/auth/password/reset", { token, password });
  },
};

describe.each(Object.entries(ways))("when %s, a password", (_, choose) => {
  it.each([
    ["14 characters, though they take 28 bytes", "éàèùîôûçéàèùîô", "too_short"],
    ["129 characters", `${LONGEST}é`, "too_long"],
    ["half a character", "une phrase assez longue \ud800", "invalid_characters"],
    ["a NUL", "une phrase \u0000 assez longue", "invalid_characters"],
    ["15 characters of one kind", "a".repeat(15), "common_password"],
    ["a walk along the keyboard", "azertyuiopqsdfg", "common_password"],
    ["a French favourite and a year", "Motdepasse2024!", "common_password"],
    ["what leaked often", "mychemicalromance", "common_password"],
    ["the name of the site", "swideal-swideal-2026", "common_password"],
    ["the person's own address", "exemple.fr-exemple.fr-1", "common_password"],
  ])("of %s is refused", async (_, password, code) => {
    const { status, body } = await choose(password);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path: expect.stringMatching(/^\/(newP|p)assword$/), code }]);
  });

  it.each([
    ["15 characters, small letters alone", "chatvertoubliee"],
    ["spaces and nothing to impress anybody", "un deux trois soleil vert"],
    ["64 characters", SIXTY_FOUR],
    ["128 characters of four bytes", LONGEST],
    ["any script", "пароль на русском 漢字 कुछ"],
  ])("of %s is taken", async (_, password) => {
    expect((await choose(password)).status).toBeLessThan(300);
  });
});

describe("a password that was taken", () => {
  const login = (email: string, password: string) => server.api.post("/auth/login", { email, password });

  it.each([
    ["128 characters", LONGEST],
    ["64 characters", SIXTY_FOUR],
    ["spaces on both sides", "   un deux trois nuages   "],
    ["capitals and accents", "ÉTÉ comme hiver, À L’ÉCART"],
  ])("of %s fits as it was typed alone: nothing is cut, trimmed or folded", async (_, password) => {
    const { email } = await register(server, { password });
    expect((await login(email, password)).status).toBe(200);
    const characters = [...password];
    const others = [
      ...[characters.slice(0, -1).join(""), `${password} `, characters.slice(1).join("")],
      ...[characters.slice(0, 72).join(""), password.trim(), password.toLowerCase()],
    ];
    for (const other of others.filter((one) => one !== password)) {
      expect((await login(email, other)).status).toBe(401);
    }
  });

  it("goes on fitting, however old it is", async () => {
    const { id, email } = await register(server);
    await server.sql(
      "update users set created_at = created_at - interval '9 years', updated_at = updated_at - interval '9 years' where id = $1",
      [id],
    );
    expect((await login(email, PASSWORD)).status).toBe(200);
  });
});
