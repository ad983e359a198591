import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { databaseRefusal } from "../../platform/database/database-errors.ts";
import { openLog } from "../../platform/log.ts";
import { createApp } from "../entry/create-app.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const caught = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => null,
      (error: unknown) => error,
    );

/** Faults that have nothing to do with the database, though some words of theirs are the same. */
const faults: Record<string, () => unknown> = {
  "a file that is missing": () => readFile("/nowhere/at/all"),
  "a host of ours that refuses": async () => {
    const socket = connect(1, "127.0.0.1");
    await once(socket, "connect");
  },
  "a fault of the program": () => (undefined as unknown as { code: string }).code,
  "an error that says what pg says": () => {
    throw new Error("Connection terminated unexpectedly");
  },
  "an error with PostgreSQL's code": () => {
    throw Object.assign(new Error("made up"), { code: "53300" });
  },
};

describe("what is no outage of the database is a fault: 500, with its log", () => {
  test.each(Object.keys(faults))("%s", async (name) => {
    const work = faults[name] as () => unknown;
    expect(databaseRefusal(await caught(work))).toBeNull();
    const lines: string[] = [];
    const app = createApp({
      currency: "EUR",
      publicUrl: () => "http://localhost",
      logger: openLog("error", { write: (line: string) => void lines.push(line) }),
      trustedProxies: [],
      headers: {} as never,
      connections: { most: null, trustedProxies: [] },
      first: (next) => next,
      beforeUnrouted: async () => {},
      onRefused: () => {},
    });
    app.get("/", async () => work());
    const answer = await app.inject("/");
    await app.close();
    expect([answer.statusCode, answer.json().code]).toEqual([500, "internal"]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: "unexpected error", err: { text: expect.any(String), stack: expect.any(String) } },
    ]);
  });
});

test("a statement of ours that is wrong is a fault too; one that the database has no time for is not", async () => {
  const { writer } = server.resources.database;
  expect(databaseRefusal(await caught(() => sql`select no_such_column`.execute(writer)))).toBeNull();
  const late = await caught(() =>
    server.resources.database.transaction(async (tx) => {
      await sql`set local statement_timeout = 50`.execute(tx);
      await sql`select pg_sleep(5)`.execute(tx);
    }),
  );
  expect(databaseRefusal(late)).toMatchObject({ code: "overloaded" });
});

test("a start that takes longer than a quiet machine would need goes on", async () => {
  const app = createApp({
    currency: "EUR",
    publicUrl: () => "http://localhost",
    logger: openLog("silent"),
    trustedProxies: [],
    headers: {} as never,
    connections: { most: null, trustedProxies: [] },
    first: (next) => next,
    beforeUnrouted: async () => {},
    onRefused: () => {},
  });
  app.register(async () => {
    // As when the processor is busy with others: nothing of this process runs for eleven seconds.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 11_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
  });
  await expect(app.ready()).resolves.toBeDefined();
  await app.close();
}, 60_000);
