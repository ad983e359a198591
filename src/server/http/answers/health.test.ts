import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("a monitor is told that the process answers, that it can serve, and how each part is", async () => {
  expect((await server.api.request("GET", "/livez")).body).toEqual({ status: "alive" });
  expect((await server.api.request("GET", "/readyz")).body).toEqual({ status: "ready" });
  const health = await server.api.request("GET", "/health");
  expect(health.status).toBe(200);
  const well = { status: "healthy" };
  expect(health.body).toEqual({
    status: "healthy",
    checks: { database: well, jobs: well, disk: well, backups: well },
  });
});

test("a path that does not exist is a 404 problem, another method a 405 that names the right ones", async () => {
  const missing = await server.api.request("GET", "/nowhere", { headers: { "accept-language": "en" } });
  expect(missing.status).toBe(404);
  expect(missing.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(missing.body).toMatchObject({ code: "not_found", status: 404 });
  const wrong = await server.api.request("DELETE", "/health");
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get("allow")).toBe("GET, HEAD");
});
