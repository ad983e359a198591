import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { newAddress, PASSWORD, register, signIn } from "../accounts/testing/account-fixtures.ts";

const WRONG = "ce n'est pas la bonne phrase";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" });
});
afterAll(() => server.close());

const login = (email: string, password = PASSWORD) => server.api.post("/auth/login", { email, password });

describe("signing in", () => {
  it("answers the user, an access token of 15 minutes and a cookie that works", async () => {
    const { email, id } = await register(server);
    const { status, body } = await login(email);
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ id, email });
    const [, payload = ""] = body.accessToken.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    expect(claims.exp - claims.iat).toBe(900);
    expect(new Date(claims.exp * 1_000).toISOString()).toBe(body.accessTokenExpiresAt);
    expect((await server.api.get("/me", { token: body.accessToken })).body).toEqual(body.user);
  });

  it("does not mind the address's case, nor how accents of the password are composed", async () => {
    const { email } = await register(server, { password: PASSWORD.normalize("NFC") });
    expect((await login(email.toUpperCase(), PASSWORD.normalize("NFD"))).status).toBe(200);
  });

  it("begins a session of its own each time", async () => {
    const first = await register(server);
    const second = await signIn(server, first.email);
    await server.api.post("/auth/logout", undefined, { token: second.token });
    expect((await server.api.get("/me", { token: second.token })).status).toBe(401);
    expect((await server.api.get("/me", { token: first.token })).status).toBe(200);
  });

  it("answers a wrong password and an unknown address alike", async () => {
    const { email } = await register(server);
    const wrong = await login(email, WRONG);
    const unknown = await login(newAddress(), WRONG);
    for (const response of [wrong, unknown]) {
      expect(response.status).toBe(401);
      expect(response.headers.get("set-cookie")).toBeNull();
    }
    const said = ({ body }: typeof wrong) => ({ ...body, requestId: null });
    expect(said(wrong)).toEqual(said(unknown));
    expect(said(wrong).code).toBe("invalid_credentials");
    const names = ({ headers }: typeof wrong) => [...headers.keys()].sort();
    expect(names(wrong)).toEqual(names(unknown));
  });

  it("tells of a suspension only who knows the password", async () => {
    const { email, id } = await register(server);
    await server.sql("update users set suspended_at = clock_timestamp() where id = $1", [id]);
    expect((await login(email, WRONG)).body.code).toBe("invalid_credentials");
    const right = await login(email);
    expect(right.status).toBe(403);
    expect(right.body.code).toBe("suspended");
  });

  it("is no way in for an account without a password", async () => {
    const { email, id } = await register(server);
    await server.sql("update users set password_hash = null where id = $1", [id]);
    expect((await login(email)).body.code).toBe("invalid_credentials");
    expect((await login(email, "")).body.code).toBe("invalid_credentials");
  });

  it("leaves an audit entry when it works and when it does not, without the address", async () => {
    const { email, id } = await register(server);
    const unknown = newAddress();
    await login(email);
    await login(email, WRONG);
    await login(unknown, WRONG);
    const entries = () =>
      server.sql(
        `select result, actor_kind, actor_id, resource_type, resource_id from audit_entries
         where action = 'session.login' and (actor_id = $1 or resource_id = $1 or resource_id is null)
         order by result, resource_id`,
        [id],
      );
    // The first is of the session that the registration opened.
    await expect.poll(entries).toMatchObject([
      { result: "done", actor_kind: "user", actor_id: id, resource_type: "session" },
      { result: "done", actor_kind: "user", actor_id: id, resource_type: "session" },
      { result: "refused", actor_kind: "visitor", resource_type: "user", resource_id: id },
      { result: "refused", actor_kind: "visitor", resource_type: "user", resource_id: null },
    ]);
    const kept = await server.sql(
      "select a::text as row from audit_entries a union all select d::text from audit_details d",
    );
    for (const personal of [email, unknown, WRONG, PASSWORD]) {
      expect(JSON.stringify(kept)).not.toContain(personal);
    }
  });

  it.each([
    ["a byte that no text may hold", { email: "je\u0000an@exemple.fr", password: PASSWORD }],
    ["half a character", { email: "jean\ud800@exemple.fr", password: PASSWORD }],
    ["no password", { email: "jean@exemple.fr" }],
    ["a password of 1,001 characters", { email: "jean@exemple.fr", password: "a".repeat(1_001) }],
    ["an operator for a password", { email: "jean@exemple.fr", password: { $gt: "" } }],
    ["an unknown field", { email: "jean@exemple.fr", password: PASSWORD, admin: true }],
  ])("with %s is refused as out of form", async (_, body) => {
    expect((await server.api.post("/auth/login", body)).status).toBe(400);
  });

  it.each(["' or '1'='1", "%", "jean@exemple.fr' --", "\\", "*"])(
    "with the address %j finds nobody",
    async (email) => {
      expect((await login(email)).body.code).toBe("invalid_credentials");
    },
  );

  it("with a password of control and unpaired characters is merely wrong", async () => {
    const { email } = await register(server);
    expect((await login(email, "\u0000\ud800\u202e")).body.code).toBe("invalid_credentials");
  });
});
