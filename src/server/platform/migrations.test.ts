import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/server.ts";
import { migrateDatabase } from "../migrate-database.ts";
import { pendingMigrations } from "./migrations.ts";

let database: TestDatabase;
let application: pg.Client;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  application = new pg.Client(database.application);
  owner = new pg.Client(database.owner);
  await Promise.all([application.connect(), owner.connect()]);
});
afterAll(async () => {
  await Promise.all([application.end(), owner.end()]);
  await database.drop();
});

const refused = (statement: string) =>
  expect(application.query(statement)).rejects.toMatchObject({ code: "42501" });

test("neither role is a superuser", async () => {
  for (const client of [application, owner]) {
    const { rows } = await client.query(
      "select rolsuper, rolcreaterole from pg_roles where rolname = current_user",
    );
    expect(rows).toEqual([{ rolsuper: false, rolcreaterole: false }]);
  }
});

test("the program's role changes rows and no structure", async () => {
  await refused("create table public.mine (id int)");
  await refused("alter table missions add column mine int");
  await refused("drop table idempotency_keys");
  await refused("truncate missions cascade");
  await refused("delete from schema_migrations");
  await application.query("delete from idempotency_keys");
});

test("the audit log takes entries, and nobody of the program changes or removes one", async () => {
  await application.query(
    `insert into audit_entries (action, result, actor_kind, resource_type, request_id)
     values ('test.entry', 'done', 'system', 'test', 'r')`,
  );
  await refused("update audit_entries set action = 'other'");
  await refused("delete from audit_entries");
  const { rows } = await owner.query(
    "select inhrelid::regclass::text as part from pg_inherits where inhparent = 'audit_entries'::regclass",
  );
  expect(rows.length).toBeGreaterThan(12);
  for (const { part } of rows) {
    await refused(`delete from ${part}`);
    await refused(`update ${part} set action = 'other'`);
    await refused(`insert into ${part} select * from audit_entries`);
  }
});

test("an entry lands in its month's partition, and the program may have more months made", async () => {
  const { rows } = await application.query(
    "select distinct tableoid::regclass::text as part from audit_entries",
  );
  expect(rows[0].part).toMatch(/^audit_entries_\d{4}_\d{2}$/);
  const parts = async () =>
    (await application.query("select from pg_inherits join pg_class on oid = inhrelid where relkind = 'r'"))
      .rowCount ?? 0;
  const before = await parts();
  const made = await application.query("select ensure_month_partitions(14) as made");
  // Of two tables two months each, and one more where a month has ended since the migrations.
  expect([4, 6]).toContain(made.rows[0].made);
  expect((await parts()) - before).toBe(made.rows[0].made);
  expect((await application.query("select ensure_month_partitions(14) as made")).rows[0].made).toBe(0);
});

test("migrating again changes nothing; a database that lacks a migration, or has one more, is told", async () => {
  const again = await migrateDatabase({
    owner: database.owner,
    applicationRole: "swideal_app",
    log: () => {},
  });
  expect(again).toEqual([]);
  expect(await pendingMigrations(database.application)).toEqual({ pending: [], unknown: [] });
  await owner.query("update schema_migrations set name = '9999_of_the_future' where name = '0006_audit'");
  expect(await pendingMigrations(database.application)).toEqual({
    pending: ["0006_audit"],
    unknown: ["9999_of_the_future"],
  });
  await owner.query("update schema_migrations set name = '0006_audit' where name = '9999_of_the_future'");
});

test("ids are UUIDs of version 7 by the database's clock", async () => {
  const { rows } = await application.query(
    "select uuid_v7() as id, extract(epoch from clock_timestamp()) * 1000 as now from generate_series(1, 200)",
  );
  for (const { id, now } of rows) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Math.abs(Number.parseInt(id.replace("-", "").slice(0, 12), 16) - Number(now))).toBeLessThan(5_000);
  }
  expect(new Set(rows.map(({ id }) => id)).size).toBe(200);
});
