import { createConfig, lintFromString } from "@redocly/openapi-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document, walked by name
let document: any;
let source: string;
beforeAll(async () => {
  server = await startTestServer();
  source = await (await fetch(`${server.url}/openapi.json`)).text();
  document = JSON.parse(source);
});
afterAll(() => server.close());

test("the document is OpenAPI 3.1 without an error, by the recommended rules of a linter", async () => {
  expect(document.openapi).toBe("3.1.0");
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source, config, absoluteRef: "openapi.json" });
  const errors = problems
    .filter(({ severity, ignored }) => severity === "error" && !ignored)
    .map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`);
  expect(errors).toEqual([]);
});

test("whatever the settings, it says the same, but for the address", async () => {
  const other = await startTestServer({
    ...{ CURRENCY: "CHF", TIME_ZONE: "Asia/Tokyo", PUBLIC_URL: "http://swideal.example" },
    ...{ EMAIL_VERIFICATION: "required", RATE_LIMITS: "on", SCHEDULER: "off" },
  });
  const said = await (await fetch(`${other.url}/openapi.json`)).json();
  await other.close();
  expect(said.servers).not.toEqual(document.servers);
  expect({ ...said, servers: [] }).toEqual({ ...document, servers: [] });
});

test("every route of the API is in it, with an id of its own, and says what it needs and answers", () => {
  const operations = Object.entries<typeof document>(document.paths).flatMap(([path, methods]) =>
    Object.entries<typeof document>(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  const ids = operations.map(({ operationId }) => operationId);
  expect(ids.every(Boolean)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(operations.length).toBeGreaterThan(30);
  for (const { path, security, responses, method } of operations) {
    if (!path.startsWith("/api/v1")) continue;
    // A bad token is a 401 on every route, also where none is needed.
    expect([method, path, Object.keys(responses)]).toEqual([method, path, expect.arrayContaining(["401"])]);
    if (/\/(me|admin)\b/.test(path)) expect([path, security]).toEqual([path, [{ accessToken: [] }]]);
  }
});

test("a person can read it at /docs, under a policy that takes scripts from our own origin alone", async () => {
  const page = await fetch(`${server.url}/docs`);
  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).toMatch(/script-src 'self'/);
  expect(page.headers.get("content-security-policy")).not.toMatch(/script-src[^;]*'unsafe-inline'/);
});
