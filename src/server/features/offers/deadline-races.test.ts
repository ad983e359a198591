import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { refusal } from "../../../../tests/support/api-response.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { offerInput, person } from "../../../../tests/support/people.ts";

const { server, client, paul, zoe, published } = marketWorld();

/** Moves the deadline to so many milliseconds from now, by the clock that judges it. */
const deadlineIn = (missionId: string, ms: number) =>
  server.sql(
    `update missions set deadline = at, due_at = at
     from (select clock_timestamp() + make_interval(secs => $2::float8 / 1000) as at) t where id = $1`,
    [missionId, ms],
  );

const stateOf = async (missionId: string) =>
  (
    await server.sql("select status, extension_count as extensions from missions where id = $1", [missionId])
  )[0];

/** Waits until `count` statements wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const [row] = await server.sql<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((row?.waiting ?? 0) >= count) return;
    await sleep(5);
  }
}

/**
 * Sends the bids while another transaction holds the mission's row; once all of them wait for it, the
 * deadline comes and goes, and only then the row is let go.
 */
async function bidsHeldPastTheDeadline<Answer>(missionId: string, bids: () => Promise<Answer>[]) {
  return server.resources.database.transaction(async (tx) => {
    await sql`select 1 from missions where id = ${missionId} for update`.execute(tx);
    const sent = bids();
    await untilWaiting(sent.length);
    await sql`
      update missions set deadline = at, due_at = at from (select clock_timestamp() + interval '0.02 s' as at) t
      where id = ${missionId}`.execute(tx);
    await sql`select pg_sleep(0.05)`.execute(tx);
    return { sent };
  });
}

test.each(["open", "sealed"])(
  "a bid that waited for the lock past the deadline is refused (%s auction)",
  async (auction) => {
    const missionId = await published({ auction });
    const { body: offer } = await zoe.post(`/missions/${missionId}/offers`, offerInput(300_000));
    const { sent } = await bidsHeldPastTheDeadline(missionId, () => [
      paul.post(`/missions/${missionId}/offers`, offerInput(290_000)),
      zoe.patch(`/offers/${offer.id}`, { priceCents: 200_000 }),
    ]);
    expect((await Promise.all(sent)).map(refusal)).toEqual(["409 deadline_passed", "409 deadline_passed"]);
    const offers = await server.sql("select status, price_cents as price from offers where mission_id = $1", [
      missionId,
    ]);
    expect(offers).toEqual([{ status: "submitted", price: 300_000 }]);
    expect(await stateOf(missionId)).toMatchObject({ extensions: 0 });
  },
);

test("a withdrawn offer that waited for the lock past the deadline does not come back", async () => {
  const missionId = await published();
  const { body: offer } = await paul.post(`/missions/${missionId}/offers`, offerInput(300_000));
  await paul.post(`/offers/${offer.id}/withdraw`);
  const { sent } = await bidsHeldPastTheDeadline(missionId, () => [
    paul.post(`/missions/${missionId}/offers`, offerInput(200_000)),
  ]);
  expect((await Promise.all(sent)).map(refusal)).toEqual(["409 deadline_passed"]);
});

test("a bid that waited for the lock and still came in time is taken", async () => {
  const missionId = await published();
  const answer = await server.resources.database.transaction(async (tx) => {
    await sql`select 1 from missions where id = ${missionId} for update`.execute(tx);
    const sent = paul.post(`/missions/${missionId}/offers`, offerInput(290_000));
    await untilWaiting(1);
    return { sent };
  });
  expect((await answer.sent).status).toBe(201);
});

test("while no timer runs, a published mission past its deadline takes no bid, and no content changes", async () => {
  const missionId = await published();
  const { body: offer } = await zoe.post(`/missions/${missionId}/offers`, offerInput(300_000));
  await deadlineIn(missionId, -1);
  const answers = [
    await paul.post(`/missions/${missionId}/offers`, offerInput(290_000)),
    await zoe.patch(`/offers/${offer.id}`, { priceCents: 200_000 }),
    await client.patch(`/missions/${missionId}`, { remote: true }),
  ];
  expect(answers.map(refusal)).toEqual([
    "409 deadline_passed",
    "409 deadline_passed",
    "409 invalid_transition",
  ]);
  expect(await stateOf(missionId)).toMatchObject({ status: "published", extensions: 0 });
});

test("not even a timer that is set wrong lets a late bid in", async () => {
  const missionId = await published();
  await deadlineIn(missionId, -1);
  await server.sql("update missions set due_at = now() + interval '1 day' where id = $1", [missionId]);
  expect(refusal(await paul.post(`/missions/${missionId}/offers`, offerInput(290_000)))).toBe(
    "409 deadline_passed",
  );
});

test("a mission without an offer whose deadline has passed expires before its client can publish more", async () => {
  const missionId = await published();
  await deadlineIn(missionId, -1);
  const later = new Date(Date.now() + 86_400_000).toISOString();
  expect(refusal(await client.post(`/missions/${missionId}/extend`, { deadline: later }))).toBe(
    "409 invalid_transition",
  );
});

test("a client who awards after the deadline, before the timer came, awards a closed auction, sealed ones too", async () => {
  const missionId = await published({ auction: "sealed" });
  const { body: offer } = await zoe.post(`/missions/${missionId}/offers`, offerInput(300_000));
  expect(refusal(await client.post(`/offers/${offer.id}/award`))).toBe("409 invalid_transition");
  await deadlineIn(missionId, -1);
  expect((await client.post(`/offers/${offer.id}/award`)).body).toMatchObject({
    status: "accepted",
    priceCents: 300_000,
  });
});

test("of bids that come in around the deadline each is either kept or told that it came too late", async () => {
  const missionId = await published({ auction: "sealed" });
  const bidders = await Promise.all(
    Array.from({ length: 8 }, (_, n) => person(server, `Prestataire n° ${n}`)),
  );
  await deadlineIn(missionId, 60);
  const answers = await Promise.all(
    bidders.map(async (bidder, n) => {
      await sleep(n * 15);
      return bidder.post(`/missions/${missionId}/offers`, offerInput(300_000 + n));
    }),
  );
  for (const answer of answers) {
    if (answer.status !== 201) expect(refusal(answer)).toBe("409 deadline_passed");
  }
  const taken = await server.sql("select 1 from offers where mission_id = $1", [missionId]);
  expect(taken).toHaveLength(answers.filter(({ status }) => status === 201).length);
});
