import { generateKeyPairSync, randomUUID, sign as signBytes } from "node:crypto";
import { type JWTHeaderParameters, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { type Person, register } from "../accounts/testing/account-fixtures.ts";
import { createAccessTokens } from "./access-tokens.ts";

const SITE = "https://swideal.example";
type Key = Record<string, string> & { kid: string; x: string };

let server: TestServer;
let person: Person;
let ours: Key;
let claims: JWTPayload;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: SITE });
  person = await register(server);
  ours = server.resources.secrets.authKeys[0] as unknown as Key;
  claims = JSON.parse(Buffer.from(person.token.split(".")[1] ?? "", "base64url").toString());
});
afterAll(() => server.close());

const newKey = (kid: string): Key => ({
  ...(generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" }) as Key),
  kid,
});

/** A token as ours are made, but for what is changed; `undefined` leaves a claim out. */
function forge(
  changes: { header?: Partial<JWTHeaderParameters>; claims?: Record<string, unknown>; key?: Key } = {},
): Promise<string> {
  const header = { alg: "EdDSA", typ: "at+jwt", kid: ours.kid, ...changes.header };
  return new SignJWT({ ...claims, ...changes.claims })
    .setProtectedHeader(header)
    .sign({ ...(changes.key ?? ours), alg: "EdDSA" });
}

const me = (token: string, on = server) => on.api.get("/me", { token });

async function expectRefused(token: string, code = "unauthenticated") {
  // On a route that anybody may call, too: a token that is there must be good.
  for (const response of [await me(token), await server.api.post("/auth/logout", undefined, { token })]) {
    expect(response.status).toBe(401);
    expect(response.body.code).toBe(code);
  }
  expect((await me(person.token)).status).toBe(200);
}

it("a token made by hand from the server's own key passes, so that each change below is what is refused", async () => {
  expect((await me(await forge())).status).toBe(200);
});

describe("an access token is refused", () => {
  it("without a signature (alg none)", async () => {
    const unsecured = new UnsecuredJWT(claims).encode();
    await expectRefused(unsecured);
    for (const alg of ["none", "None", "NONE", "nOnE"]) {
      const header = { alg, typ: "at+jwt", kid: ours.kid };
      await expectRefused(`${encode(header)}.${encode(claims)}.`);
      await expectRefused(`${encode(header)}.${encode(claims)}.${person.token.split(".")[2]}`);
    }
  });

  it("signed by HMAC with our public key as the secret", async () => {
    const { kty, crv, x } = ours;
    const published = await server.api.request("GET", "/.well-known/jwks.json");
    const secrets = [x, Buffer.from(x ?? "", "base64url"), JSON.stringify({ kty, crv, x }), published.text];
    for (const secret of secrets) {
      for (const alg of ["HS256", "HS384", "HS512"]) {
        const bytes = Buffer.concat([Buffer.from(secret ?? ""), Buffer.alloc(64)]);
        for (const key of [Buffer.from(secret ?? ""), bytes]) {
          if (key.length * 8 < Number(alg.slice(2))) continue;
          const signing = new SignJWT(claims).setProtectedHeader({ alg, typ: "at+jwt", kid: ours.kid });
          await expectRefused(await signing.sign(key));
        }
      }
    }
  });

  it("signed by another algorithm", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    for (const alg of ["RS256", "PS256"]) {
      const signing = new SignJWT(claims).setProtectedHeader({ alg, typ: "at+jwt", kid: ours.kid });
      await expectRefused(await signing.sign(privateKey));
    }
  });

  it("signed by another key under our kid, or with that key in its header", async () => {
    const key = newKey(ours.kid);
    await expectRefused(await forge({ key }));
    const { d: _, ...jwk } = key;
    await expectRefused(await forge({ key, header: { jwk } }));
    await expectRefused(await forge({ key, header: { jku: "https://evil.example/jwks.json" } }));
    await expectRefused(await forge({ key, header: { x5u: "https://evil.example/cert.pem" } }));
  });

  it("with a kid that is not ours, or none", async () => {
    for (const kid of [randomUUID(), "", "../../dev/null", "__proto__", "' or true --"]) {
      await expectRefused(await forge({ header: { kid } }));
    }
    const { kid: _, ...header } = { alg: "EdDSA", typ: "at+jwt", kid: "" };
    await expectRefused(await new SignJWT(claims).setProtectedHeader(header).sign({ ...ours, alg: "EdDSA" }));
  });

  it.each(["JWT", "jwt", "id+jwt", "dpop+jwt", "", undefined])("of type %j", async (typ) => {
    await expectRefused(await forge({ header: { typ: typ as string } }));
  });

  it.each([
    ["another audience", { aud: "https://autre.example/api/v1" }],
    ["no audience", { aud: undefined }],
    ["another issuer", { iss: "https://evil.example" }],
    ["an issuer that only begins like ours", { iss: `${SITE}.evil.example` }],
    ["no issuer", { iss: undefined }],
    ["no subject", { sub: undefined }],
    ["another subject", { sub: "01900000-0000-7000-8000-000000000000" }],
    ["a subject that is no id", { sub: "' or true --" }],
    ["no session", { sid: undefined }],
    ["a session that does not exist", { sid: "01900000-0000-7000-8000-000000000000" }],
    ["a session that is no id", { sid: ["x"] }],
    ["no end", { exp: undefined }],
    ["an end in words", { exp: "tomorrow" }],
    ["no beginning", { iat: undefined }],
    ["a beginning still to come", { nbf: 9_999_999_999 }],
    ["no id of its own", { jti: undefined }],
  ])("with %s", async (_, changed) => {
    await expectRefused(await forge({ claims: changed }));
  });

  it("of one user with the session of another", async () => {
    const other = await register(server);
    await expectRefused(await forge({ claims: { sub: other.id } }));
  });

  it("with extensions that it calls critical", async () => {
    const header = { alg: "EdDSA", typ: "at+jwt", kid: ours.kid, crit: ["x"], x: 1 };
    await expectRefused(signed(header, claims));
    await expectRefused(signed({ ...header, crit: ["b64"], b64: false }, claims));
  });

  it("changed in any part", async () => {
    const [header = "", , signature = ""] = person.token.split(".");
    await expectRefused(`${header}.${encode({ ...claims, exp: 9_999_999_999 })}.${signature}`);
    await expectRefused(
      `${encode({ alg: "EdDSA", typ: "at+jwt", kid: ours.kid, x: 1 })}.${encode(claims)}.${signature}`,
    );
    const flipped = Buffer.from(signature, "base64url");
    flipped[0] = (flipped[0] ?? 0) ^ 1;
    await expectRefused(`${header}.${encode(claims)}.${flipped.toString("base64url")}`);
    await expectRefused(`${header}.${encode(claims)}.${Buffer.alloc(64).toString("base64url")}`);
  });

  it.each(["x", "a.b", "a.b.c", "..", "a.b.c.d.e", "{}", "e30.e30.e30", "A".repeat(4_000)])(
    "when it is none: %s",
    async (token) => {
      await expectRefused(token);
    },
  );

  it("as expired, and only then, when it is ours and too old", async () => {
    const iat = Math.floor(Date.now() / 1_000) - 1_000;
    const old = { iat, exp: iat + 900 };
    await expectRefused(await forge({ claims: old }), "token_expired");
    await expectRefused(await forge({ claims: old, key: newKey(ours.kid) }));
    await expectRefused(await forge({ claims: { ...old, aud: "https://autre.example" } }));
  });
});

describe("at the next request", () => {
  it("a suspension holds", async () => {
    const suspended = await register(server);
    await server.sql("update users set suspended_at = clock_timestamp() where id = $1", [suspended.id]);
    await expectRefused(suspended.token);
  });

  it("another role holds", async () => {
    const promoted = await register(server);
    await server.sql("update users set roles = array['moderator'] where id = $1", [promoted.id]);
    expect((await me(promoted.token)).body.roles).toEqual(["moderator"]);
  });
});

describe("keys", () => {
  it("are published without their private parts", async () => {
    const { status, body, headers } = await server.api.request("GET", "/.well-known/jwks.json");
    expect(status).toBe(200);
    expect(body).toEqual({
      keys: [{ kty: "OKP", crv: "Ed25519", x: ours.x, kid: ours.kid, alg: "EdDSA", use: "sig" }],
    });
    expect(headers.get("cache-control")).toBe("public, max-age=300");
  });

  it("are rotated without signing anybody out: the first signs, all verify", async () => {
    const fresh = newKey("2026-11");
    const rotated = await server.another({ AUTH_KEYS: JSON.stringify({ keys: [fresh, ours] }) });
    try {
      expect((await me(person.token, rotated)).status).toBe(200);
      const newcomer = await register(rotated);
      const [header = ""] = newcomer.token.split(".");
      expect(JSON.parse(Buffer.from(header, "base64url").toString())).toEqual({
        alg: "EdDSA",
        typ: "at+jwt",
        kid: "2026-11",
      });
      expect((await me(newcomer.token, rotated)).status).toBe(200);
      const { body } = await rotated.api.request("GET", "/.well-known/jwks.json");
      expect(body.keys.map(({ kid }: Key) => kid)).toEqual(["2026-11", ours.kid]);
      // An instance that does not have the new key yet knows no token of it.
      await expectRefused(newcomer.token);
    } finally {
      await rotated.close();
    }
  });

  it("are needed", () => {
    expect(() => createAccessTokens({ keys: [], publicUrl: () => SITE })).toThrow("a key is needed");
  });
});

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** For headers that the library itself refuses to sign. */
function signed(header: unknown, payload: unknown): string {
  const content = `${encode(header)}.${encode(payload)}`;
  const key = { key: ours, format: "jwk" } as const;
  return `${content}.${signBytes(null, Buffer.from(content), key).toString("base64url")}`;
}

it("a token that was good is refused once its time is over, and any other that looks like it at once", async () => {
  /** Until a token's life is longer than this machine needs to ask with it. */
  const usable = async (seconds: number): Promise<string> => {
    const now = Math.floor(Date.now() / 1_000);
    const token = await forge({ claims: { iat: now, exp: now + seconds } });
    const { status } = await me(token);
    if (Date.now() / 1_000 >= now + seconds) return usable(seconds * 2);
    expect(status).toBe(200);
    return token;
  };
  const token = await usable(2);
  const last = token.at(-2) === "A" ? "B" : "A";
  expect((await me(`${token.slice(0, -2)}${last}${token.at(-1)}`)).status).toBe(401);
  await expect.poll(async () => (await me(token)).body.code).toBe("token_expired");
  await expectRefused(token, "token_expired");
});
