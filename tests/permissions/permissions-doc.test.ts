import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { permissions, permissionTable } from "../../src/server/core/permissions.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { permissionsPage, type ServedRoutes } from "./permissions-page.ts";

const PAGE = join(import.meta.dirname, "../../docs/permissions.md");

let server: TestServer;
let served: ServedRoutes;
beforeAll(async () => {
  server = await startTestServer();
  served = (await server.api.request("GET", "/openapi.json")).body;
});
afterAll(() => server.close());

test("docs/permissions.md is what the program does: if it is stale, run node scripts/permissions-doc.ts", async () => {
  const page = permissionsPage(served);
  expect(await readFile(PAGE, "utf8")).toBe(page);
  expect(page, "every route says who").not.toContain("**not said**");
});

test("the document names for each route what it asks, and no permission is there for nothing", () => {
  const operations = Object.values(served.paths).flatMap((methods) => Object.values(methods));
  const asked = new Set(operations.map((operation) => operation["x-permission"]).filter(Boolean));
  // These two are asked for inside a route, for some accounts and for some fields.
  expect([...asked, "users:assign-roles", "users:change-staff"].sort()).toEqual([...permissions].sort());
  for (const permission of permissions) expect(permissionTable[permission].roles.length).toBeGreaterThan(0);
});
