import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { newAddress, PASSWORD, type Person, register } from "./testing/account-fixtures.ts";

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" });
  person = await register(server);
});
afterAll(() => server.close());

it("100 sign-ins at once stall nobody: 50 other requests are answered while most of them still wait", async () => {
  let signedIn = 0;
  const [own, whole] = [process.threadCpuUsage(), process.cpuUsage()];
  const signIns = Array.from({ length: 100 }, async () => {
    const body = { email: person.email, password: PASSWORD };
    const { status } = await server.api.post("/auth/login", body);
    signedIn += 1;
    return status;
  });
  // Once the first is through, all the others have arrived and wait for their turn.
  await Promise.race(signIns);
  const others = Array.from({ length: 50 }, async (_, at) => {
    const path = at % 2 === 0 ? "/categories" : "/missions";
    const { status } = await server.api.get(path, at % 4 === 0 ? { token: person.token } : {});
    return { status, signedIn };
  });
  const answers = await Promise.all(others);
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
  expect(Math.max(...answers.map((answer) => answer.signedIn))).toBeLessThan(75);
  expect(await Promise.all(signIns)).toEqual(Array(100).fill(200));
  // The thread that answers everybody does little of the work, so that no single comparison holds it.
  const spent = ({ user, system }: NodeJS.CpuUsage) => user + system;
  expect(spent(process.threadCpuUsage(own)) / spent(process.cpuUsage(whole))).toBeLessThan(0.5);
});

const GUESSERS = 40;

it("a right password does not wait behind a hundred guesses that others are making", async () => {
  const limited = await startTestServer({
    EMAIL_VERIFICATION: "off",
    RATE_LIMITS: "on",
    TRUSTED_PROXIES: "127.0.0.1/32",
  });
  try {
    const { email } = await register(limited);
    const login = (address: string, body: object) =>
      limited.api.post("/auth/login", body, { headers: { "x-forwarded-for": address } });
    let [refused, asked, done] = [0, 0, false];
    // Each always has a guess under way, and never more of one address than it may.
    const guessers = Array.from({ length: GUESSERS }, async () => {
      while (!done) {
        asked += 1;
        const address = `198.18.${asked % 8}.${Math.floor(asked / 8) % 250}`;
        const body = { email: newAddress(), password: "ce n'est pas la bonne phrase" };
        expect((await login(address, body)).status).toBe(401);
        refused += 1;
      }
    });
    await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThan(GUESSERS);
    const before = refused;
    const { status } = await login("203.0.113.7", { email, password: PASSWORD });
    const meanwhile = refused - before;
    done = true;
    await Promise.all(guessers);
    expect(status).toBe(200);
    // In the order in which they came it would be behind all of them.
    expect(meanwhile).toBeLessThan(GUESSERS / 2);
  } finally {
    await limited.close();
  }
});
