import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStream } from "../support/event-stream.ts";
import { startNginx, type TestNginx } from "../support/nginx.ts";
import { missionInput, PASSWORD } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const PUBLIC_URL = "https://swideal.example";
let server: TestServer;
let nginx: TestNginx;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL, TRUSTED_PROXIES: "127.0.0.1", HSTS: "on" });
  nginx = await startNginx({ upstream: server.url });
});
afterAll(async () => {
  await nginx?.stop();
  await server?.close();
});

/** What a client may write to be taken for another, or for one that came by https. */
const forged = {
  "x-forwarded-for": "203.0.113.66, 127.0.0.1",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "evil.example",
  "x-real-ip": "203.0.113.66",
  forwarded: 'for=203.0.113.66;proto=https;host="evil.example"',
};

/** Registers through the proxy; what the program noted of the caller's address stands in the session. */
async function register(via: TestNginx, options: { from?: string; headers?: Record<string, string> } = {}) {
  const email = `${randomUUID()}@example.org`;
  const answer = await via.request("/api/v1/auth/register", {
    method: "POST",
    headers: { "content-type": "application/json", origin: PUBLIC_URL, ...options.headers },
    body: JSON.stringify({ email, password: PASSWORD, displayName: "Élodie Ferrand" }),
    ...(options.from !== undefined && { from: options.from }),
  });
  const [session] = await server.sql<{ address: string }>(
    "select s.address from sessions s join users u on u.id = s.user_id where u.email = $1",
    [email],
  );
  return { ...answer, address: session?.address };
}

describe("behind the proxy that the operating guide shows", () => {
  test("the program knows the client's own address, and nothing that the client wrote changes it", async () => {
    expect(await register(nginx, { from: "127.0.0.9" })).toMatchObject({ status: 201, address: "127.0.0.9" });
    const liar = await register(nginx, { from: "127.0.0.9", headers: forged });
    expect(liar).toMatchObject({ status: 201, address: "127.0.0.9" });
  });

  test("a proxy that is not trusted is itself the client", async () => {
    const wary = await server.another({ TRUSTED_PROXIES: "10.0.0.0/8" });
    const before = await startNginx({ upstream: wary.url });
    const seen = await register(before, { from: "127.0.0.9", headers: forged });
    expect(seen).toMatchObject({ status: 201, address: "127.0.0.1" });
    await before.stop();
    await wary.close();
  });

  test("the refresh cookie is for https alone, for scripts never, for other sites never, for /auth alone", async () => {
    const { headers } = await register(nginx);
    const [cookie = ""] = headers["set-cookie"] ?? [];
    const [pair = "", ...attributes] = cookie.split("; ");
    expect(pair).toMatch(/^__Secure-swideal_refresh=[\w.-]{20,}$/);
    expect(attributes.map((attribute: string) => attribute.replace(/=\d+$/, "")).sort()).toEqual(
      ["HttpOnly", "Max-Age", "Path=/api/v1/auth", "SameSite=Strict", "Secure"].sort(),
    );
  });

  test("browsers learn over TLS to come by https alone, also where nothing is found", async () => {
    for (const path of ["/livez", "/api/v1/nothing", "/nowhere"]) {
      const { headers } = await nginx.request(path);
      expect([path, headers["strict-transport-security"]]).toEqual([
        path,
        "max-age=63072000; includeSubDomains",
      ]);
    }
  });

  test("plain http is sent to the public address and writes by it are refused, whatever the client claims", async () => {
    for (const headers of [{}, forged, { host: "evil.example" }]) {
      const read = await fetch(`${nginx.httpUrl}/api/v1/missions?q=a`, { headers, redirect: "manual" });
      expect([read.status, read.headers.get("location")]).toEqual([308, `${PUBLIC_URL}/api/v1/missions?q=a`]);
      const init = { method: "POST", headers, body: "{}", redirect: "manual" } as const;
      expect((await fetch(`${nginx.httpUrl}/api/v1/auth/login`, init)).status).toBe(403);
    }
  });

  test("what is watched live arrives as it happens", async () => {
    const { headers, text } = await register(nginx);
    expect(headers["content-type"]).toContain("json");
    const token = JSON.parse(text).accessToken;
    const asked = { token, headers: { origin: PUBLIC_URL } };
    const { body } = await server.api.post("/missions", missionInput(), asked);
    const stream = await openStream(nginx.httpsUrl, `/missions/${body.id}/events`, {}, nginx.certificate);
    expect(await stream.next()).toMatchObject({ name: "status", data: { offerCount: 0 } });
    const deadline = new Date(Date.now() + 8 * 86_400_000).toISOString();
    await server.api.post(`/missions/${body.id}/extend`, { deadline }, asked);
    expect(await stream.next()).toMatchObject({ name: "deadline", data: { deadline } });
    stream.close();
  });

  test("another site's page is refused through it as well", async () => {
    const headers = { origin: "https://evil.example", "content-type": "application/json" };
    const { status } = await nginx.request("/api/v1/auth/login", { method: "POST", headers, body: "{}" });
    expect(status).toBe(403);
  });

  test("too large a body is the program's answer, not the proxy's", async () => {
    const body = JSON.stringify("x".repeat(70_000));
    const headers = { "content-type": "application/json" };
    const { status, text } = await nginx.request("/api/v1/auth/login", { method: "POST", headers, body });
    expect([status, JSON.parse(text).code]).toEqual([413, "body_too_large"]);
  });
});
