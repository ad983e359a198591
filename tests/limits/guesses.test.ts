import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "../../src/server/features/second-factor/testing/second-factor-fixtures.ts";
import { PASSWORD, withToken } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";
import { inOneWindow, repeat, retryAfterMs, startLimited, waitAsTold, wrongPassword } from "./support.ts";

let server: TestServer;
beforeAll(async () => {
  // RATE_LIMIT_LOGIN is also how often one address may fail on one account, and for how long it waits at first.
  server = await startLimited({ TRUSTED_PROXIES: "127.0.0.1/32", RATE_LIMIT_LOGIN: "3/2" });
});
afterAll(() => server.close());

let host = 0;
const newAddress = () => `198.51.${100 + Math.floor(host / 250)}.${++host % 250}`;
const at = (address: string) => ({ "x-forwarded-for": address });
const fail = (email: string, address: string) => wrongPassword(server, email, at(address));
const signIn = (email: string, address: string) =>
  server.api.post("/auth/login", { email, password: PASSWORD }, { headers: at(address) });

async function member() {
  const email = `${randomUUID()}@example.org`;
  const registration = { email, password: PASSWORD, displayName: "Élodie Ferrand" };
  const { body } = await server.api.post("/auth/register", registration, { headers: at(newAddress()) });
  return withToken(server, body.accessToken, body.user);
}

/** Fails until it is refused, then asks as told until it is let in again: for how many milliseconds it was told to wait. */
async function refusedFor(email: string, address: string): Promise<number> {
  let refused = await fail(email, address);
  while (refused.status === 401) refused = await fail(email, address);
  let told = 0;
  while (refused.status === 429) {
    told += retryAfterMs(refused);
    await waitAsTold(refused);
    refused = await fail(email, address);
  }
  return told;
}

test("an address that goes on failing on an account waits longer each time, until a success", async () => {
  const { email } = await member();
  const address = newAddress();
  const first = await refusedFor(email, address);
  const second = await refusedFor(email, address);
  const third = await refusedFor(email, address);
  expect(second).toBeGreaterThan(first);
  expect(third).toBeGreaterThan(second * 1.3);
  expect((await signIn(email, address)).status).toBe(200);
  expect(await refusedFor(email, address)).toBeLessThan(third / 1.3);
});

test("the right password is refused too while its address waits", async () => {
  const { email } = await member();
  const address = newAddress();
  await repeat(3, () => fail(email, address));
  const refused = await signIn(email, address);
  expect(refused.status).toBe(429);
  await waitAsTold(refused);
  expect((await signIn(email, address)).status).toBe(200);
});

test("an owner signs in from elsewhere while others guess", async () => {
  const { email } = await member();
  for (let guesser = 0; guesser < 3; guesser++) await repeat(4, () => fail(email, newAddress()));
  const busy = newAddress();
  await repeat(4, () => fail(email, busy));
  expect((await fail(email, busy)).status).toBe(429);
  expect((await signIn(email, newAddress())).status).toBe(200);
});

test("known and unknown accounts are refused alike: status, body and fields", async () => {
  const { email } = await member();
  const tries = async (account: string) => {
    const address = newAddress();
    const answers = [];
    for (let n = 0; n < 5; n++) {
      const { status, body, headers } = await fail(account, address);
      const fields = Object.fromEntries(headers);
      for (const own of ["date", "ratelimit", "retry-after"]) delete fields[own];
      answers.push({ status, body: { ...body, requestId: "" }, fields, retry: headers.has("retry-after") });
    }
    return answers;
  };
  const known = await tries(email);
  expect(known.map(({ status }) => status)).toEqual([401, 401, 401, 429, 429]);
  expect(await tries(`${randomUUID()}@example.org`)).toEqual(known);
});

test("of many guesses at once no more are tried than one after another", async () => {
  const { email } = await member();
  const address = newAddress();
  const answers = await Promise.all(Array.from({ length: 20 }, () => fail(email, address)));
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(3);
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(17);
});

test("the letters' case of an address makes no other account of it", async () => {
  const email = `${randomUUID()}@example.org`;
  const address = newAddress();
  await fail(email, address);
  await fail(email.toUpperCase(), address);
  await fail(email, address);
  const roomy = await server.another({ RATE_LIMIT_LOGIN: "3/600" });
  const spellings = [email, email.toUpperCase(), email.replace("example", "EXAMPLE"), email];
  const statuses: number[] = [];
  for (const spelling of spellings) {
    statuses.push((await wrongPassword(roomy, spelling, at(address))).status);
  }
  expect(statuses).toEqual([401, 401, 401, 429]);
  await roomy.close();
});

test("one address trying one password on many accounts is refused", async () => {
  const statuses = await inOneWindow(2, () => {
    const sprayer = newAddress();
    return repeat(5, () => fail(`${randomUUID()}@example.org`, sprayer));
  });
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});

test("with the account of a stolen session no password is guessed either", async () => {
  const someone = await member();
  const guess = () =>
    someone.post("/me/password", {
      password: "fausse phrase de passe",
      newPassword: "une tout autre phrase",
    });
  expect(await repeat(4, guess)).toEqual([401, 401, 401, 429]);
});

test("who knows the password gets no more than twenty codes in an hour, from wherever", async () => {
  const someone = await member();
  const { secret } = (await someone.post("/me/totp", { password: PASSWORD })).body;
  await someone.post("/me/totp/confirm", { code: await codeOf(server, secret) });
  const guess = () =>
    server.api.post(
      "/auth/login",
      { email: someone.email, password: PASSWORD, totp: "abcd-efgh-ijkm-npqr" },
      { headers: at(newAddress()) },
    );
  expect(await repeat(21, guess)).toEqual([...Array(20).fill(401), 429]);
  const refused = await guess();
  expect(refused.body.code).toBe("rate_limited");
  expect(retryAfterMs(refused)).toBeGreaterThan(0);
});
