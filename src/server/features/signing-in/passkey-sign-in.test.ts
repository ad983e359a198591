import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PRESENT } from "../../../../tests/support/authenticator.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { cookieOf, type Person, register } from "../accounts/testing/account-fixtures.ts";
import {
  makePasskey,
  newAuthenticator,
  SITE,
  signInByPasskey,
} from "../passkeys/testing/passkey-fixtures.ts";
import { enableSecondFactor } from "../second-factor/testing/second-factor-fixtures.ts";

let server: TestServer;
let other: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: SITE });
  other = await server.another();
  person = await register(server);
});
afterAll(async () => {
  await other.close();
  await server.close();
});

async function expectRefused(response: Awaited<ReturnType<typeof signInByPasskey>>) {
  expect(response.status).toBe(401);
  expect(response.body.code).toBe("invalid_credentials");
  expect(response.headers.get("set-cookie")).toBeNull();
}

const send = (credential: unknown, on = server) => on.api.post("/auth/passkey", { credential });
const begin = async () => (await server.api.post("/auth/passkey/options")).body;

describe("signing in by a passkey", () => {
  it.each(["ES256", "EdDSA"] as const)("that signs by %s answers what a password does", async (algorithm) => {
    const authenticator = await makePasskey(server, person, newAuthenticator({ algorithm }));
    const signedIn = await signInByPasskey(server, authenticator);
    expect(signedIn.status).toBe(200);
    expect(signedIn.body.user.id).toBe(person.id);
    expect((await server.api.get("/me", { token: signedIn.body.accessToken })).status).toBe(200);
    const headers = { cookie: cookieOf(signedIn) };
    expect((await server.api.post("/auth/refresh", undefined, { headers })).status).toBe(200);
    expect((await signInByPasskey(server, authenticator)).status).toBe(200);
  });

  it("names nobody before, and asks that the authenticator verifies its user", async () => {
    const options = await begin();
    expect(options).toMatchObject({
      rpId: "swideal.example",
      userVerification: "required",
      timeout: 300_000,
    });
    expect(options).not.toHaveProperty("allowCredentials");
  });

  it("counts as both factors", async () => {
    const owner = await register(server);
    const authenticator = await makePasskey(server, owner);
    await enableSecondFactor(server, owner);
    expect((await signInByPasskey(server, authenticator)).status).toBe(200);
  });

  it("is noted in the list of passkeys and in the audit log", async () => {
    const owner = await register(server);
    const authenticator = await makePasskey(server, owner, newAuthenticator({ counts: false }));
    await signInByPasskey(server, authenticator);
    const { items } = (await server.api.get("/me/passkeys", { token: owner.token })).body;
    expect(items).toMatchObject([{ backedUp: true }]);
    expect(Date.parse(items[0].lastUsedAt)).toBeGreaterThanOrEqual(Date.parse(items[0].createdAt));
    await signInByPasskey(server, authenticator, { flags: PRESENT });
    const entries = () =>
      server.sql(
        "select result from audit_entries where action = 'session.login' and (actor_id = $1 or resource_id = $1) order by result",
        [owner.id],
      );
    // The first is of the session that the registration opened.
    await expect.poll(entries).toEqual([{ result: "done" }, { result: "done" }, { result: "refused" }]);
  });

  it.each([
    ["for another site", { origin: "https://evil.example" }],
    ["for a site that only begins like ours", { origin: `${SITE}.evil.example` }],
    ["under another host's name", { rpId: "evil.example" }],
    ["without verifying its user", { flags: PRESENT }],
    ["with nobody there", { flags: 0 }],
    ["that answers the making of a passkey", { type: "webauthn.create" }],
    ["that answers no challenge of ours", { challenge: randomBytes(32).toString("base64url") }],
    ["in a frame of another site", { crossOrigin: true }],
    ["for another user", { userHandle: randomBytes(16).toString("base64url") }],
    ["for nobody we know", { userHandle: "AA" }],
  ])("%s is refused", async (_, wrong) => {
    const authenticator = await makePasskey(server, person);
    await expectRefused(await signInByPasskey(server, authenticator, wrong));
    expect((await signInByPasskey(server, authenticator)).status).toBe(200);
  });

  it("sent a second time is refused, on another instance too", async () => {
    const authenticator = await makePasskey(server, person, newAuthenticator({ counts: false }));
    const credential = authenticator.get(await begin());
    expect((await send(credential)).status).toBe(200);
    await expectRefused(await send(credential));
    await expectRefused(await send(credential, other));
  });

  it("sent several times at once passes once", async () => {
    const authenticator = await makePasskey(server, person, newAuthenticator({ counts: false }));
    const credential = authenticator.get(await begin());
    const answers = await Promise.all([server, other, server, other].map((on) => send(credential, on)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it("with a challenge that was answered wrongly before is refused: each try needs its own", async () => {
    const authenticator = await makePasskey(server, person);
    const options = await begin();
    await expectRefused(await send(authenticator.get(options, { flags: PRESENT })));
    await expectRefused(await send(authenticator.get(options)));
  });

  it("with a challenge of more than 5 minutes, or for making a passkey, is refused", async () => {
    const authenticator = await makePasskey(server, person);
    const options = await begin();
    await server.sql(
      "update passkey_challenges set expires_at = clock_timestamp() - interval '2 minutes' where user_id is null",
    );
    await expectRefused(await send(authenticator.get(options)));
    const making = await server.api.post(
      "/me/passkeys/options",
      { password: "une phrase de passe, en français" },
      { token: person.token },
    );
    await expectRefused(await send(authenticator.get(making.body)));
  });

  it("with anything changed after the signature is refused", async () => {
    const authenticator = await makePasskey(server, person, newAuthenticator({ counts: false }));
    const flip = (text: string, index: number) => {
      const bytes = Buffer.from(text, "base64url");
      bytes[index] = (bytes.at(index) ?? 0) ^ 1;
      return bytes.toString("base64url");
    };
    for (const part of ["signature", "authenticatorData"] as const) {
      for (const index of [0, 20, 33, 36]) {
        const credential = authenticator.get(await begin());
        const { response } = credential;
        const changed = { ...response, [part]: flip(response[part], index) };
        await expectRefused(await send({ ...credential, response: changed }));
      }
    }
    for (const signature of ["AA", "MAYCAQACAQA", "A".repeat(96), "_".repeat(2_000)]) {
      const credential = authenticator.get(await begin());
      await expectRefused(await send({ ...credential, response: { ...credential.response, signature } }));
    }
    expect((await signInByPasskey(server, authenticator)).status).toBe(200);
  });

  it("by a passkey that is unknown or was removed is refused", async () => {
    const stranger = newAuthenticator();
    stranger.userHandle = Buffer.from(person.id.replaceAll("-", ""), "hex").toString("base64url");
    await expectRefused(await signInByPasskey(server, stranger));
    const owner = await register(server);
    const authenticator = await makePasskey(server, owner);
    await server.sql("delete from passkeys where user_id = $1", [owner.id]);
    await expectRefused(await signInByPasskey(server, authenticator));
  });

  it("by a copy whose counter goes back or stands still is refused, the original goes on", async () => {
    const authenticator = await makePasskey(server, person);
    for (let n = 0; n < 3; n += 1) expect((await signInByPasskey(server, authenticator)).status).toBe(200);
    const { counter } = authenticator;
    for (const copied of [counter - 2, counter - 1]) {
      authenticator.counter = copied;
      await expectRefused(await signInByPasskey(server, authenticator));
    }
    authenticator.counter = counter;
    expect((await signInByPasskey(server, authenticator)).status).toBe(200);
  });

  it("is refused to a suspended account and to one whose address is not confirmed, as by password", async () => {
    const owner = await register(server);
    const authenticator = await makePasskey(server, owner);
    const strict = await server.another({ EMAIL_VERIFICATION: "required" });
    try {
      const unconfirmed = await signInByPasskey(strict, authenticator);
      expect([unconfirmed.status, unconfirmed.body.code]).toEqual([403, "email_not_verified"]);
    } finally {
      await strict.close();
    }
    await server.sql("update users set suspended_at = clock_timestamp() where id = $1", [owner.id]);
    const suspended = await signInByPasskey(server, authenticator);
    expect([suspended.status, suspended.body.code]).toEqual([403, "suspended"]);
    await expectRefused(await signInByPasskey(server, authenticator, { flags: PRESENT }));
  });

  it("that cannot be read makes no server fail", async () => {
    const authenticator = await makePasskey(server, person);
    const encoded = (text: string) => Buffer.from(text).toString("base64url");
    for (const response of [
      { clientDataJSON: encoded("[]") },
      { clientDataJSON: encoded('"x"') },
      { clientDataJSON: "____" },
    ]) {
      const good = authenticator.get(await begin());
      await expectRefused(await send({ ...good, response: { ...good.response, ...response } }));
    }
    const good = authenticator.get(await begin());
    for (const credential of [{}, [], 1, { ...good, response: {} }, { ...good, id: "" }]) {
      expect((await send(credential)).status).toBe(400);
    }
  });

  it("works on a laptop, by localhost and by 127.0.0.1", async () => {
    const laptop = await server.another({ PUBLIC_URL: "http://localhost:3000" });
    try {
      const owner = await register(laptop);
      for (const origin of ["http://localhost:3000", "http://127.0.0.1:3000"]) {
        const authenticator = newAuthenticator({ origin, rpId: "localhost" });
        await makePasskey(laptop, owner, authenticator);
        expect((await signInByPasskey(laptop, authenticator)).status).toBe(200);
        await expectRefused(await signInByPasskey(laptop, authenticator, { origin: "http://localhost" }));
      }
    } finally {
      await laptop.close();
    }
  });
});
