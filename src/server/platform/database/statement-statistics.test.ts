import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { type Database, openDatabase } from "./database.ts";
import { createStatementStatistics, slowestStatements, statisticsState } from "./statement-statistics.ts";

let empty: TestDatabase;
let database: Database;
let superuser: pg.Client;
let owner: pg.Client;
beforeAll(async () => {
  empty = await createTestDatabase();
  database = openDatabase({ connection: empty.application, poolMax: 2, onError: () => {} });
  superuser = new pg.Client({ ...empty.owner, user: inject("postgres").superuser });
  owner = new pg.Client(empty.owner);
  await Promise.all([superuser.connect(), owner.connect()]);
});
afterAll(async () => {
  await database.close();
  await Promise.all([superuser.end(), owner.end()]);
  await empty.drop();
});

test("what took most time comes first, without the values of anybody", async () => {
  const secret = "adresse@example.org";
  for (let n = 0; n < 3; n++) {
    await sql`select 'slowest', ${secret}::text, pg_sleep(0.1)`.execute(database.reader);
    await sql`select 'quick', ${secret}::text`.execute(database.reader);
  }
  const statements = await slowestStatements(database.reader, 20);
  expect(statements?.[0]).toMatchObject({ calls: 3, rows: 3, text: expect.stringMatching(/pg_sleep/) });
  const [first, ...others] = statements ?? [];
  expect(first?.totalMs).toBeGreaterThan(299);
  expect(first?.meanMs).toBeCloseTo((first?.totalMs ?? 0) / 3);
  for (const { totalMs } of others) expect(totalMs).toBeLessThanOrEqual(first?.totalMs ?? 0);
  expect(JSON.stringify(statements)).not.toContain(secret);
});

test("only this role's queries are shown: nobody else's, and no text that can hold a password", async () => {
  await owner.query("select 'of the owner', count(*) from users");
  await superuser.query("set pg_stat_statements.track_utility = on");
  await superuser.query("alter role swideal_app in database postgres set search_path = 'hunter2'");
  await superuser.query("alter role swideal_app in database postgres reset all");
  await superuser.query("reset pg_stat_statements.track_utility");
  await sql`set local application_name = 'hunter2'`.execute(database.writer);
  const texts = ((await slowestStatements(database.reader, 100)) ?? []).map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => /of the owner|hunter2|alter|insufficient/i.test(text))).toEqual([]);
});

test("where the owner may not create it, the migration goes on and says so; where it may, it is there", async () => {
  await superuser.query("drop extension pg_stat_statements");
  expect(await slowestStatements(database.reader, 20)).toBeNull();
  expect(await statisticsState(database.reader)).toMatchObject({ preloaded: true, created: false });

  const told: string[] = [];
  await createStatementStatistics(owner, (line) => told.push(line));
  expect(told).toEqual([expect.stringMatching(/^pg_stat_statements is not created \(.+\); swideal doctor/)]);
  expect(await statisticsState(database.reader)).toMatchObject({ created: false });

  await createStatementStatistics(superuser, (line) => told.push(line));
  await createStatementStatistics(superuser, (line) => told.push(line));
  expect(told).toHaveLength(1);
  expect(await statisticsState(database.reader)).toEqual({
    preloaded: true,
    created: true,
    keepsUtility: false,
  });
  expect(await slowestStatements(database.reader, 20)).not.toBeNull();
});
