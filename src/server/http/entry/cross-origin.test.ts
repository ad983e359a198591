import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

const LISTED = "https://partner.example";
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ CORS_ORIGINS: `${LISTED},http://localhost:5173` });
});
afterAll(() => server.close());

const corsNames = (headers: Headers) =>
  [...headers.keys()].filter((name) => name.startsWith("access-control-"));

const read = (origin: string, at = server, path = "/api/v1/categories") =>
  fetch(at.url + path, { headers: { origin } });
const preflight = (origin: string, at = server, path = "/api/v1/missions") =>
  fetch(at.url + path, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization, content-type",
    },
  });

test("a listed origin may read the API with credentials, and see what it needs of the headers", async () => {
  for (const path of ["/api/v1/categories", "/api/v1/me", "/api/v1/nothing"]) {
    const { headers } = await read(LISTED, server, path);
    expect(headers.get("access-control-allow-origin")).toBe(LISTED);
    expect(headers.get("access-control-allow-credentials")).toBe("true");
    expect(headers.get("access-control-expose-headers")?.split(", ").sort()).toEqual(
      ["ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After"].sort(),
    );
    expect(headers.get("vary")?.split(", ")).toContain("Origin");
  }
});

test("its preflight allows the API's methods and headers", async () => {
  const { status, headers } = await preflight(LISTED);
  expect([status, headers.get("access-control-allow-origin")]).toEqual([204, LISTED]);
  expect(headers.get("access-control-allow-methods")).toBe("GET, HEAD, POST, PUT, PATCH, DELETE");
  expect(headers.get("access-control-allow-headers")?.toLowerCase()).toMatch(
    /authorization.*content-type.*idempotency-key.*if-match/,
  );
});

describe("an origin that only resembles a listed one gets nothing, and the answer still varies", () => {
  for (const origin of [
    "https://partner.example.evil.example",
    "https://evilpartner.example",
    "https://sub.partner.example",
    "https://partner.exampl",
    "https://PARTNER.example",
    "https://partner.example:443",
    "https://partner.example:8443",
    "http://partner.example",
    "https://partner.example/",
    "https://partner.example, https://evil.example",
    "https://user@partner.example",
    "http://localhost:51730",
    "http://127.0.0.1:5173",
    "null",
    "*",
    "undefined",
  ]) {
    test(origin, async () => {
      for (const answer of [await read(origin), await preflight(origin)]) {
        expect(corsNames(answer.headers)).toEqual([]);
        expect(answer.headers.get("vary")?.split(", ")).toContain("Origin");
      }
    });
  }
});

test("another method than the declared ones stays a 405 with Allow beside CORS", async () => {
  const headers = { origin: LISTED };
  const { status, headers: answer } = await fetch(`${server.url}/api/v1/categories`, {
    method: "PUT",
    headers,
  });
  expect([status, answer.get("allow")]).toEqual([405, "GET, HEAD"]);
  const options = await fetch(`${server.url}/api/v1/categories`, { method: "OPTIONS" });
  expect([options.status, options.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

test("without a list there is no word of it, and nothing varies by origin", async () => {
  const plain = await server.another({ CORS_ORIGINS: "" });
  for (const answer of [await read(LISTED, plain), await preflight(LISTED, plain)]) {
    expect(corsNames(answer.headers)).toEqual([]);
    expect(answer.headers.get("vary") ?? "").not.toContain("Origin");
  }
  await plain.close();
});
