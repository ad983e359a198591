import { expect, test } from "vitest";
import { testEmit } from "../../../../tests/support/emit.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { offerInput, type Person } from "../../../../tests/support/people.ts";
import type { TestServer } from "../../../../tests/support/server.ts";
import { runMissionTimers } from "./mission-timers.ts";

const DAY_MS = 86_400_000;

const { server, client, paul, zoe, judge, published, bid } = marketWorld();

const runTimers = async (on: TestServer = server) => {
  const { moved, failures } = await runMissionTimers(on.resources.database, testEmit);
  expect(failures).toEqual([]);
  return moved;
};

async function post(who: Person, path: string, body?: unknown): Promise<void> {
  const answer = await who.post(path, body);
  expect(answer.status, answer.text).toBe(200);
}

/** Lets the time of whatever this mission waits for come. */
const ripen = (missionId: string) =>
  server.sql(
    `update missions set due_at = clock_timestamp() - interval '1 s',
       deadline = case when 'published' in (status, hidden_from) then clock_timestamp() - interval '1 s' else deadline end
     where id = $1`,
    [missionId],
  );

interface Stored {
  status: string;
  dueAt: Date | null;
  endedAt: Date | null;
  now: Date;
  card: boolean;
  offers: string[];
}
async function stored(missionId: string): Promise<Stored> {
  const [row] = await server.sql<Stored>(
    `select status, due_at as "dueAt", ended_at as "endedAt", clock_timestamp() as now,
       exists (select from mission_cards c where c.mission_id = m.id) as card,
       array(select o.status from offers o where o.mission_id = m.id order by bidder_number) as offers
     from missions m where id = $1`,
    [missionId],
  );
  return row as Stored;
}

/** In whole days from now, rounded. */
const daysUntilDue = ({ dueAt, now }: Stored) =>
  dueAt === null ? null : Math.round((dueAt.getTime() - now.getTime()) / DAY_MS);

const audited = async (missionId: string) =>
  (
    await server.sql<{ action: string }>(
      `select action from audit_entries where resource_id = $1 and actor_kind = 'system' order by at, id`,
      [missionId],
    )
  ).map(({ action }) => action);

test("at its deadline a mission closes when it has a live offer, leaves the feed, and waits 30 days", async () => {
  const missionId = await published();
  await bid(paul, missionId);
  await ripen(missionId);
  await runTimers();
  const closed = await stored(missionId);
  expect(closed).toMatchObject({ status: "closed", card: false, offers: ["submitted"], endedAt: null });
  expect(daysUntilDue(closed)).toBe(30);
  expect(await audited(missionId)).toEqual(["mission.close", "mission.record"]);
});

test("at its deadline a mission expires when it has no offer, or only a withdrawn one", async () => {
  const [none, withdrawn] = [await published(), await published()];
  await post(paul, `/offers/${await bid(paul, withdrawn)}/withdraw`);
  await Promise.all([ripen(none), ripen(withdrawn)]);
  await runTimers();
  for (const missionId of [none, withdrawn]) {
    const expired = await stored(missionId);
    expect(expired).toMatchObject({ status: "expired", card: false, dueAt: null });
    expect(expired.endedAt).not.toBeNull();
    expect(await audited(missionId)).toEqual(["mission.expire", "mission.record"]);
  }
  expect((await stored(withdrawn)).offers).toEqual(["withdrawn"]);
});

test("a closed mission that nobody awards expires after 30 days, and its offers lapse", async () => {
  const missionId = await published();
  await bid(paul, missionId);
  await post(zoe, `/offers/${await bid(zoe, missionId)}/withdraw`);
  await ripen(missionId);
  await runTimers();
  await ripen(missionId);
  await runTimers();
  expect(await stored(missionId)).toMatchObject({
    status: "expired",
    dueAt: null,
    offers: ["lapsed", "withdrawn"],
  });
  expect(await audited(missionId)).toEqual([
    ...["mission.close", "mission.record"],
    ...["mission.lapse", "mission.record"],
  ]);
});

test("an award that its provider does not answer is declined after 7 days, and the next can be awarded", async () => {
  const missionId = await published();
  const [first, next] = [await bid(paul, missionId), await bid(zoe, missionId, 310_000)];
  await post(client, `/offers/${first}/award`);
  expect(daysUntilDue(await stored(missionId))).toBe(7);
  await ripen(missionId);
  await runTimers();
  const closed = await stored(missionId);
  expect(closed).toMatchObject({ status: "closed", offers: ["declined", "submitted"] });
  expect(daysUntilDue(closed)).toBe(30);
  expect((await server.api.get(`/missions/${missionId}`)).body.bestOfferCents).toBe(310_000);
  await post(client, `/offers/${next}/award`);
  await post(zoe, `/missions/${missionId}/start`);
  expect((await stored(missionId)).offers).toEqual(["declined", "accepted"]);
});

test("work that was delivered and not answered is complete after 14 days, counted from the last delivery", async () => {
  const missionId = await published();
  await post(client, `/offers/${await bid(paul, missionId)}/award`);
  await post(paul, `/missions/${missionId}/start`);
  expect((await stored(missionId)).dueAt).toBeNull();
  await post(paul, `/missions/${missionId}/deliver`);
  await server.sql("update missions set due_at = due_at - interval '13 days' where id = $1", [missionId]);
  await post(client, `/missions/${missionId}/request-changes`, { reason: "Les joints sont à reprendre." });
  expect((await stored(missionId)).dueAt).toBeNull();
  await post(paul, `/missions/${missionId}/deliver`);
  expect(daysUntilDue(await stored(missionId))).toBe(14);
  await ripen(missionId);
  await runTimers();
  expect(await stored(missionId)).toMatchObject({ status: "completed", dueAt: null, offers: ["accepted"] });
  expect((await stored(missionId)).endedAt).not.toBeNull();
});

test("a timer moves nothing whose time has not come", async () => {
  const missionId = await published();
  await bid(paul, missionId);
  expect(await runTimers()).toBe(0);
  expect(await stored(missionId)).toMatchObject({ status: "published", card: true });
});

test("a mission that was hidden before its deadline is over when it is shown again after it", async () => {
  const missionId = await published();
  await bid(paul, missionId);
  await post(judge, `/admin/missions/${missionId}/hide`, { reason: "Signalement à vérifier." });
  await ripen(missionId);
  expect(await runTimers()).toBe(0);
  expect((await stored(missionId)).status).toBe("hidden");
  await post(judge, `/admin/missions/${missionId}/unhide`, { reason: "Rien à signaler." });
  expect((await zoe.post(`/missions/${missionId}/offers`, offerInput(200_000))).body.code).toBe(
    "deadline_passed",
  );
  await runTimers();
  expect(await stored(missionId)).toMatchObject({ status: "closed", offers: ["submitted"] });
});

test("the clock of a closed mission runs on while it is hidden: hiding it wins nobody another 30 days", async () => {
  const missionId = await published();
  await bid(paul, missionId);
  await ripen(missionId);
  await runTimers();
  await server.sql("update missions set due_at = due_at - interval '20 days' where id = $1", [missionId]);
  await post(judge, `/admin/missions/${missionId}/hide`, { reason: "Signalement à vérifier." });
  await post(judge, `/admin/missions/${missionId}/unhide`, { reason: "Rien à signaler." });
  const closed = await stored(missionId);
  expect(closed.status).toBe("closed");
  expect(daysUntilDue(closed)).toBe(10);
});

test("a closed mission whose 30 days end while it is hidden stays hidden, and expires once it is shown", async () => {
  const missionId = await published();
  await bid(paul, missionId);
  await ripen(missionId);
  await runTimers();
  await post(judge, `/admin/missions/${missionId}/hide`, { reason: "Signalement à vérifier." });
  await ripen(missionId);
  expect(await runTimers()).toBe(0);
  expect((await stored(missionId)).status).toBe("hidden");
  await post(judge, `/admin/missions/${missionId}/unhide`, { reason: "Rien à signaler." });
  await runTimers();
  expect(await stored(missionId)).toMatchObject({ status: "expired", offers: ["lapsed"] });
});

test("several instances at once move each of many missions once", async () => {
  const others = await Promise.all([server.another(), server.another()]);
  const model = await published();
  await server.sql(
    `insert into missions (client_party_id, status, title, description, category, remote, deadline, due_at, published_at, quality_score)
     select client_party_id, 'published', title, description, category, true, clock_timestamp() - interval '1 s',
       clock_timestamp() - interval '1 s', published_at, quality_score from missions, generate_series(1, 170) where id = $1`,
    [model],
  );
  const moved = await Promise.all([server, ...others].map((instance) => runTimers(instance)));
  expect(moved.reduce((sum, count) => sum + count)).toBe(170);
  const entries = await server.sql(
    `select count(*)::int as entries, count(distinct resource_id)::int as missions from audit_entries e
     join missions m on m.id = e.resource_id
     where action = 'mission.expire' and m.client_party_id = $1 and m.remote and m.status = 'expired'`,
    [client.partyId],
  );
  expect(entries).toEqual([{ entries: 170, missions: 170 }]);
  expect(await runTimers()).toBe(0);
  await Promise.all(others.map((other) => other.close()));
});

test("a timer that runs while a client awards does not undo the award", async () => {
  for (let round = 0; round < 10; round++) {
    const missionId = await published();
    const offer = await bid(paul, missionId);
    await ripen(missionId);
    const [award] = await Promise.all([client.post(`/offers/${offer}/award`), runTimers()]);
    expect(award.status).toBe(200);
    expect(await stored(missionId)).toMatchObject({ status: "awarded", offers: ["accepted"] });
  }
});
