import { expect, test } from "vitest";
import { emitOf } from "../../../../tests/support/emit.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { offerInput } from "../../../../tests/support/people.ts";
import { systemActor } from "../../core/actor.ts";
import { checkMissionTimers, runMissionTimers } from "./mission-timers.ts";
import { overdueSince, pauseRestored, resumeTimers } from "./timer-pause.ts";

const { server, client, paul, zoe, published, bid, missionIn } = marketWorld();
const HOUR_MS = 3_600_000;

/** As after a backup of two hours ago was put back. */
const pause = async () => {
  const snapshotAt = new Date(Date.now() - 2 * HOUR_MS).toISOString();
  await server.sql("grant insert, update on timer_pauses to swideal_app");
  await server.resources.database.transaction((tx) =>
    pauseRestored(tx, systemActor("test", "test"), { snapshotAt }, emitOf(server)),
  );
  return new Date(snapshotAt);
};
const resume = (extendMs: number | null) => resumeTimers(server.resources.database, emitOf(server), extendMs);
const run = () => runMissionTimers(server.resources.database, emitOf(server));

/** Its time came an hour ago. */
const ripen = (id: string) =>
  server.sql(
    `update missions set due_at = clock_timestamp() - interval '1 hour',
       deadline = case when status = 'published' then clock_timestamp() - interval '1 hour' else deadline end
     where id = $1`,
    [id],
  );
const state = async (id: string) => {
  const [row] = await server.sql<{ status: string; hours: number | null; card: number | null }>(
    `select m.status, round(extract(epoch from m.due_at - clock_timestamp()) / 3600)::integer as hours,
       round(extract(epoch from (c.card ->> 'deadline')::timestamptz - clock_timestamp()) / 3600)::integer as card
     from missions m left join mission_cards c on c.mission_id = m.id where m.id = $1`,
    [id],
  );
  return row;
};

test("after a restore no auction ends by itself, whoever writes to it, until the operator says so; then each has the time it was given", async () => {
  const [open, sealed] = [await published(), await published({ auction: "sealed" })];
  const { id: awarded } = await missionIn("awarded");
  await bid(paul, open);
  await bid(zoe, sealed);
  const since = await pause();
  for (const id of [open, sealed, awarded]) await ripen(id);

  expect(await run()).toMatchObject({ moved: 0, failures: [] });
  expect((await zoe.post(`/missions/${open}/offers`, offerInput(200_000))).body.code).toBe("deadline_passed");
  await client.post(`/missions/${awarded}/addenda`, { text: "Le portail est à gauche." });
  for (const id of [open, sealed]) expect((await state(id))?.status).toBe("published");
  expect((await state(awarded))?.status).toBe("awarded");
  const overdue = await overdueSince(server.resources.database.writer, since);
  expect(overdue.map(({ id }) => id).sort()).toEqual([open, sealed, awarded].sort());
  await expect(checkMissionTimers(server.resources.database.writer)).rejects.toThrow(
    /paused.*swideal backup resume/,
  );

  expect(await resume(24 * HOUR_MS)).toEqual({ extended: 2, sealed: 1 });
  expect(await state(open)).toEqual({ status: "published", hours: 24, card: 24 });
  expect(await state(awarded)).toMatchObject({ status: "awarded", hours: 24 });
  await run();
  await checkMissionTimers(server.resources.database.writer);
  // Its prices may have been read: a sealed auction is not opened again.
  expect((await state(sealed))?.status).toBe("closed");
  await bid(zoe, open, 200_000);
});

test("without more time what came due ends when the timers run again", async () => {
  const open = await published();
  await pause();
  await ripen(open);
  expect(await resume(null)).toEqual({ extended: 0, sealed: 0 });
  await run();
  expect((await state(open))?.status).toBe("expired");
  expect(await resume(HOUR_MS)).toEqual({ extended: 0, sealed: 0 });
});
