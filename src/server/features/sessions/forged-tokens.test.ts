import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CompactEncrypt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { type Person, register } from "../accounts/testing/account-fixtures.ts";
import { createAccessTokens } from "./access-tokens.ts";
import { encode, type Forgery, forgery, newKey } from "./testing/forgery.ts";

const SITE = "https://swideal.example";

let server: TestServer;
let person: Person;
let ours: Forgery;
let trap: Server;
let trapped = 0;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: SITE });
  person = await register(server);
  ours = forgery(server, person);
  trap = createServer((_, response) => {
    trapped += 1;
    response.end();
  });
  await new Promise<void>((ready) => trap.listen(0, "127.0.0.1", ready));
});
afterAll(async () => {
  trap.close();
  await server.close();
});

const evilUrl = (path: string) => `http://127.0.0.1:${(trap.address() as AddressInfo).port}${path}`;
const me = (authorization: string) => server.api.get("/me", { headers: { authorization } });

async function expectRefused(...tokens: string[]) {
  for (const token of tokens) {
    const response = await me(`Bearer ${token}`);
    expect(response.status, token).toBe(401);
    expect(response.body.code, token).toBe("unauthenticated");
  }
}

it("made by hand from the server's own key a token passes, so that what is changed below is what is refused", async () => {
  expect((await me(`Bearer ${ours.sign(ours.header, ours.claims)}`)).status).toBe(200);
  expect((await me(`bearer ${ours.token}`)).status).toBe(200);
});

describe("a forged token is refused", () => {
  it("that is signed by another algorithm, under our key's name or with our public key as a secret", async () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
    const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const publicKey = createPublicKey({ key: ours.key, format: "jwk" });
    const secrets = [
      ...(["spki"] as const).flatMap((type) => [
        publicKey.export({ type, format: "pem" }),
        publicKey.export({ type, format: "der" }),
      ]),
      ours.key.x,
      Buffer.from(ours.key.x, "base64url"),
      ours.key.kid,
      "",
      "secret",
    ];
    const signed = (alg: string, signature: (content: Buffer) => Buffer) => {
      const content = `${encode({ ...ours.header, alg })}.${encode(ours.claims)}`;
      return `${content}.${signature(Buffer.from(content)).toString("base64url")}`;
    };
    const asymmetric = (key: KeyObject) => (content: Buffer) =>
      sign("sha256", content, { key, dsaEncoding: "ieee-p1363" });
    await expectRefused(
      ...secrets.flatMap((secret) =>
        ["256", "384", "512"].map((bits) =>
          signed(`HS${bits}`, (content) => createHmac(`sha${bits}`, secret).update(content).digest()),
        ),
      ),
      ...["RS256", "PS256"].map((alg) => signed(alg, asymmetric(rsa))),
      ...["ES256", "ES256K"].map((alg) => signed(alg, asymmetric(curve))),
    );
    // The right signature under another name of its algorithm.
    await expectRefused(
      ...["Ed25519", "Ed448", "eddsa", "EdDSA ", "ES256", "", "none"].map((alg) =>
        ours.sign({ ...ours.header, alg }, ours.claims),
      ),
      ...[null, 1, ["EdDSA"], { alg: "EdDSA" }, true].map((alg) =>
        ours.sign({ ...ours.header, alg }, ours.claims),
      ),
    );
  });

  it("without a signature, with an empty one, or with one of zeros, whatever algorithm it names", async () => {
    const zeros = (bytes: number) => Buffer.alloc(bytes).toString("base64url");
    for (const alg of ["none", "NONE", "nOnE", "None", "none ", "", "EdDSA", "ES256", "ES384", "HS256"]) {
      const content = `${encode({ ...ours.header, alg })}.${encode(ours.claims)}`;
      // r = s = 0 was a valid ECDSA signature of everything to some (CVE-2022-21449).
      await expectRefused(content, `${content}.`, ...[64, 96, 32, 132].map((n) => `${content}.${zeros(n)}`));
    }
  });

  it("that brings its own key, or says where to fetch one, and nothing is fetched", async () => {
    const evil = newKey(ours.key.kid);
    const { d: _, ...jwk } = evil;
    const x5c = [randomBytes(300).toString("base64")];
    const brought = [
      { jwk },
      { jku: evilUrl("/jwks.json") },
      { x5u: evilUrl("/cert.pem") },
      { x5c },
      { x5t: "AAAA", "x5t#S256": "AAAA" },
      { jku: evilUrl("/jwks.json"), jwk, x5u: evilUrl("/"), x5c },
      { jku: "file:///etc/passwd" },
      { url: evilUrl("/"), nonce: "x" },
    ];
    for (const members of brought) {
      await expectRefused(ours.sign({ ...ours.header, ...members }, ours.claims, evil));
      // Even where our own key has signed it: such a header is not ours.
      await expectRefused(ours.sign({ ...ours.header, ...members }, ours.claims));
    }
    expect(trapped).toBe(0);
  });

  it("whose kid is a path, a statement, an address or no text", async () => {
    const kids = [
      "../../../../dev/null",
      "/dev/null",
      "C:\\nul",
      "' or '1'='1",
      "x' union select 'c2VjcmV0' --",
      "key; sleep 10",
      "$(sleep 10)",
      evilUrl("/key"),
      "\u0000",
      "%00",
      "__proto__",
      "constructor",
      "*",
      "",
      `${ours.key.kid} `,
      ours.key.kid.toUpperCase(),
      "k".repeat(1_000),
      null,
      0,
      true,
      [ours.key.kid],
      { kid: ours.key.kid },
    ];
    for (const kid of kids) {
      await expectRefused(
        ours.sign({ ...ours.header, kid }, ours.claims),
        ours.sign({ ...ours.header, kid }, ours.claims, newKey("x")),
      );
    }
    const { kid: _, ...header } = ours.header;
    await expectRefused(ours.sign(header, ours.claims));
    expect(trapped).toBe(0);
  });

  it("with a header of another kind of token, of extensions or of compression", async () => {
    const members = [
      { typ: "JWT" },
      { typ: "id+jwt" },
      { typ: "secevent+jwt" },
      { typ: "application/at+jwt+x" },
      { typ: ["at+jwt"] },
      { typ: null },
      { typ: undefined },
      { cty: "JWT" },
      { crit: [] },
      { crit: ["exp"] },
      { crit: ["b64"], b64: false },
      { crit: ["b64"], b64: true },
      { crit: "b64", b64: false },
      { b64: false },
      { zip: "DEF" },
      { enc: "A256GCM" },
      { crit: ["http://evil.example/ext"], "http://evil.example/ext": true },
    ];
    await expectRefused(...members.map((more) => ours.sign({ ...ours.header, ...more }, ours.claims)));
  });

  it("in which a member stands twice, in its header or in its claims", async () => {
    const { alg, typ, kid } = ours.header;
    const claims = JSON.stringify(ours.claims);
    const twice = (name: string, value: unknown) => `{"${name}":${JSON.stringify(value)},${claims.slice(1)}`;
    await expectRefused(
      ours.sign(`{"alg":"none","alg":"${alg}","typ":"${typ}","kid":"${kid}"}`, claims),
      ours.sign(`{"alg":"${alg}","typ":"${typ}","kid":"x","kid":"${kid}"}`, claims),
      ours.sign(ours.header, twice("sub", "01900000-0000-7000-8000-000000000000")),
      ours.sign(ours.header, twice("exp", 9_999_999_999)),
      ours.sign(ours.header, twice("aud", "https://evil.example")),
    );
  });

  it("that is written otherwise than we write it, though it says the same", async () => {
    const [header = "", claims = "", signature = ""] = ours.token.split(".");
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    // 64 bytes are 86 characters: the last carries 2 bits, and 15 others mean the same bytes.
    const last = alphabet.indexOf(signature.at(-1) ?? "");
    const same = [...alphabet].filter((_, n) => n !== last && n >> 4 === last >> 4);
    expect(same).toHaveLength(15);
    for (const character of same) {
      const other = signature.slice(0, -1) + character;
      expect(Buffer.from(other, "base64url")).toEqual(Buffer.from(signature, "base64url"));
      await expectRefused(`${header}.${claims}.${other}`);
    }
    await expectRefused(
      `${header}=.${claims}.${signature}`,
      `${header}.${claims}==.${signature}`,
      `${header}.${claims}.${signature}==`,
      `${header}.${claims}.${signature}.`,
      `.${header}.${claims}.${signature}`,
      `${header}..${claims}.${signature}`,
      `${header}.${claims}.${signature}.${signature}`,
      `${header}.${claims}.${signature}A`,
      `${header}.${claims}.${signature}AAAA`,
      `${header}.${claims}.${signature.slice(0, -1)}`,
      `${header}.${claims}.${signature}${signature}`,
      `${claims}.${header}.${signature}`,
      ours.sign(JSON.stringify(ours.header, null, 1), ours.claims),
      ours.sign(`\ufeff${JSON.stringify(ours.header)}`, ours.claims),
      ours.sign({ kid: ours.header.kid, typ: ours.header.typ, alg: ours.header.alg }, ours.claims),
      ours.sign(ours.header, JSON.stringify(ours.claims, null, 1)),
      ours.sign(ours.header, `${JSON.stringify(ours.claims)}\n`),
      ours.sign(ours.header, `\ufeff${JSON.stringify(ours.claims)}`),
      ours.sign(ours.header, JSON.stringify(ours.claims).replace('"sub"', '"su\\u0062"')),
    );
    const [plus, slash] = [signature.replaceAll("-", "+"), signature.replaceAll("_", "/")];
    for (const other of [plus, slash]) {
      if (other !== signature) await expectRefused(`${header}.${claims}.${other}`);
    }
  });

  it("in another serialisation: JSON, nested, encrypted", async () => {
    const [header = "", payload = "", signature = ""] = ours.token.split(".");
    const flattened = JSON.stringify({ protected: header, payload, signature });
    const general = JSON.stringify({ payload, signatures: [{ protected: header, signature }] });
    const encrypted = (content: string, key: Uint8Array, members: object) =>
      new CompactEncrypt(Buffer.from(content))
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", ...members })
        .encrypt(key);
    const publicBytes = Buffer.from(ours.key.x, "base64url");
    await expectRefused(
      flattened,
      general,
      encode(flattened),
      encode(general),
      ours.sign({ ...ours.header, cty: "JWT" }, ours.token),
      ours.sign(ours.header, ours.token),
      await encrypted(ours.token, publicBytes, { cty: "JWT", kid: ours.key.kid }),
      await encrypted(JSON.stringify(ours.claims), publicBytes, { typ: "at+jwt", kid: ours.key.kid }),
    );
  });

  it("with a signature that lax verifiers of Ed25519 let pass", async () => {
    const [header = "", claims = "", signature = ""] = ours.token.split(".");
    const bytes = Buffer.from(signature, "base64url");
    const l = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
    const little = (part: Buffer) => BigInt(`0x${Buffer.from(part).reverse().toString("hex")}`);
    const bytesOf = (value: bigint) => Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse();
    const s = little(bytes.subarray(32));
    const tokens = [];
    // S + kL satisfies the equation for every k; RFC 8032 (5.1.7) takes S below L alone.
    for (let k = 1n; s + k * l < 2n ** 256n; k += 1n) {
      tokens.push(Buffer.concat([bytes.subarray(0, 32), bytesOf(s + k * l)]));
    }
    expect(tokens.length).toBeGreaterThan(5);
    // Points of small order: a lax verifier takes them, with S = 0, for a signature of any message.
    const points = [
      `01${"00".repeat(31)}`,
      `01${"00".repeat(30)}80`,
      `ec${"ff".repeat(30)}7f`,
      `ec${"ff".repeat(31)}`,
      "00".repeat(32),
      `${"00".repeat(31)}80`,
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      `ed${"ff".repeat(30)}7f`,
      `ee${"ff".repeat(30)}7f`,
    ];
    for (const point of points) {
      tokens.push(Buffer.concat([Buffer.from(point, "hex"), Buffer.alloc(32)]));
      tokens.push(Buffer.concat([Buffer.from(point, "hex"), bytes.subarray(32)]));
    }
    await expectRefused(...tokens.map((one) => `${header}.${claims}.${one.toString("base64url")}`));
  });
});

it("not one character of a token can be another", async () => {
  const { authKeys } = server.resources.secrets;
  const { read } = createAccessTokens({ keys: authKeys, publicUrl: () => SITE });
  await expect(read(ours.token)).resolves.toEqual({
    userId: person.id,
    sessionId: ours.claims.sid,
    expiresAt: Number(ours.claims.exp) * 1_000,
  });
  for (let n = 0; n < ours.token.length; n += 1) {
    for (const other of ["A", "Q", "_", ".", "=", " "]) {
      const changed = ours.token.slice(0, n) + other + ours.token.slice(n + 1);
      if (changed !== ours.token) await expect(read(changed), changed).rejects.toThrow("unauthenticated");
    }
  }
});
