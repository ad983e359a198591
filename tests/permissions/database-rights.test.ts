import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { manifests } from "../../src/server/manifests.ts";
import { migrateDatabase } from "../../src/server/migrate-database.ts";
import { connectionConfig } from "../../src/server/platform/database/database.ts";
import { createTestDatabase } from "../support/server.ts";

const EVERYTHING = ["DELETE", "INSERT", "SELECT", "UPDATE"];

/** What the program may do with a table's rows as its manifest says; these, which matter most, whatever that says. */
const rightsOf = (table: string): string[] => {
  // Of one column is no right to the table: what may be done with it is tried below.
  const claimed = manifests
    .find(({ tables }) => table in tables)
    ?.tables[table]?.rights?.replace(/, update \(.*\)$/, "");
  return LESS[table] ?? claimed?.toUpperCase().split(", ").sort() ?? EVERYTHING;
};
const LESS: Record<string, string[]> = {
  schema_migrations: ["SELECT"],
  places: ["SELECT"],
  categories: ["SELECT"],
  reference_loads: ["SELECT"],
  audit_entries: ["INSERT", "SELECT"],
  audit_details: ["DELETE", "INSERT", "SELECT"],
  offer_revisions: ["INSERT", "SELECT"],
  offer_commitments: ["INSERT", "SELECT"],
  sealed_roots: ["INSERT", "SELECT"],
  auction_moves: ["INSERT", "SELECT"],
  auction_record_heads: ["INSERT", "SELECT"],
  mission_addenda: ["INSERT", "SELECT"],
  parties: ["INSERT", "SELECT", "UPDATE"],
  users: ["INSERT", "SELECT", "UPDATE"],
  organisations: ["INSERT", "SELECT", "UPDATE"],
  mission_tallies: ["INSERT", "SELECT", "UPDATE"],
  price_history: ["INSERT", "SELECT"],
  offers: ["INSERT", "SELECT", "UPDATE"],
  contact_consents: ["INSERT", "SELECT", "UPDATE"],
  mission_reasons: ["INSERT", "SELECT"],
  reports: ["INSERT", "SELECT", "UPDATE"],
  restrictions: ["INSERT", "SELECT"],
  erasures: ["INSERT", "SELECT"],
  legal_holds: ["INSERT"],
};

interface Installed {
  readonly application: pg.ClientConfig;
  readonly role: string;
  drop(): Promise<void>;
}

/** As the embedded database is made, by Swideal itself. */
async function embedded(): Promise<Installed> {
  const { application, applicationRole, drop } = await createTestDatabase();
  return { application, role: applicationRole, drop };
}

/** As an operator makes it for DATABASE_URL and DATABASE_ADMIN_URL: two plain roles and an empty database. */
async function ofAnOperator(): Promise<Installed> {
  const { host, port, superuser, password } = inject("postgres");
  const server = { host, port, ...(password === undefined ? {} : { password }) };
  const name = `operator_${randomUUID().replaceAll("-", "")}`;
  const asSuperuser = async (...statements: string[]) => {
    const client = new pg.Client({ ...server, user: superuser, database: "postgres" });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  await asSuperuser(
    `create role ${name}_owner login ${password === undefined ? "" : `password '${password}'`}`,
    `create role ${name}_app login ${password === undefined ? "" : `password '${password}'`}`,
    `create database ${name} owner ${name}_owner`,
  );
  const connect = (user: string) => connectionConfig({ connection: { ...server, user, database: name } });
  const owner = connect(`${name}_owner`);
  // Twice, as an update does.
  for (let n = 0; n < 2; n++) await migrateDatabase({ owner, applicationRole: `${name}_app`, log: () => {} });
  return {
    application: connect(`${name}_app`),
    role: `${name}_app`,
    drop: () =>
      asSuperuser(`drop database ${name} with (force)`, `drop role ${name}_app`, `drop role ${name}_owner`),
  };
}

describe.each([
  ["the embedded database", embedded],
  ["a database of DATABASE_URL", ofAnOperator],
])("on %s the program's role", (_name, install) => {
  let installed: Installed;
  let client: pg.Client;
  beforeAll(async () => {
    installed = await install();
    client = new pg.Client(installed.application);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await installed.drop();
  });

  const rows = async (text: string) => (await client.query(text)).rows;
  const refused = (statement: string) =>
    expect(client.query(statement), statement).rejects.toMatchObject({ code: "42501" });

  test("is no superuser, makes no roles and no databases, passes by no row security, and is no one else", async () => {
    expect(
      await rows(
        `select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication from pg_roles where rolname = current_user`,
      ),
    ).toEqual([
      {
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolbypassrls: false,
        rolreplication: false,
      },
    ]);
    expect(
      await rows("select 1 from pg_auth_members where member = current_user::regrole"),
      "a member of no role",
    ).toEqual([]);
    expect(await rows("select 1 from pg_class where relowner = current_user::regrole")).toEqual([]);
    await refused("create role intruder");
    await refused("create database intruder");
  });

  test("changes no structure: it makes, alters and drops nothing, in no schema", async () => {
    for (const statement of [
      "create table public.mine (id int)",
      "create table pgboss.mine (id int)",
      "create schema mine",
      "create function public.mine() returns int language sql as 'select 1'",
      "create view public.mine as select 1",
      "create extension file_fdw",
      "alter table users add column mine int",
      "alter table users disable trigger all",
      "alter function uuid_v7() security definer",
      "create index mine on users (id)",
      "create trigger mine before insert on users for each row execute function suppress_redundant_updates_trigger()",
      "create policy mine on users",
      "drop table users",
      "drop schema public cascade",
      "truncate sessions",
    ])
      await refused(statement);
  });

  test("reads no password of a role and no file, runs no program, and becomes nobody else", async () => {
    for (const statement of [
      "select * from pg_authid",
      "select pg_read_file('/etc/passwd')",
      "select lo_import('/etc/passwd')",
      "copy users to program 'cat'",
      "copy users to '/tmp/users'",
      "select pg_reload_conf()",
      "alter system set log_statement = 'all'",
      `set role ${inject("postgres").superuser}`,
    ])
      await refused(statement);
  });

  test("has on each table the rights that the program uses, and no others", async () => {
    const granted = await rows(
      `select table_name as name, array_agg(privilege_type::text order by privilege_type::text) as rights
       from information_schema.role_table_grants
       where grantee = current_user and table_schema = 'public' group by table_name`,
    );
    expect(granted.length).toBeGreaterThan(20);
    for (const { name, rights } of granted) expect([name, rights]).toEqual([name, rightsOf(name)]);
    expect(granted.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(LESS)));
    const elsewhere = await rows(
      `select distinct privilege_type::text as right from information_schema.role_table_grants
       where grantee = current_user and table_schema = 'pgboss' order by 1`,
    );
    expect(elsewhere.map(({ right }) => right)).toEqual(["DELETE", "INSERT", "SELECT", "UPDATE"]);
    expect(
      await rows(
        "select 1 from information_schema.role_table_grants where grantee = current_user and is_grantable = 'YES'",
      ),
      "gives no right away",
    ).toEqual([]);
  });

  test("takes nothing back from the audit log, nor from what was offered", async () => {
    for (const table of ["audit_entries", "offer_revisions", "mission_addenda"]) {
      await refused(`delete from ${table}`);
      await refused(`truncate ${table} cascade`);
    }
    await refused("update audit_entries set action = 'other'");
    await refused("update audit_details set address = null");
    await refused("update offer_revisions set price_cents = 100");
    await refused("delete from users");
    await refused("delete from offers");
    await refused("truncate missions cascade");
    await refused("alter table missions disable trigger only_drafts_are_deleted");
  });

  test("may run of what the owner's rights run nothing but the making of months and what adds to the log's tree", async () => {
    const definers = await rows(
      `select proname from pg_proc where prosecdef and pronamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
       and has_function_privilege(oid, 'execute')`,
    );
    expect(definers.map(({ proname }) => proname).sort()).toEqual([
      "audit_begin_log",
      "audit_publish_head",
      "audit_seal",
      "end_legal_holds",
      "ensure_month_partitions",
    ]);
  });
});
