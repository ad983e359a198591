import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { cookieOf, register, registration } from "../accounts/testing/account-fixtures.ts";

const FRIEND = "https://ami.example";

let server: TestServer;
let secure: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off", CORS_ORIGINS: FRIEND });
  secure = await server.another({ PUBLIC_URL: "https://swideal.example" });
});
afterAll(async () => {
  await secure.close();
  await server.close();
});

const post = (path: string, headers: Record<string, string>, token?: string) =>
  server.api.post(path, undefined, { headers, token });

describe("a logout", () => {
  it("by the access token ends its session at once, the refresh token with it", async () => {
    const person = await register(server);
    const response = await post("/auth/logout", {}, person.token);
    expect(response.status).toBe(204);
    expect((await server.api.get("/me", { token: person.token })).body.code).toBe("unauthenticated");
    expect((await post("/auth/refresh", { cookie: person.cookie })).status).toBe(401);
  });

  it("by the cookie ends its session at once, the access token with it", async () => {
    const person = await register(server);
    expect((await post("/auth/logout", { cookie: person.cookie })).status).toBe(204);
    expect((await server.api.get("/me", { token: person.token })).status).toBe(401);
    expect((await post("/auth/refresh", { cookie: person.cookie })).status).toBe(401);
  });

  it("by a cookie that a refresh has replaced meanwhile still ends the session", async () => {
    const person = await register(server);
    const live = cookieOf(await post("/auth/refresh", { cookie: person.cookie }));
    expect((await post("/auth/logout", { cookie: person.cookie })).status).toBe(204);
    expect((await post("/auth/refresh", { cookie: live })).status).toBe(401);
  });

  it("clears the cookie", async () => {
    const person = await register(server);
    const { headers } = await post("/auth/logout", { cookie: person.cookie });
    expect(headers.get("set-cookie")).toBe(
      "swideal_refresh=; Max-Age=0; Path=/api/v1/auth; HttpOnly; SameSite=Strict",
    );
  });

  it("may be repeated, and is audited once", async () => {
    const person = await register(server);
    await post("/auth/logout", { cookie: person.cookie });
    expect((await post("/auth/logout", { cookie: person.cookie })).status).toBe(204);
    expect((await post("/auth/logout", {})).status).toBe(204);
    const entries = await server.sql(
      "select result from audit_entries where actor_id = $1 and action = 'session.logout'",
      [person.id],
    );
    expect(entries).toEqual([{ result: "done" }]);
  });

  it("asked for by another site's page is refused and ends nothing, as is a refresh", async () => {
    const { cookie, token } = await register(server);
    for (const origin of [
      "https://evil.example",
      "null",
      "http://localhost",
      "http://localhost:1",
      `${FRIEND}.evil.example`,
      "not an origin",
    ]) {
      for (const path of ["/auth/logout", "/auth/refresh"]) {
        const response = await post(path, { cookie, origin });
        expect(response.status).toBe(403);
        expect(response.body.code).toBe("forbidden");
        expect(response.headers.get("set-cookie")).toBeNull();
      }
    }
    expect((await server.api.get("/me", { token })).status).toBe(200);
    expect((await post("/auth/refresh", { cookie })).status).toBe(200);
  });

  it("asked for by our own pages, or by those of an allowed origin, is done, as is a refresh", async () => {
    const own = `http://localhost:${new URL(server.url).port}`;
    for (const origin of [own, own.replace("localhost", "127.0.0.1"), FRIEND]) {
      const { cookie } = await register(server);
      expect((await post("/auth/refresh", { cookie, origin })).status).toBe(200);
      expect((await post("/auth/logout", { cookie, origin })).status).toBe(204);
    }
  });
});

describe("the refresh cookie", () => {
  it("is for no script, no other site and no other path", async () => {
    const { headers } = await server.api.post("/auth/register", registration());
    expect(headers.get("set-cookie")).toMatch(
      /^swideal_refresh=[\w-]{43}; Max-Age=1209600; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
    );
  });

  it("is, over https, for https alone", async () => {
    const { headers } = await secure.api.post("/auth/register", registration());
    expect(headers.get("set-cookie")).toMatch(
      /^__Secure-swideal_refresh=[\w-]{43}; Max-Age=1209600; Path=\/api\/v1\/auth; HttpOnly; Secure; SameSite=Strict$/,
    );
    const person = await register(secure);
    const refreshed = await secure.api.post("/auth/refresh", undefined, {
      headers: { cookie: person.cookie },
    });
    expect(refreshed.status).toBe(200);
  });

  it("is the only place where the refresh token stands in an answer", async () => {
    const response = await server.api.post("/auth/register", registration());
    const [, token = ""] = cookieOf(response).split("=");
    expect(response.text).not.toContain(token);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});
