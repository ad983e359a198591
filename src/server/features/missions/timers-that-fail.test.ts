import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { testEmit } from "../../../../tests/support/emit.ts";
import { missionInput, offerInput, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { checkMissionTimers, runMissionTimers, type TimerRun } from "./mission-timers.ts";

let server: TestServer;
let client: Person;
let provider: Person;
let holder: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  [client, provider] = await Promise.all([person(server, "Mairie de Bron"), person(server, "Léa Roux")]);
  holder = new pg.Client(server.access.owner);
  await holder.connect();
});
afterEach(() => holder.query("rollback"));
afterAll(async () => {
  await holder.end();
  await server.close();
});

const run = (): Promise<TimerRun> => runMissionTimers(server.resources.database, testEmit);
const check = () => checkMissionTimers(server.resources.database.writer);

/** Missions past their deadline, the first one first. */
async function due(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const { body } = await client.post("/missions", missionInput());
    await server.sql(
      `update missions set deadline = clock_timestamp() - make_interval(secs => $2),
         due_at = clock_timestamp() - make_interval(secs => $2) where id = $1`,
      [body.id, count - n],
    );
    ids.push(body.id);
  }
  return ids;
}

const statuses = async (ids: readonly string[]) => {
  const rows = await server.sql<{ id: string; status: string }>(
    "select id, status from missions where id = any($1)",
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.status);
};

/** As when something in the database is wrong with one mission. */
async function breakMission(id: string): Promise<void> {
  await server.sql(`create or replace function refuse() returns trigger language plpgsql as
    'begin raise exception ''this mission cannot be moved''; end'`);
  await server.sql(`create trigger refuse before update on missions for each row
    when (old.id = '${id}' and new.status <> old.status) execute function refuse()`);
}
const mend = () => server.sql("drop trigger refuse on missions");
const letRetryCome = (id: string) =>
  server.sql(
    "update mission_timer_failures set retry_at = clock_timestamp() - interval '1 s' where mission_id = $1",
    [id],
  );

test("while one mission's row is locked every other one moves, and that one at the next run", async () => {
  const [locked, ...others] = (await due(4)) as [string, ...string[]];
  await holder.query("begin");
  await holder.query("select from missions where id = $1 for update", [locked]);
  expect(await run()).toMatchObject({ moved: 3, passedOver: 1, failures: [] });
  expect(await statuses([locked, ...others])).toEqual(["published", "expired", "expired", "expired"]);
  await holder.query("rollback");
  expect(await run()).toMatchObject({ moved: 1, passedOver: 0, failures: [] });
  expect(await statuses([locked])).toEqual(["expired"]);
});

test("a mission that always fails stops no other, and is tried again after a distance that grows", async () => {
  const [broken, ...others] = (await due(3)) as [string, ...string[]];
  await breakMission(broken);
  expect(await run()).toMatchObject({
    moved: 2,
    failures: [{ missionId: broken, failures: 1, error: expect.any(Error) }],
  });
  expect(await statuses([broken, ...others])).toEqual(["published", "expired", "expired"]);
  expect(await run(), "before its next try").toEqual({ moved: 0, passedOver: 0, failures: [] });
  await expect(check()).resolves.toBeUndefined();

  const minutes: number[] = [];
  for (const times of [2, 3, 4]) {
    await letRetryCome(broken);
    expect((await run()).failures).toMatchObject([{ missionId: broken, failures: times }]);
    const [row] = await server.sql<{ minutes: number; reason: string }>(
      `select round(extract(epoch from retry_at - clock_timestamp()) / 60)::int as minutes, reason
       from mission_timer_failures`,
    );
    minutes.push(row?.minutes ?? 0);
    expect(row?.reason).toBe("P0001");
  }
  expect(minutes).toEqual([2, 4, 8]);
  await expect(check()).rejects.toThrow("1 missions cannot be moved");

  await mend();
  await letRetryCome(broken);
  expect(await run()).toMatchObject({ moved: 1, failures: [] });
  expect(await statuses([broken])).toEqual(["expired"]);
  await run();
  await expect(check()).resolves.toBeUndefined();
});

test("a mission whose offer is locked holds the others up for a moment only", async () => {
  const { body: mission } = await client.post("/missions", missionInput());
  const held: string = mission.id;
  const offer = await provider.post(`/missions/${held}/offers`, offerInput(300_000));
  await client.post(`/offers/${offer.body.id}/award`);
  await server.sql("update missions set due_at = clock_timestamp() - interval '1 minute' where id = $1", [
    held,
  ]);
  const [other] = (await due(1)) as [string];
  await holder.query("begin");
  await holder.query("select from offers where id = $1 for update", [offer.body.id]);
  const { moved, failures } = await run();
  expect([moved, failures]).toMatchObject([1, [{ missionId: held, failures: 1, error: { code: "55P03" } }]]);
  expect(await statuses([held, other])).toEqual(["awarded", "expired"]);
});

test("an instance says when missions are due for long and nobody moves them", async () => {
  const [late] = await due(1);
  await server.sql("update missions set due_at = clock_timestamp() - interval '10 minutes' where id = $1", [
    late,
  ]);
  await expect(check()).rejects.toThrow("1 missions are due for more than 5 minutes");
  await run();
  await expect(check()).resolves.toBeUndefined();
});
