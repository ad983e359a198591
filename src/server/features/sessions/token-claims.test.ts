import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { type Person, register } from "../accounts/testing/account-fixtures.ts";
import { encode, type Forgery, forgery, newKey } from "./testing/forgery.ts";

const SITE = "https://swideal.example";

let server: TestServer;
let person: Person;
let ours: Forgery;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: SITE });
  person = await register(server);
  ours = forgery(server, person);
});
afterAll(() => server.close());

const me = (authorization: string) => server.api.get("/me", { headers: { authorization } });

async function expectRefused(...tokens: string[]) {
  for (const token of tokens) {
    const response = await me(`Bearer ${token}`);
    expect(response.status, token).toBe(401);
    expect(response.body.code, token).toBe("unauthenticated");
  }
}

describe("of our own key a token is refused", () => {
  const now = Math.floor(Date.now() / 1_000);

  it.each([
    ["lives longer than ours do", { exp: now + 86_400 }],
    ["never ends", { exp: 1e300 }],
    ["ends at half a second", { exp: now + 600.5 }],
    ["ends in words", { exp: String(now + 600) }],
    ["ends at true", { exp: true }],
    ["ends at null", { exp: null }],
    ["ends in a list", { exp: [now + 600] }],
    ["begins in words", { iat: "now" }],
    ["begins at null", { iat: null }],
    ["begins at half a second", { iat: now - 0.5 }],
    ["begins long ago and ends soon", { iat: -1, exp: now + 600 }],
    ["is good later", { nbf: now + 3_600 }],
    ["is good from words on", { nbf: "0" }],
    ["is good from null on", { nbf: null }],
    ["is for several", { aud: [`${SITE}/api/v1`, "https://evil.example"] }],
    ["is for us in a list", { aud: [`${SITE}/api/v1`] }],
    ["is for something below us", { aud: `${SITE}/api/v1/missions` }],
    ["is for something above us", { aud: SITE }],
    ["is for us with a slash", { aud: `${SITE}/api/v1/` }],
    ["is for us in capitals", { aud: `${SITE}/API/V1` }],
    ["is for nobody", { aud: "" }],
    ["is for null", { aud: null }],
    ["is from us in a list", { iss: [SITE] }],
    ["is from us with a slash", { iss: `${SITE}/` }],
    ["is from us without encryption", { iss: SITE.replace("https", "http") }],
    ["is about nobody", { sub: "" }],
    ["is about a list", { sub: ["01900000-0000-7000-8000-000000000000"] }],
    ["is about an operator", { sub: { $ne: null } }],
    ["is about an address", { sub: "jean@exemple.fr" }],
    ["is of no session", { sid: "" }],
    ["is of a statement", { sid: "' or true --" }],
    ["is of a number", { sid: 1 }],
    ["has no name of its own", { jti: null }],
  ])("that %s", async (_, changed) => {
    await expectRefused(ours.sign(ours.header, { ...ours.claims, ...changed }));
  });

  it("that ends beyond every number", async () => {
    const claims = JSON.stringify(ours.claims).replace(/"exp":\d+/, '"exp":1e400');
    await expectRefused(ours.sign(ours.header, claims));
  });

  it.each(["[]", "null", '"x"', "1", "{", "", "not json"])("whose claims are %s", async (claims) => {
    await expectRefused(ours.sign(ours.header, claims));
  });

  it("as expired when it ended, be it in 1900", async () => {
    for (const exp of [-2_208_988_800, 0, now - 1]) {
      const token = ours.sign(ours.header, { ...ours.claims, iat: exp - 900, exp });
      expect((await me(`Bearer ${token}`)).body.code).toBe("token_expired");
    }
  });

  it("with one user's name and another's session, either way", async () => {
    const other = await register(server);
    const theirs = forgery(server, other).claims;
    await expectRefused(
      ours.sign(ours.header, { ...ours.claims, sub: theirs.sub }),
      ours.sign(ours.header, { ...ours.claims, sid: theirs.sid }),
      ours.sign(ours.header, { ...ours.claims, sub: theirs.sid, sid: theirs.sub }),
    );
  });
});

describe("nothing else passes for an access token", () => {
  it("neither a refresh token, nor an id; and an access token refreshes nothing", async () => {
    const [, refreshToken = ""] = person.cookie.split("=");
    await expectRefused(
      refreshToken,
      person.id,
      String(ours.claims.sid),
      randomBytes(32).toString("base64url"),
    );
    for (const value of [
      person.token,
      encode(person.token),
      String(ours.claims.sid),
      String(ours.claims.jti),
    ]) {
      const headers = { cookie: `__Secure-swideal_refresh=${value}` };
      expect((await server.api.post("/auth/refresh", undefined, { headers })).status).toBe(401);
    }
    const headers = { cookie: person.cookie };
    expect((await server.api.post("/auth/refresh", undefined, { headers })).status).toBe(200);
  });

  it("a token of another installation, be it under our name or of our keys", async () => {
    // On our own database, so that their sessions are known here and the token alone decides.
    const namesake = await server.another({ AUTH_KEYS: JSON.stringify({ keys: [newKey("theirs")] }) });
    const sibling = await server.another({ PUBLIC_URL: "https://autre.example" });
    try {
      await expectRefused((await register(namesake)).token, (await register(sibling)).token);
    } finally {
      await sibling.close();
      await namesake.close();
    }
  });

  it("a token that stands elsewhere than in its header", async () => {
    const { token } = person;
    expect((await server.api.get(`/me?access_token=${token}`)).status).toBe(401);
    for (const headers of [
      { cookie: `access_token=${token}; token=${token}; authorization=Bearer ${token}` },
      { "x-access-token": token },
      { authorization: token },
      { authorization: `Basic ${token}` },
      { authorization: `DPoP ${token}` },
      { authorization: `Token ${token}` },
      { authorization: "Bearer" },
      { authorization: `Bearer ${token} ${token}` },
      { authorization: `Bearer ${token},Bearer ${token}` },
      { authorization: `Bearer "${token}"` },
      { authorization: `Bearer\t${token}` },
    ]) {
      expect((await server.api.get("/me", { headers })).status, JSON.stringify(headers)).toBe(401);
    }
  });

  it("a huge one, however huge", async () => {
    await expectRefused(
      ours.sign(ours.header, { ...ours.claims, x: "x".repeat(6_000) }),
      `${ours.token.split(".", 2).join(".")}.${"A".repeat(9_000)}`,
      ".".repeat(8_000),
    );
    const response = await fetch(`${server.url}/api/v1/me`, {
      headers: { authorization: `Bearer ${"A".repeat(60_000)}` },
    });
    expect(response.status).toBe(431);
  });
});
