import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { startPgBouncer, type TestPgBouncer } from "../../../../tests/support/pgbouncer.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { connectionConfig, type Database, type DatabaseOptions, openDatabase } from "./database.ts";
import { databaseRefusal } from "./database-errors.ts";

const POOL_SIZE = 5;
const CONNECTIONS = 32;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const bouncer = (poolMode: "transaction" | "session", settings = {}) =>
  startPgBouncer({
    server: inject("postgres"),
    users: ["swideal_app"],
    poolMode,
    poolSize: POOL_SIZE,
    settings,
  });

const through = (
  { host, port }: TestPgBouncer,
  options: Pick<DatabaseOptions, "patience"> & { poolMax?: number } = {},
) =>
  openDatabase({
    connection: connectionConfig({
      connection: { ...database.application, host, port, password: "unused" },
    }),
    poolMax: CONNECTIONS,
    onError: () => {},
    ...options,
  });

const pid = async (connection: Database["reader"]) =>
  (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection)).rows[0]?.pid as number;

describe("behind a PgBouncer in transaction mode", () => {
  let pooler: TestPgBouncer;
  let pooled: Database;
  beforeAll(async () => {
    pooler = await bouncer("transaction");
    pooled = through(pooler);
  });
  afterAll(async () => {
    await pooled.close();
    await pooler.stop();
  });

  test("32 connections run thousands of statements and transactions on five of PostgreSQL's", async () => {
    const pids = new Set<number>();
    const worker = async (worker: number) => {
      for (let n = 0; n < 60; n++) {
        const { rows } = await sql<{ sum: number }>`select ${worker}::int + ${n}::int as sum`.execute(
          pooled.reader,
        );
        expect(rows).toEqual([{ sum: worker + n }]);
        await pooled.transaction(async (tx) => {
          pids.add(await pid(tx));
          await sql`insert into idempotency_keys (user_id, key, fingerprint, response)
            values (gen_random_uuid(), ${`${worker}/${n}`}, 'f', 'r')`.execute(tx);
          if (n % 3 === 0) await sql`select count(*) from idempotency_keys where key = ${`${n}`}`.execute(tx);
        });
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, (_, n) => worker(n)));
    expect(pids.size).toBeGreaterThan(1);
    expect(pids.size).toBeLessThanOrEqual(POOL_SIZE);
    const { rows } = await sql<{ n: number }>`select count(*) as n from idempotency_keys`.execute(
      pooled.reader,
    );
    expect(rows[0]?.n).toBe(CONNECTIONS * 60);
  });

  test("time limits hold in single statements and in transactions, on every connection", async () => {
    const limits = sql<{ all: string }>`
      select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
        current_setting('idle_in_transaction_session_timeout')) as all, pg_sleep(0.02)`;
    const seen = await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, n) =>
        n % 2 ? limits.execute(pooled.reader) : pooled.transaction((tx) => limits.execute(tx)),
      ),
    );
    expect(new Set(seen.map(({ rows }) => rows[0]?.all))).toEqual(new Set(["10s 5s 30s"]));
  });

  test("what one program sets stays with its statements: an operator's long work is not cut", async () => {
    const strict = through(pooler, { patience: { statement: 50 } });
    const patient = through(pooler, { patience: { statement: 0 }, poolMax: 2 });
    try {
      const slow = sql`select pg_sleep(0.2)`;
      for (let n = 0; n < 10; n++) {
        await expect(slow.execute(strict.reader)).rejects.toMatchObject({ code: "57014" });
        await expect(strict.transaction((tx) => slow.execute(tx))).rejects.toMatchObject({ code: "57014" });
      }
      await Promise.all([slow.execute(patient.reader), slow.execute(patient.writer)]);
    } finally {
      await strict.close();
      await patient.close();
    }
  });

  test("a statement that is refused leaves nothing behind, neither rows nor a transaction", async () => {
    const insert = (key: string) => sql`
      insert into idempotency_keys (user_id, key, fingerprint, response)
      values ('01900000-0000-7000-8000-000000000000', ${key}, 'f', 'r')`;
    await insert("once").execute(pooled.writer);
    for (let n = 0; n < 5; n++) {
      await expect(insert("once").execute(pooled.writer)).rejects.toMatchObject({ code: "23505" });
      await expect(insert("").execute(pooled.writer)).rejects.toMatchObject({ code: "23514" });
    }
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`.execute(
      pooled.reader,
    );
    expect(rows).toEqual([]);
  });

  test("nothing is prepared under a name, for the next statement may meet another connection", async () => {
    for (let n = 0; n < 30; n++) await sql`select ${n}::int`.execute(pooled.reader);
    const prepared = await Promise.all(
      Array.from({ length: POOL_SIZE * 2 }, () =>
        sql`select name, pg_sleep(0.05) from pg_prepared_statements`.execute(pooled.reader),
      ),
    );
    expect(prepared.flatMap(({ rows }) => rows)).toEqual([]);
  });

  test("whoever waits too long for one of its connections is refused, and served again later", async () => {
    const impatient = await bouncer("transaction", { default_pool_size: 1, query_wait_timeout: 1 });
    const busy = through(impatient, { poolMax: 2 });
    try {
      // On a busy machine the first one may take longer to be made than anybody waits here.
      await expect.poll(() => pid(busy.reader), { timeout: 20_000 }).toBeGreaterThan(0);
      const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const holding = busy.transaction(async (tx) => {
        await pid(tx);
        held.resolve();
        await released.promise;
      });
      await Promise.race([held.promise, holding]);
      await expect(pid(busy.reader)).rejects.toMatchObject({ code: "08P01" });
      released.resolve();
      await holding;
      await expect.poll(() => pid(busy.reader), { timeout: 20_000 }).toBeGreaterThan(0);
    } finally {
      await busy.close();
      await impatient.stop();
    }
  });
});

test("whoever a pooler lets wait for ever gives up by itself, and is served again later", async () => {
  const pooler = await bouncer("transaction", { default_pool_size: 1 });
  const [holder, waiter] = [
    through(pooler, { poolMax: 1 }),
    through(pooler, { patience: { statement: 3_000, connection: 2_000 }, poolMax: 1 }),
  ];
  try {
    await Promise.all([pid(holder.reader), pid(waiter.reader)]);
    let release = () => {};
    const holding = holder.transaction(
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    const error = await pid(waiter.reader).catch((reason: unknown) => reason);
    expect(databaseRefusal(error)).toMatchObject({ code: "unavailable" });
    release();
    await holding;
    await expect.poll(() => pid(waiter.reader), { timeout: 10_000 }).toBeGreaterThan(0);
  } finally {
    await holder.close();
    await waiter.close();
    await pooler.stop();
  }
});

test("behind a PgBouncer in session mode everything runs, as behind one in transaction mode", async () => {
  const pooler = await bouncer("session");
  const pooled = through(pooler, { poolMax: 3 });
  try {
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const { rows } = await sql<{ n: number }>`select ${n}::int as n`.execute(pooled.reader);
        expect(rows).toEqual([{ n }]);
        await pooled.transaction((tx) => sql`select ${n}::int`.execute(tx));
      }),
    );
  } finally {
    await pooled.close();
    await pooler.stop();
  }
});
