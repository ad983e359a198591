import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
let admin: Person;
beforeAll(async () => {
  server = await startTestServer();
  admin = await person(server, "Ada Marchand");
  await server.sql("update users set roles = roles || '{admin}' where id = $1", [admin.userId]);
});
afterAll(() => server.close());

test("an administrator sees on what the database spends its time, twenty statements at most, no value", async () => {
  for (let n = 0; n < 3; n++) await server.api.get("/missions?q=plombier");
  const { status, body, headers, text } = await admin.get("/admin/statements");
  expect([status, body.available]).toEqual([200, true]);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(body.items.length).toBeGreaterThan(5);
  expect(body.items.length).toBeLessThanOrEqual(20);
  const totals = body.items.map(({ totalMs }: { totalMs: number }) => totalMs);
  expect(totals).toEqual([...totals].sort((a, b) => b - a));
  expect(text).not.toContain(admin.email);
});

test("where the database does not count, the answer says so", async () => {
  const superuser = new pg.Client({ ...server.access.owner, user: inject("postgres").superuser });
  await superuser.connect();
  await superuser.query("drop extension pg_stat_statements");
  await superuser.end();
  expect((await admin.get("/admin/statements")).body).toEqual({ available: false, items: [] });
});
