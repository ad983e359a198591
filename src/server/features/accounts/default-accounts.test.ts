import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ DEMO: "off", EMAIL_VERIFICATION: "required" }, { jobs: true });
});
afterAll(() => server.close());

it("a migrated and running installation without demonstration has no account at all", async () => {
  expect(await server.sql("select id from users")).toEqual([]);
  for (const email of ["admin@localhost", "admin@example.com", "root@localhost", "demo@swideal.example"]) {
    for (const password of ["admin", "password", "swideal", ""]) {
      const { body } = await server.api.post("/auth/login", { email, password });
      expect(body.code).toBe("invalid_credentials");
    }
  }
});
