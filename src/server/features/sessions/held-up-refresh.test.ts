import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Relay, startRelay } from "../../../../tests/support/relay.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { PATIENCE } from "../../platform/patience.ts";
import { cookieOf, type Person, register } from "../accounts/testing/account-fixtures.ts";
import { UnansweredRefreshes } from "./unanswered-refreshes.ts";

let relay: Relay;
let server: TestServer;
let holder: pg.Client;
beforeAll(async () => {
  relay = await startRelay(inject("postgres"));
  server = await startTestServer(
    { EMAIL_VERIFICATION: "off" },
    { through: relay.through, patience: PATIENCE },
  );
  holder = new pg.Client(server.access.owner);
  await holder.connect();
});
afterAll(async () => {
  await holder.end();
  await server.close();
  await relay.stop();
});

const refresh = (cookie: string) => server.api.post("/auth/refresh", undefined, { headers: { cookie } });

/** As if the tokens used so far had been used that long ago. */
const age = (person: Person, seconds: number) =>
  server.sql(
    `update refresh_tokens set used_at = used_at - make_interval(secs => $2)
     from sessions where sessions.id = session_id and user_id = $1`,
    [person.id, seconds],
  );

/**
 * A refresh that comes in when its token was used so many seconds ago, and for which the database has no time until
 * four more have gone.
 */
async function heldUp(person: Person, usedSecondsAgo: number): ReturnType<typeof refresh> {
  await holder.query("begin; lock table refresh_tokens in access exclusive mode");
  try {
    const answer = refresh(person.cookie);
    const waiting = "select from pg_locks where not granted and relation = 'refresh_tokens'::regclass";
    await expect.poll(async () => (await server.sql(waiting)).length, { timeout: 20_000 }).toBe(1);
    await holder.query(
      `update refresh_tokens set used_at = clock_timestamp() - make_interval(secs => $2)
       from sessions where sessions.id = session_id and user_id = $1 and used_at is not null`,
      [person.id, usedSecondsAgo],
    );
    await wait(4_000);
    await holder.query("commit");
    return await answer;
  } finally {
    await holder.query("rollback");
  }
}

test("a repetition that came in time is answered, though the database had time for it too late", async () => {
  const person = await register(server);
  const answered = cookieOf(await refresh(person.cookie));
  const repetition = await heldUp(person, 7);
  expect(repetition.status, repetition.text).toBe(200);
  expect(cookieOf(repetition)).toBe(answered);
  expect((await refresh(answered)).status).toBe(200);
});

test("a repetition that came too late is theft, however long the database kept it waiting", async () => {
  const person = await register(server);
  const live = cookieOf(await refresh(person.cookie));
  const repetition = await heldUp(person, 25);
  expect(repetition.body.code).toBe("unauthenticated");
  expect((await refresh(live)).status).toBe(401);
});

test("who repeats a refresh until the frozen database is back keeps the session", async () => {
  const person = await register(server);
  // Its answer is lost on the way, as when the machine of the database stands still.
  const lost = cookieOf(await refresh(person.cookie));
  await age(person, 8);
  relay.freeze();
  try {
    expect((await refresh(person.cookie)).body.code).toBe("unavailable");
    expect((await refresh(person.cookie)).body.code).toBe("unavailable");
  } finally {
    relay.thaw();
  }
  await expect
    .poll(async () => cookieOf(await refresh(person.cookie)), { timeout: 20_000, interval: 100 })
    .toBe(lost);
  expect((await refresh(lost)).status).toBe(200);
});

test("what was not answered is remembered for a minute, from the first time on, and not without end", () => {
  const memory = new UnansweredRefreshes();
  const now = performance.now();
  const hash = (n: number) => Buffer.from(`token ${n}`);
  memory.remember(hash(1), now - 59_000);
  memory.remember(hash(1), now);
  memory.remember(hash(2), now - 61_000);
  expect(memory.firstArrival(hash(1))).toBe(now - 59_000);
  expect(memory.firstArrival(hash(2))).toBeNull();
  expect(memory.firstArrival(hash(3))).toBeNull();
  for (let n = 10; n < 10_020; n++) memory.remember(hash(n), now);
  expect(memory.firstArrival(hash(1))).toBeNull();
  expect(memory.firstArrival(hash(10_019))).toBe(now);
});
