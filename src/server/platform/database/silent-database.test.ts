import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { type Relay, startRelay } from "../../../../tests/support/relay.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { PATIENCE } from "../patience.ts";

let relay: Relay;
let server: TestServer;
let client: Person;
beforeAll(async () => {
  relay = await startRelay(inject("postgres"));
  server = await startTestServer({}, { through: relay.through, patience: PATIENCE });
  client = await person(server);
  await client.post("/missions", missionInput());
});
afterAll(async () => {
  await server.close();
  await relay.stop();
});

const state = () => server.resources.database.state();

test("a database that is frozen is left alone: who waits is let go, who comes is told at once, what is kept is shown", async () => {
  const before = (await server.api.get("/missions")).text;
  await wait(5_100);
  relay.freeze();
  try {
    // More than there are connections: those who wait for one are let go as well.
    const waiting = await Promise.all(Array.from({ length: 30 }, () => client.get("/me/missions")));
    expect(new Set(waiting.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
      new Set(["503 unavailable"]),
    );
    expect(state()).toMatchObject({ silent: true, timesSilent: 1 });
    // Each of them waited for ten seconds at least before: more than this test has.
    for (let n = 0; n < 50; n++) {
      const { status, headers } = await client.post("/missions", missionInput());
      expect([status, headers.get("retry-after")]).toEqual([503, "2"]);
    }
    const kept = await server.api.get("/missions");
    expect([kept.status, kept.text]).toEqual([200, before]);
    expect((await fetch(`${server.url}/health`)).status).toBe(503);
  } finally {
    relay.thaw();
  }
  await expect
    .poll(async () => (await client.get("/me/missions")).status, { timeout: 20_000, interval: 100 })
    .toBe(200);
  expect(state().silent).toBe(false);
  expect((await client.post("/missions", missionInput())).status).toBe(201);
}, 60_000);

test("a statement that takes long is no silence: the database is asked beside, and answers", async () => {
  const { timesSilent } = state();
  await sql`select pg_sleep(6)`.execute(server.resources.database.writer);
  expect(state()).toMatchObject({ silent: false, timesSilent });
}, 30_000);

test("a database whose every answer comes two seconds late is slow, not silent", async () => {
  const { timesSilent } = state();
  relay.delay(2_000);
  try {
    const { rows } = await sql<{ one: number }>`select 1 as one from pg_sleep(2)`.execute(
      server.resources.database.writer,
    );
    expect(rows).toEqual([{ one: 1 }]);
    expect((await client.get("/me/missions")).status).toBe(200);
  } finally {
    relay.delay(0);
  }
  expect(state()).toMatchObject({ silent: false, timesSilent });
}, 60_000);
