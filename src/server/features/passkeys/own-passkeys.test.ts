import { createPrivateKey, randomBytes, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attest, PRESENT } from "../../../../tests/support/authenticator.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { PASSWORD, type Person, register } from "../accounts/testing/account-fixtures.ts";
import { enableSecondFactor } from "../second-factor/testing/second-factor-fixtures.ts";
import { deleteExpiredChallenges } from "./challenges.ts";
import { CERTIFICATE, CERTIFICATE_KEY } from "./testing/attestation-certificate.ts";
import {
  beginPasskey,
  keepPasskey,
  makePasskey,
  newAuthenticator,
  RP_ID,
  SITE,
} from "./testing/passkey-fixtures.ts";

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", PUBLIC_URL: SITE });
  person = await register(server);
});
afterAll(() => server.close());

const list = async ({ token }: Person) => (await server.api.get("/me/passkeys", { token })).body;
const remove = ({ token }: Person, id: string, body: object = { password: PASSWORD }) =>
  server.api.request("DELETE", `/api/v1/me/passkeys/${id}`, { body, token });

async function expectRefused(response: Awaited<ReturnType<typeof keepPasskey>>, code = "invalid_credential") {
  expect(response.status).toBe(400);
  expect(response.body.errors).toMatchObject([{ path: "/credential", code }]);
}

describe("a passkey", () => {
  it("is asked of an authenticator that verifies its user and needs no name to be found by", async () => {
    const { status, body, headers } = await beginPasskey(server, person);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      rp: { id: RP_ID, name: "Swideal" },
      user: {
        name: person.email,
        id: Buffer.from(person.id.replaceAll("-", ""), "hex").toString("base64url"),
      },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [],
      timeout: 300_000,
    });
    expect(body.pubKeyCredParams.map(({ alg }: { alg: number }) => alg)).toEqual([-8, -7, -257]);
    expect(Buffer.from(body.challenge, "base64url")).toHaveLength(32);
    expect(headers.get("cache-control")).toBe("no-store");
    const kept = await server.sql("select c::text as row from passkey_challenges c");
    expect(JSON.stringify(kept)).not.toContain(Buffer.from(body.challenge).toString("hex"));
  });

  it.each(["ES256", "EdDSA"] as const)("that signs by %s is kept, listed and removed", async (algorithm) => {
    const owner = await register(server);
    await makePasskey(server, owner, newAuthenticator({ algorithm }));
    const { items, nextCursor } = await list(owner);
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([{ name: "Mon téléphone", lastUsedAt: null, backedUp: false }]);
    const again = await beginPasskey(server, owner);
    expect(again.body.excludeCredentials).toMatchObject([{ type: "public-key" }]);
    expect((await remove(owner, items[0].id)).status).toBe(204);
    expect((await list(owner)).items).toEqual([]);
    const entries = await server.sql(
      "select action, result from audit_entries where actor_id = $1 and action like 'passkey.%' order by at",
      [owner.id],
    );
    expect(entries).toEqual([
      { action: "passkey.create", result: "done" },
      { action: "passkey.delete", result: "done" },
    ]);
  });

  it("is neither begun nor removed without the password, and the second factor where there is one", async () => {
    const owner = await register(server);
    await makePasskey(server, owner);
    const [{ id }] = (await list(owner)).items;
    const factor = await enableSecondFactor(server, owner);
    const wrong = { password: "ce n'est pas la bonne phrase" };
    const half = { password: PASSWORD };
    for (const act of [
      (proof: object) => beginPasskey(server, owner, proof),
      (proof: object) => remove(owner, id, proof),
    ]) {
      expect((await act(wrong)).body.code).toBe("invalid_credentials");
      expect((await act(half)).body.code).toBe("second_factor_required");
      await factor.forgetUse();
      expect((await act({ ...half, totp: await factor.code() })).status).toBeLessThan(300);
    }
  });

  it("of another is not removed, and looks as one that does not exist", async () => {
    const [owner, stranger] = [await register(server), await register(server)];
    await makePasskey(server, owner);
    const [{ id }] = (await list(owner)).items;
    const said = async (of: Promise<{ status: number; body: object }>) => {
      const { status, body } = await of;
      return { status, body: { ...body, requestId: null } };
    };
    const refused = await said(remove(stranger, id));
    expect(refused.status).toBe(404);
    expect(await said(remove(stranger, "01900000-0000-7000-8000-000000000000"))).toEqual(refused);
    expect((await list(owner)).items).toHaveLength(1);
  });

  it("is one of at most twenty", async () => {
    const owner = await register(server);
    const begun = await beginPasskey(server, owner);
    await server.sql(
      `insert into passkeys (user_id, credential_id, public_key, counter, backed_up, name)
       select $1, uuid_send(gen_random_uuid()), '', 0, false, 'x' from generate_series(1, 20)`,
      [owner.id],
    );
    expect((await beginPasskey(server, owner)).body.code).toBe("invalid_transition");
    const late = await keepPasskey(server, owner, newAuthenticator().create(begun.body));
    expect(late.status).toBe(409);
    expect((await list(owner)).items).toHaveLength(20);
  });

  it("asked for twice under one Idempotency-Key is made once, with the same answer", async () => {
    const owner = await register(server);
    const { body: options } = await beginPasskey(server, owner);
    const body = { name: "Clé", credential: newAuthenticator().create(options) };
    const send = () =>
      server.api.post("/me/passkeys", body, { token: owner.token, headers: { "idempotency-key": "k" } });
    const [first, second] = [await send(), await send()];
    expect(first.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect((await list(owner)).items).toHaveLength(1);
  });
});

describe("a passkey that attests itself, as some authenticators always do,", () => {
  const attested =
    (change: (signature: Uint8Array) => Uint8Array): Attest =>
    (signed, signByKey) => ({
      fmt: "packed",
      attStmt: new Map<string, unknown>([
        ["alg", -7],
        ["sig", change(signByKey(signed))],
      ]),
    });

  it("is kept when its signature is right, and only then", async () => {
    const options = await beginPasskey(server, person);
    const forged = attested((signature) => signature.map((byte, n) => (n === 20 ? byte ^ 1 : byte)));
    const wrong = newAuthenticator().create(options.body, { attestation: forged });
    await expectRefused(await keepPasskey(server, person, wrong));
    const right = newAuthenticator().create(options.body, {
      attestation: attested((signature) => signature),
    });
    expect((await keepPasskey(server, person, right)).status).toBe(201);
  });
});

describe("a passkey is not kept", () => {
  it.each([
    ["made for another site", { origin: "https://evil.example" }],
    ["made for a site that only begins like ours", { origin: `${SITE}.evil.example` }],
    ["made without encryption", { origin: SITE.replace("https", "http") }],
    ["made under another host's name", { rpId: "evil.example" }],
    ["made without verifying its user", { flags: PRESENT }],
    ["made without anybody there", { flags: 0 }],
    ["that answers a sign-in", { type: "webauthn.get" }],
    ["that answers no challenge of ours", { challenge: randomBytes(32).toString("base64url") }],
    ["made in a frame of another site", { crossOrigin: true }],
    ["of an algorithm that was not asked for", { algorithm: -65535 }],
  ])("%s", async (_, wrong) => {
    const options = await beginPasskey(server, person);
    await expectRefused(await keepPasskey(server, person, newAuthenticator().create(options.body, wrong)));
  });

  it("that answers a challenge a second time", async () => {
    const owner = await register(server);
    const options = await beginPasskey(server, owner);
    expect((await keepPasskey(server, owner, newAuthenticator().create(options.body))).status).toBe(201);
    await expectRefused(await keepPasskey(server, owner, newAuthenticator().create(options.body)));
  });

  it("that answers another user's challenge, or one for signing in", async () => {
    const other = await register(server);
    const options = await beginPasskey(server, other);
    await expectRefused(await keepPasskey(server, person, newAuthenticator().create(options.body)));
    expect((await keepPasskey(server, other, newAuthenticator().create(options.body))).status).toBe(201);
    const signingIn = await server.api.post("/auth/passkey/options");
    const mixed = { ...signingIn.body, user: options.body.user };
    await expectRefused(await keepPasskey(server, person, newAuthenticator().create(mixed)));
  });

  it("that comes after 5 minutes, when its challenge is soon deleted", async () => {
    const options = await beginPasskey(server, person);
    await server.sql(
      "update passkey_challenges set expires_at = clock_timestamp() - interval '2 minutes' where user_id = $1",
      [person.id],
    );
    await expectRefused(await keepPasskey(server, person, newAuthenticator().create(options.body)));
    await server.resources.database.transaction((tx) => deleteExpiredChallenges(tx, 1_000));
    expect(await server.sql("select from passkey_challenges where user_id = $1", [person.id])).toEqual([]);
  });

  it("twice, not even by another user", async () => {
    const [owner, thief] = [await register(server), await register(server)];
    const authenticator = await makePasskey(server, owner);
    for (const one of [owner, thief]) {
      const options = await beginPasskey(server, one);
      await expectRefused(
        await keepPasskey(server, one, authenticator.create(options.body)),
        "passkey_known",
      );
    }
  });

  it("that cannot be read, and nothing it holds makes the server fail", async () => {
    const { body } = await beginPasskey(server, person);
    const good = newAuthenticator().create(body);
    const encoded = (text: string) => Buffer.from(text).toString("base64url");
    for (const response of [
      { clientDataJSON: encoded("{") },
      { clientDataJSON: encoded("null") },
      { clientDataJSON: encoded('{"challenge":{"$gt":""}}') },
      { attestationObject: "AA" },
      { attestationObject: encoded("\u00a0") },
      { attestationObject: good.response.attestationObject.slice(0, -40) },
      { attestationObject: good.response.attestationObject.replace(/.{20}/, "_".repeat(20)) },
    ]) {
      const credential = { ...good, response: { ...good.response, ...response } };
      await expectRefused(await keepPasskey(server, person, credential));
    }
    await expectRefused(await keepPasskey(server, person, { ...good, id: "AAAA", rawId: "AAAA" }));
    for (const credential of [
      {},
      null,
      "x",
      { ...good, id: "not base64url!" },
      { ...good, type: "password" },
    ]) {
      expect((await keepPasskey(server, person, credential)).status).toBe(400);
    }
    expect((await keepPasskey(server, person, good, "\u202eenvers")).status).toBe(400);
  });

  it("with a certificate that was not asked for, though its signature is right", async () => {
    const options = await beginPasskey(server, person);
    const key = createPrivateKey({ key: CERTIFICATE_KEY, format: "der", type: "pkcs8" });
    const attestation: Attest = (signed) => ({
      fmt: "packed",
      attStmt: new Map<string, unknown>([
        ["alg", -7],
        ["sig", Uint8Array.from(sign("sha256", signed, key))],
        ["x5c", [Uint8Array.from(CERTIFICATE)]],
      ]),
    });
    const credential = newAuthenticator().create(options.body, { attestation });
    await expectRefused(await keepPasskey(server, person, credential));
  });
});
