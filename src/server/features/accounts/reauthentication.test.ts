import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import type { UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import { boundlessAttempts } from "../../http/limits/attempts.ts";
import { createPasswordHashing } from "./password-hashing.ts";
import { createReauthentication } from "./reauthentication.ts";
import { PASSWORD, type Person, register } from "./testing/account-fixtures.ts";

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" });
  person = await register(server);
});
afterAll(() => server.close());

/** Of an account with a second factor whose code is 123456, noting what it was asked. */
function withSecondFactor() {
  const asked: (string | undefined)[] = [];
  const reauthenticate = createReauthentication({
    database: server.resources.database,
    hashing: createPasswordHashing(),
    attempts: boundlessAttempts,
    checkSecondFactor: async (_, code) => {
      asked.push(code);
      if (!code) throw new AppError("second_factor_required");
      if (code !== "123456") throw new AppError("invalid_credentials");
    },
  });
  return { asked, reauthenticate };
}

const actor = (): UserActor => ({
  kind: "user",
  userId: person.id,
  partyId: person.partyId,
  partyRole: "owner",
  ownPartyId: person.partyId,
  sessionId: person.id,
  roles: new Set(["client"]),
  requestId: "test",
  address: null,
  userAgent: null,
  page: null,
  arrivedAt: performance.now(),
});

it("whoever has only a session is not asked for the code before the password is right", async () => {
  const { asked, reauthenticate } = withSecondFactor();
  const wrong = { password: "ce n'est pas la bonne phrase", totp: "123456" };
  await expect(reauthenticate(actor(), wrong)).rejects.toMatchObject({ code: "invalid_credentials" });
  expect(asked).toEqual([]);
});

it("who knows the password is told that a code is missing, and that one is wrong", async () => {
  const { reauthenticate } = withSecondFactor();
  const tried = (totp?: string) => reauthenticate(actor(), { password: PASSWORD, totp });
  await expect(tried()).rejects.toMatchObject({ code: "second_factor_required" });
  await expect(tried("")).rejects.toMatchObject({ code: "second_factor_required" });
  await expect(tried("654321")).rejects.toMatchObject({ code: "invalid_credentials" });
  await expect(tried("123456")).resolves.toBeUndefined();
});

it("each wrong proof is an attempt for the log of actions, and a missing code none", async () => {
  const { reauthenticate } = withSecondFactor();
  const attempts = [];
  for (const proof of [{ password: "" }, { password: PASSWORD, totp: "654321" }, { password: PASSWORD }]) {
    attempts.push(await reauthenticate(actor(), proof).catch((error: AppError) => error.attempt?.action));
  }
  expect(attempts).toEqual(["account.reauthenticate", "account.reauthenticate", undefined]);
});
