import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  mailsWorkedOff,
  newAddress,
  registerConfirmed,
  registration,
} from "../../src/server/features/accounts/testing/account-fixtures.ts";
import type { TestServer } from "../support/server.ts";
import { repeat, startLimited } from "./support.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startLimited(
    { TRUSTED_PROXIES: "127.0.0.1/32", EMAIL_VERIFICATION: "required", RATE_LIMIT_LOGIN: "4/600" },
    { jobs: true },
  );
});
afterAll(() => server.close());

let host = 0;
/** Each request from an address of its own: what bounds them is the account's count. */
const elsewhere = () => ({ headers: { "x-forwarded-for": `198.51.100.${++host}` } });

async function mails(): Promise<number> {
  await mailsWorkedOff(server);
  return (await readdir(join(server.dataDir, "mails")).catch(() => [])).length;
}

test("an address gets three mails in an hour to choose another password, and every answer is the same", async () => {
  const { email } = await registerConfirmed(server);
  const before = await mails();
  const forgot = (address: string) =>
    server.api.post("/auth/password/forgot", { email: address }, elsewhere());
  const answers = [];
  for (const address of [...Array(5).fill(email), ...Array(5).fill(newAddress())]) {
    const { status, text } = await forgot(address);
    answers.push(`${status} ${text}`);
  }
  expect(new Set(answers)).toEqual(new Set(['202 {"verification":"sent"}']));
  expect((await mails()) - before).toBe(3);
});

test("an address gets three mails in an hour for registrations, and every answer is the same", async () => {
  const { email } = await registerConfirmed(server);
  const before = await mails();
  const register = () => server.api.post("/auth/register", registration({ email }), elsewhere());
  expect(await repeat(5, register)).toEqual([202, 202, 202, 202, 202]);
  expect((await mails()) - before).toBe(3);
});

test("an address gets three mails in an hour to confirm it, and every answer is the same", async () => {
  const first = registration();
  await server.api.post("/auth/register", first, elsewhere());
  const { email: confirmed } = await registerConfirmed(server);
  const before = await mails();
  const answers = [];
  for (const email of [...Array(5).fill(first.email), newAddress(), confirmed]) {
    const { status, text } = await server.api.post("/auth/email/resend", { email }, elsewhere());
    answers.push(`${status} ${text}`);
  }
  expect(new Set(answers)).toEqual(new Set(['202 {"verification":"sent"}']));
  // The last is for the address that is confirmed already, and says so.
  expect((await mails()) - before).toBe(3 + 1);
});

test("what an earlier mail promised still holds when a later registration gets none", async () => {
  const first = registration();
  const stored = async () => server.sql("select password_hash from users where email = $1", [first.email]);
  const register = () => server.api.post("/auth/register", registration({ email: first.email }), elsewhere());
  await repeat(3, register);
  const before = await stored();
  await register();
  expect(await stored()).toEqual(before);
});

test("sign-ups and forgotten passwords are limited by address, each for itself and apart from sign-ins", async () => {
  const headers = { "x-forwarded-for": "203.0.113.77" };
  const from = (path: string, body: () => unknown) => () => server.api.post(path, body(), { headers });
  const register = from("/auth/register", registration);
  const forgot = from("/auth/password/forgot", () => ({ email: newAddress() }));
  const resend = from("/auth/email/resend", () => ({ email: newAddress() }));
  const login = from("/auth/login", () => ({ email: newAddress(), password: "une phrase fausse" }));
  expect(await repeat(5, register)).toEqual([202, 202, 202, 202, 429]);
  expect(await repeat(2, forgot)).toEqual([202, 202]);
  // They count together: what both ask for is a mail.
  expect(await repeat(3, resend)).toEqual([202, 202, 429]);
  expect(await repeat(5, login)).toEqual([401, 401, 401, 401, 429]);
});
