import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../tests/support/server.ts";
import { closeAll } from "./platform/close-all.ts";
import { openLog } from "./platform/log.ts";
import { openResources } from "./resources.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("one part that cannot be closed leaves none open, and each failure is told", async () => {
  const closed: string[] = [];
  const told: unknown[] = [];
  const closer =
    (name: string, fails = false) =>
    async () => {
      closed.push(name);
      if (fails) throw new Error(`${name} hangs`);
    };
  const closing = closeAll(
    [closer("redis"), closer("database", true), closer("jobs"), closer("mailer", true)],
    (error) => told.push(error),
  );
  await expect(closing).rejects.toThrow("2 parts could not be closed");
  expect(closed).toEqual(["mailer", "jobs", "database", "redis"]);
  expect(told.map(String)).toEqual(["Error: mailer hangs", "Error: database hangs"]);
  await expect(closeAll([closer("redis")], () => expect.unreachable())).resolves.toBeUndefined();
});

test("a notice of PostgreSQL stands in the log by its first line, and nothing that may follow it", async () => {
  const lines: string[] = [];
  const log = openLog("info", { write: (line: string) => void lines.push(line) });
  const resources = await openResources(server.resources.config, log, server.access);
  try {
    await sql`do $$ begin
      raise notice E'relation "x" already exists, skipping\nwhat Élodie wrote';
      raise warning 'there is no transaction in progress';
    end $$`.execute(resources.database.writer);
    await expect
      .poll(() => lines.map((line) => JSON.parse(line)))
      .toMatchObject([
        { level: 30, severity: "NOTICE", notice: 'relation "x" already exists, skipping' },
        { level: 40, severity: "WARNING", notice: "there is no transaction in progress" },
      ]);
    expect(lines.join("")).not.toContain("Élodie");
  } finally {
    await resources.close();
  }
});

test("a slow statement stands in the log on one line", async () => {
  const lines: string[] = [];
  const log = openLog("info", { write: (line: string) => void lines.push(line) });
  const resources = await openResources(server.resources.config, log, server.access);
  try {
    await sql`select 1 as one
      from pg_sleep(1.1)`.execute(resources.database.writer);
    await expect
      .poll(() => lines.map((line) => JSON.parse(line)))
      .toMatchObject([
        { level: 40, sql: "select 1 as one from pg_sleep(1.1)", milliseconds: expect.any(Number) },
      ]);
  } finally {
    await resources.close();
  }
});
