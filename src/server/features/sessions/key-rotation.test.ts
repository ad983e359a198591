import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import type { ApiResponse } from "../../../../tests/support/api-response.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { cookieOf, PASSWORD, register } from "../accounts/testing/account-fixtures.ts";
import { newKey } from "./testing/forgery.ts";

const CLIENTS = 4;

/** Somebody who works all the time, by whichever instance the balancer picks. */
interface Client {
  /** Of the key that signed its access token. */
  readonly kid: () => string;
  /** Resolves once it has stopped. */
  readonly stopped: Promise<void>;
}

/** One round of a client: calls, refreshes, and at times a sign-in of another session. */
function startClient(
  pick: () => TestServer,
  session: { email: string; token: string; cookie: string },
  seen: { calls: number; refused: string[] },
  stop: AbortSignal,
): Client {
  let { token, cookie } = session;
  /** As a balancer does: asks another instance when one is not there, or says that it is about to go. */
  const ask = async (what: string, call: (on: TestServer) => Promise<ApiResponse>): Promise<ApiResponse> => {
    for (;;) {
      const answer = await call(pick()).catch((error: Error) => error);
      if (answer instanceof Error || answer.status === 503) {
        await wait(20);
        continue;
      }
      seen.calls += 1;
      if (answer.status !== 200) seen.refused.push(`${what}: ${answer.status} ${answer.body?.code}`);
      return answer;
    }
  };
  const work = async () => {
    for (let round = 0; !stop.aborted; round += 1) {
      const own = token;
      await ask("call", (on) => on.api.get("/me", { token: own }));
      if (round % 3 === 0) {
        const parent = cookie;
        const answer = await ask("refresh", (on) =>
          on.api.post("/auth/refresh", undefined, { headers: { cookie: parent } }),
        );
        if (answer.status !== 200) return;
        cookie = cookieOf(answer);
        token = answer.body.accessToken;
      }
      if (round % 10 === 0) {
        const credentials = { email: session.email, password: PASSWORD };
        const fresh = await ask("sign-in", (on) => on.api.post("/auth/login", credentials));
        if (fresh.status !== 200) return;
        await ask("first call", (on) => on.api.get("/me", { token: fresh.body.accessToken }));
      }
      await wait(10);
    }
  };
  const kid = () => JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;
  return { kid, stopped: work() };
}

it("keys change on three running instances, one after the other, and nobody who works meanwhile is refused", async () => {
  const [oldKey, freshKey] = [newKey("old"), newKey("fresh")];
  const [oldSecret, freshSecret] = [0, 1].map(() => randomBytes(32).toString("base64url"));
  const authKeys = (...keys: object[]) => JSON.stringify({ keys });
  const before = { AUTH_KEYS: authKeys(oldKey), APP_KEYS: `${oldSecret}` };
  const steps = [
    { AUTH_KEYS: authKeys(oldKey, freshKey), APP_KEYS: `${oldSecret},${freshSecret}` },
    { AUTH_KEYS: authKeys(freshKey, oldKey), APP_KEYS: `${freshSecret},${oldSecret}` },
    { AUTH_KEYS: authKeys(freshKey), APP_KEYS: `${freshSecret}` },
  ];
  const home = await startTestServer({
    EMAIL_VERIFICATION: "off",
    PUBLIC_URL: "http://swideal.example",
    ...before,
  });
  const instances = await Promise.all([home.another(), home.another(), home.another()]);
  const stop = new AbortController();
  const seen = { calls: 0, refused: [] as string[] };
  try {
    const idle = await register(home);
    let turn = 0;
    const pick = () => instances[turn++ % instances.length] as TestServer;
    const clients = await Promise.all(
      Array.from({ length: CLIENTS }, async () => startClient(pick, await register(home), seen, stop.signal)),
    );
    const moreCalls = (count: number) => {
      const wanted = seen.calls + count;
      return expect.poll(() => seen.calls, { timeout: 60_000 }).toBeGreaterThan(wanted);
    };
    for (const [number, step] of steps.entries()) {
      if (number === 2) {
        // The access tokens' life has passed once each client has another.
        await expect
          .poll(() => clients.map(({ kid }) => kid()), { timeout: 60_000 })
          .toEqual(Array(CLIENTS).fill("fresh"));
      }
      for (let n = 0; n < instances.length; n += 1) {
        const leaving = instances[n] as TestServer;
        instances[n] = await home.another(step);
        await leaving.close();
        await moreCalls(3 * CLIENTS);
      }
    }
    stop.abort();
    await Promise.all(clients.map(({ stopped }) => stopped));
    expect(seen.refused).toEqual([]);
    expect(clients.map(({ kid }) => kid())).toEqual(Array(CLIENTS).fill("fresh"));

    for (const instance of instances) {
      // The old key is really out; who slept through it all still has a session.
      expect((await instance.api.get("/me", { token: idle.token })).status).toBe(401);
    }
    const awake = await pick().api.post("/auth/refresh", undefined, { headers: { cookie: idle.cookie } });
    expect(awake.status).toBe(200);
  } finally {
    stop.abort();
    await Promise.all(instances.map((instance) => instance.close()));
    await home.close();
  }
}, 300_000);
