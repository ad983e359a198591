import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { newAddress, PASSWORD, register, registration } from "./testing/account-fixtures.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" });
});
afterAll(() => server.close());

describe("where addresses are not verified, registering", () => {
  it("makes a user with its own party and signs it in", async () => {
    const asked = registration({ locale: "en", roles: ["provider"], termsVersion: "2026-01" });
    const response = await server.api.post("/auth/register", asked);
    expect(response.status).toBe(201);
    const { user, accessToken } = response.body;
    expect(user).toMatchObject({
      email: asked.email,
      emailVerified: false,
      displayName: asked.displayName,
      roles: ["provider"],
      locale: "en",
    });
    expect((await server.api.get("/me", { token: accessToken })).body).toEqual(user);
    const [party] = await server.sql("select kind, display_name from parties where id = $1", [user.partyId]);
    expect(party).toEqual({ kind: "person", display_name: asked.displayName });
  });

  it("gives both roles and French unless asked otherwise", async () => {
    const { body } = await server.api.post("/auth/register", registration());
    expect(body.user).toMatchObject({ roles: ["client", "provider"], locale: "fr" });
  });

  it("keeps the address as it was typed and takes it once, whatever its case", async () => {
    const email = `Jean+Devis.${newAddress()}`;
    const { body } = await server.api.post("/auth/register", registration({ email }));
    expect(body.user.email).toBe(email);
    const again = await server.api.post("/auth/register", registration({ email: email.toUpperCase() }));
    expect(again.status).toBe(409);
    expect(again.body.code).toBe("email_taken");
  });

  it("gives one account to whom asks ten times at once", async () => {
    const asked = registration();
    const parties = await count("parties");
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => server.api.post("/auth/register", asked)),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect(await count("parties")).toBe(parties + 1);
  });

  it("keeps of the password an argon2id hash alone", async () => {
    const { id } = await register(server);
    const [row] = await server.sql<{ password_hash: string }>(
      "select password_hash from users where id = $1",
      [id],
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$/);
  });

  it("is audited without the address, the name or the password in the entry", async () => {
    const { id, email } = await register(server);
    const entries = await server.sql("select * from audit_entries where resource_id = $1", [id]);
    expect(entries).toMatchObject([{ action: "account.register", result: "done" }]);
    for (const personal of [email, "Élodie", PASSWORD])
      expect(JSON.stringify(entries)).not.toContain(personal);
  });
});

describe("a hostile registration is refused and changes nothing:", () => {
  const refused = async (request: Parameters<TestServer["api"]["post"]>[2], status: number) => {
    const before = await count("users");
    const response = await server.api.post("/auth/register", undefined, request);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(await count("users")).toBe(before);
    return response.body;
  };

  it.each([
    ["the role of a moderator", { roles: ["moderator"] }],
    ["no role", { roles: [] }],
    ["three roles", { roles: ["client", "provider", "client"] }],
    ["an address without a domain", { email: "jean" }],
    ["an address with a line break", { email: "jean@exemple.fr\nBcc: tous@exemple.fr" }],
    ["an address with NUL", { email: "je\u0000an@exemple.fr" }],
    ["an address of 255 characters", { email: `${"a".repeat(244)}@exemple.fr` }],
    ["a name with NUL", { displayName: "Je\u0000an" }],
    ["a name with half a character", { displayName: "Jean \udc00" }],
    ["a name of spaces", { displayName: "   " }],
    ["terms with NUL", { termsVersion: "1\u0000" }],
    ["an array for a text", { email: ["jean@exemple.fr"] }],
    ["an object for a text", { password: { $ne: "" } }],
    ["an unknown language", { locale: "de" }],
    ["a field that is not ours to set", { emailVerified: true }],
  ])("%s", async (_, changes) => {
    await refused({ body: registration(changes) }, 400);
  });

  it.each([
    ["no body at all", "", 400],
    ["half a body", '{"email":', 400],
    ["a text", '"bonjour"', 400],
    ["null", "null", 400],
    ["__proto__", '{"__proto__": {"roles": ["admin"]}}', 400],
    ["constructor.prototype", '{"constructor": {"prototype": {"roles": ["admin"]}}}', 400],
    ["100,000 brackets, one in the other", "[".repeat(30_000), 400],
    ["64 KiB and more", JSON.stringify(registration({ displayName: "a".repeat(65_536) })), 413],
  ])("%s", async (_, raw, status) => {
    await refused({ raw }, status);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a"])(
    "a body of type %s",
    async (type) => {
      const request = { raw: JSON.stringify(registration()), headers: { "content-type": type } };
      const response = await server.api.post("/auth/register", undefined, request);
      expect([400, 415]).toContain(response.status);
    },
  );
});

async function count(table: "users" | "parties"): Promise<number> {
  const [row] = await server.sql<{ n: string }>(`select count(*) as n from ${table}`);
  return Number(row?.n);
}
