import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput, offerInput } from "../../../../tests/support/people.ts";
import { moves } from "../missions/index.ts";
import { offerMoves } from "../offers/index.ts";
import { actFor, addMember, found } from "../organisations/testing/organisation-fixtures.ts";
import { kindNames } from "./kinds.ts";
import { giveReminders } from "./reminders.ts";
import { createTell } from "./tell.ts";
import { toldByName, whoIsTold } from "./who-is-told.ts";

const REASON = { reason: "Le besoin a changé depuis hier." };
const world = marketWorld();

describe("the table", () => {
  test("says of each move of a mission and of an offer who is told of it, even if nobody", () => {
    const wanted = [
      ...Object.keys(moves).map((move) => `mission.${move}`),
      ...offerMoves.map((move) => `offer.${move}`),
    ];
    expect(wanted.filter((happening) => !Object.hasOwn(whoIsTold, happening))).toEqual([]);
  });

  test("tells of every kind that there is", () => {
    const told = new Set([
      ...toldByName,
      ...Object.values(whoIsTold)
        .flat()
        .map(({ kind }) => kind),
    ]);
    expect(kindNames.filter((kind) => !told.has(kind))).toEqual([]);
  });
});

/** Who was told of a mission, as `who: kind`, in order. */
async function toldOf(missionId: string): Promise<string[]> {
  const { client, paul, zoe, judge, server } = world;
  const names = new Map(
    Object.entries({ client, paul, zoe, judge }).map(([name, { userId }]) => [userId, name]),
  );
  const rows = await server.sql<{ user_id: string; kind: string }>(
    "select user_id, kind from notifications where mission_id = $1 order by created_at, id",
    [missionId],
  );
  return rows.map(({ user_id, kind }) => `${names.get(user_id) ?? "another"}: ${kind}`).sort();
}

test("of the work from the award to its end each side is told what it has to know, and no other", async () => {
  const { client, paul, judge } = world;
  const { id } = await world.missionIn("awarded");
  await world.move(paul, id, "start");
  await world.move(paul, id, "deliver");
  await world.move(client, id, "request-changes", REASON);
  await world.move(paul, id, "dispute", REASON);
  await judge.post(`/admin/missions/${id}/resolve`, { outcome: "completed", ...REASON });
  expect(await toldOf(id)).toEqual([
    "client: dispute_decided",
    "client: dispute_opened",
    // Two offers at once: one row while it is unread.
    "client: offer_received",
    "client: work_delivered",
    "client: work_started",
    "judge: dispute_to_decide",
    "paul: award_won",
    "paul: changes_requested",
    "paul: dispute_opened",
    "paul: work_completed",
    "zoe: offer_not_chosen",
  ]);
});

test("of what ends an auction its bidders and its client are told; whoever did it is not", async () => {
  const { client, judge } = world;
  const cancelled = await world.missionIn("cancelled");
  expect(await toldOf(cancelled.id)).toEqual([
    "client: offer_received",
    "paul: mission_cancelled",
    "zoe: mission_cancelled",
  ]);
  const hidden = await world.missionIn("hidden");
  await judge.post(`/admin/missions/${hidden.id}/unhide`, REASON);
  expect(await toldOf(hidden.id)).toEqual([
    "client: mission_hidden",
    "client: mission_shown",
    "client: offer_received",
    ...["mission_back_in_sight", "mission_out_of_sight"].map((kind) => `paul: ${kind}`),
    ...["mission_back_in_sight", "mission_out_of_sight"].map((kind) => `zoe: ${kind}`),
  ]);
  const closed = await world.missionIn("closed");
  await client.post(`/missions/${closed.id}/addenda`, { text: "Le tableau est au premier étage." });
  expect(await toldOf(closed.id)).toEqual([
    "client: deadline_reached",
    "client: offer_received",
    "paul: addendum_added",
    "zoe: addendum_added",
  ]);
});

test("who led an open auction is told that its price is beaten, once while it has not looked; nobody in a sealed one", async () => {
  const { paul, zoe } = world;
  const bids = async (auction: string): Promise<string[]> => {
    const id = await world.published({ auction });
    const own = await world.bid(paul, id, 100_000);
    const other = await world.bid(zoe, id, 90_000);
    await zoe.patch(`/offers/${other}`, { priceCents: 80_000 });
    await paul.patch(`/offers/${own}`, { priceCents: 70_000 });
    await zoe.post(`/offers/${other}/withdraw`);
    return toldOf(id);
  };
  expect(await bids("open")).toEqual([
    "client: offer_received",
    "client: offer_withdrawn",
    "paul: price_beaten",
    "zoe: price_beaten",
  ]);
  expect(await bids("sealed")).toEqual(["client: offer_received", "client: offer_withdrawn"]);
});

test("of an organisation its owners and managers are told, a member only of what it chose", async () => {
  const { server, client, paul, zoe, stranger } = world;
  const firm = await found(paul);
  await addMember(server, firm, zoe.userId, "manager");
  await addMember(server, firm, stranger.userId, "member");
  const id = await world.published();
  const { body } = await paul.post(`/missions/${id}/offers`, offerInput(90_000), actFor(firm));
  await world.award(body.id);
  expect(await toldOf(id)).toEqual(["client: offer_received", "paul: award_won", "zoe: award_won"]);

  await stranger.patch("/me/notification-preferences", {
    items: [{ kind: "offer_received", mail: "digest" }],
  });
  const own = await stranger.get("/me/notification-preferences");
  expect(own.body.items.find(({ kind }: { kind: string }) => kind === "offer_received").mail).toBe("digest");
  const theirs = await paul.post("/missions", missionInput(), actFor(firm));
  await client.post(`/missions/${theirs.body.id}/offers`, offerInput(90_000));
  expect(await toldOf(theirs.body.id)).toEqual([
    "another: offer_received",
    "paul: offer_received",
    "zoe: offer_received",
  ]);
});

test("who is to be reminded is, once for each deadline and twice for an award, by the database's clock", async () => {
  const { server } = world;
  const remind = () => giveReminders(server.resources.database, createTell(null));
  const id = await world.published();
  await world.bid(world.paul, id, 90_000);
  await remind();
  expect(await toldOf(id)).toEqual(["client: offer_received"]);
  await server.sql(
    `update missions set published_at = clock_timestamp() - interval '3 days', due_at = at, deadline = at
     from (select clock_timestamp() + interval '20 hours' as at) t where id = $1`,
    [id],
  );
  await remind();
  await remind();
  expect(await toldOf(id)).toEqual([
    "client: deadline_soon",
    "client: offer_received",
    "paul: deadline_soon",
  ]);

  const awarded = await world.missionIn("awarded");
  const passes = (days: number) =>
    server.sql(
      "update missions set due_at = clock_timestamp() + make_interval(days => 7) - make_interval(days => $2) where id = $1",
      [awarded.id, days],
    );
  const reminders = async () =>
    (await toldOf(awarded.id)).filter((told) => told === "paul: award_unanswered").length;
  await remind();
  expect(await reminders()).toBe(0);
  await server.sql(
    "update missions set due_at = date_trunc('second', clock_timestamp()) + interval '95 hours' where id = $1",
    [awarded.id],
  );
  await remind();
  await remind();
  expect(await reminders()).toBe(1);
  await passes(6);
  await remind();
  await remind();
  expect(await reminders()).toBe(2);
});
