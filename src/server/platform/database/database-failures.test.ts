import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { startPgBouncer, type TestPgBouncer } from "../../../../tests/support/pgbouncer.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { PATIENCE } from "../patience.ts";
import { openDatabase } from "./database.ts";
import { databaseRefusal } from "./database-errors.ts";

/** Half of the program's own, for each of these limits is waited for; enough for whatever is not to reach them. */
const SHORT = { ...PATIENCE, statement: 5_000, connection: 5_000 };

interface Answer {
  readonly status: number;
  readonly body: { readonly code: string };
  readonly headers: Headers;
}

function expectRefused(answer: Answer, code: "overloaded" | "unavailable") {
  expect(answer).toMatchObject({ status: 503, body: { code } });
  expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
}

describe.each(["PostgreSQL itself", "a PgBouncer"])(
  "on %s, a request is answered 503 and told when to try again",
  (way) => {
    let pooler: TestPgBouncer | null = null;
    let server: TestServer;
    let someone: Person;
    beforeAll(async () => {
      if (way === "a PgBouncer") {
        pooler = await startPgBouncer({
          server: inject("postgres"),
          users: ["swideal_app"],
          poolMode: "transaction",
          poolSize: 10,
          settings: { query_wait_timeout: 2, server_login_retry: 1 },
        });
      }
      const at = pooler && { host: pooler.host, port: pooler.port };
      server = await startTestServer(
        { DATABASE_POOL_MAX: "4" },
        { through: (direct) => ({ ...direct, ...at }), patience: SHORT },
      );
      someone = await person(server);
    });
    afterAll(async () => {
      await server.close();
      await pooler?.stop();
    });

    test("when a statement runs longer than its limit", async () => {
      await server.sql(`create function slow() returns trigger language plpgsql as
      $$ begin perform pg_sleep(60); return new; end $$`);
      await server.sql("create trigger slow before insert on missions for each row execute function slow()");
      try {
        expectRefused(await someone.post("/missions", missionInput()), "overloaded");
      } finally {
        await server.sql("drop trigger slow on missions");
      }
      expect((await someone.post("/missions", missionInput())).status).toBe(201);
    });

    test("when it waits longer for a lock than its limit, whether it reads or writes", async () => {
      const { body: mission } = await someone.post("/missions", missionInput());
      const holder = new pg.Client(server.access.owner);
      await holder.connect();
      try {
        await holder.query("begin; lock table missions in access exclusive mode");
        const [read, write] = await Promise.all([
          someone.get(`/missions/${mission.id}`),
          someone.post("/missions", missionInput()),
        ]);
        expectRefused(read, "overloaded");
        expectRefused(write, "overloaded");
      } finally {
        await holder.end();
      }
      expect((await someone.get(`/missions/${mission.id}`)).status).toBe(200);
    });

    test("when every connection is busy for longer than the pool waits", async () => {
      const { database } = server.resources;
      const released = Promise.withResolvers<void>();
      const begun = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
      const holding = begun.map(({ resolve }) =>
        database.transaction(() => {
          resolve();
          return released.promise;
        }),
      );
      await Promise.all(begun.map(({ promise }) => promise));
      expectRefused(await someone.get("/me/missions"), "unavailable");
      released.resolve();
      await Promise.all(holding);
      expect((await someone.get("/me/missions")).status).toBe(200);
    });

    test("when its connection is cut while its statement runs, and the next request finds another", async () => {
      await server.sql(`create function cut() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return new; end $$`);
      await server.sql("create trigger cut before insert on missions for each row execute function cut()");
      expectRefused(await someone.post("/missions", missionInput()), "unavailable");
      await server.sql("drop trigger cut on missions");
      expect((await someone.post("/missions", missionInput())).status).toBe(201);
    });

    test("while the database lets nobody in, and is served again afterwards", async () => {
      const name = `"${server.access.owner.database}"`;
      const admin = new pg.Client({
        ...server.access.owner,
        user: inject("postgres").superuser,
        database: "postgres",
      });
      await admin.connect();
      try {
        await admin.query(`alter database ${name} allow_connections false`);
        await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
          server.access.owner.database,
        ]);
        for (let n = 0; n < 2; n++) {
          expectRefused(await someone.get("/me/missions"), "unavailable");
          expectRefused(await someone.post("/missions", missionInput()), "unavailable");
        }
      } finally {
        await admin.query(`alter database ${name} allow_connections true`);
        await admin.end();
      }
      await expect
        .poll(async () => (await someone.get("/me/missions")).status, { timeout: 30_000 })
        .toBe(200);
    });
  },
);

test("a transaction that is idle for too long loses its connection, and nothing else", async () => {
  const server = await startTestServer();
  const database = openDatabase({
    connection: server.access.application,
    poolMax: 1,
    patience: { statement: 1_000 },
    onError: () => {},
  });
  try {
    const idle = database.transaction(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      const there = "select from pg_stat_activity where pid = $1";
      await expect.poll(() => server.sql(there, [rows[0]?.pid]), { timeout: 30_000 }).toEqual([]);
      await sql`select 1`.execute(tx);
    });
    const error = await idle.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(databaseRefusal(error)).toMatchObject({ code: "unavailable" });
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database.reader);
    expect(rows).toEqual([{ one: 1 }]);
  } finally {
    await database.close();
    await server.close();
  }
});
