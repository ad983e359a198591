import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { type Person, person } from "../../../../tests/support/people.ts";
import type { DomainEvents } from "../../core/events.ts";
import type { Emit } from "../../platform/events.ts";
import { createQueryReader } from "../listing/index.ts";
import { forgetLostMatches, insertMatches, lockMatching } from "./alert-queries.ts";
import { matchMission } from "./match-mission.ts";
import { readQueriesAgain } from "./read-again.ts";
import { reviewSearches } from "./review-searches.ts";

const world = marketWorld();
const { server, client, judge } = world;
const REASON = { reason: "Signalement à vérifier." };
let made = 0;
/** A word that no other mission says. */
const word = () => {
  made += 1;
  return `zorblax${"abcdefghij"[made % 10]}${"klmnopqrst"[Math.floor(made / 10) % 10]}`;
};

async function searching(query: string, frequency = "instant", who?: Person) {
  const owner = who ?? (await person(server, "Prestataire"));
  const { status, body, text } = await owner.post("/me/saved-searches", { query, frequency });
  expect(status, text).toBe(201);
  return { owner, id: body.id as string };
}

type Alert = DomainEvents["alerts.matched"]["alerts"][number];

/** Does what the job does for a mission; who was alerted, and how. */
async function match(missionId: string): Promise<Alert[]> {
  const alerts: Alert[] = [];
  const emit: Emit = async (_tx, _actor, name, event) => {
    if (name === "alerts.matched") alerts.push(...(event as DomainEvents["alerts.matched"]).alerts);
  };
  const { database } = server.resources;
  await matchMission({ database, emit, reader: createQueryReader(server.dataDir) }, missionId);
  return alerts;
}
const newCount = async (who: Person) =>
  (await who.get("/me/saved-searches")).body.items.map((one: { newCount: number }) => one.newCount);

describe("a mission that is published", () => {
  test("alerts each person whose searches find it once, by all of them and the most urgent", async () => {
    const about = word();
    const daily = await searching(`q=${about}`, "daily");
    const instant = await searching(`q=${about}&category=peinture`, "instant", daily.owner);
    await searching(`q=${about}&category=plomberie`, "instant", daily.owner);
    const other = await searching("category=peinture", "weekly");
    const id = await world.published({ title: `Repeindre ${about}`, category: "peinture" });
    const alerts = await match(id);
    expect(alerts.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))).toEqual(
      [
        { userId: daily.owner.userId, searchIds: [daily.id, instant.id], frequency: "instant" },
        { userId: other.owner.userId, searchIds: [other.id], frequency: "weekly" },
      ].toSorted((a, b) => (a.userId < b.userId ? -1 : 1)),
    );
    expect(await newCount(daily.owner)).toEqual([1, 1, 0]);
    expect(await match(id)).toEqual([]);
    await daily.owner.patch(`/me/saved-searches/${daily.id}`, { seen: true });
    expect(await newCount(daily.owner)).toEqual([0, 1, 0]);
  });

  test("alerts once, though it is hidden and shown again, extended, and changed", async () => {
    const about = word();
    const { owner } = await searching(`q=${about}`);
    const id = await world.published({ title: `Élaguer ${about}` });
    expect(await match(id)).toHaveLength(1);
    await judge.post(`/admin/missions/${id}/hide`, REASON);
    await judge.post(`/admin/missions/${id}/unhide`, REASON);
    expect(await match(id)).toEqual([]);
    await world.move(client, id, "extend", { deadline: new Date(Date.now() + 9 * 86_400_000).toISOString() });
    await client.patch(`/missions/${id}`, { title: `Élaguer et tailler ${about}` });
    expect(await match(id)).toEqual([]);
    expect(await newCount(owner)).toEqual([1]);
  });

  test("and hidden before it was matched concerns nobody, until it is shown again", async () => {
    const about = word();
    await searching(`q=${about}`);
    const id = await world.published({ title: `Curer ${about}` });
    await judge.post(`/admin/missions/${id}/hide`, REASON);
    expect(await match(id)).toEqual([]);
    await judge.post(`/admin/missions/${id}/unhide`, REASON);
    expect(await match(id)).toHaveLength(1);
  });

  test("alerts no member of its client, nobody whose search is off, and none whose search is gone", async () => {
    const about = word();
    await searching(`q=${about}`, "instant", client);
    const off = await searching(`q=${about}`);
    await off.owner.patch(`/me/saved-searches/${off.id}`, { frequency: "off" });
    const gone = await searching(`q=${about}`);
    const token = gone.owner.token;
    await server.api.request("DELETE", `/api/v1/me/saved-searches/${gone.id}`, { token });
    const id = await world.published({ title: `Vider ${about}` });
    expect(await match(id)).toEqual([]);
    expect([await newCount(client), await newCount(off.owner)]).toEqual([[0], [1]]);
  });

  test("for a digest, is told at once where a search that is told at once finds it later", async () => {
    const about = word();
    const { owner } = await searching(`q=${about}`, "daily");
    const id = await world.published({ title: `Scier ${about}` });
    expect((await match(id)).map(({ frequency }) => frequency)).toEqual(["daily"]);
    await searching(`q=scier ${about}`, "instant", owner);
    expect((await match(id)).map(({ frequency }) => frequency)).toEqual(["instant"]);
    expect(await match(id)).toEqual([]);
  });

  test("is found by a phrase only where the words stand together", async () => {
    const about = word();
    const { owner } = await searching(`q="grand ${about} rouge"`);
    await match(await world.published({ title: `Un ${about} grand et rouge` }));
    expect(await newCount(owner)).toEqual([0]);
    expect(await match(await world.published({ title: `Un grand ${about} rouge` }))).toHaveLength(1);
  });

  test("has the job that matches it enqueued with it, and by nothing that was refused", async () => {
    const jobs = () =>
      server.sql<{ id: string }>(
        "select data ->> 'missionId' as id from pgboss.job where name = 'alert-matching'",
      );
    const id = await world.published();
    expect((await jobs()).map((job) => job.id)).toContain(id);
    const before = (await jobs()).length;
    const draft = await world.published({ publish: false, category: null, location: null });
    expect((await client.post(`/missions/${draft}/publish`)).status).toBe(400);
    expect(await jobs()).toHaveLength(before);
  });
});

describe("while a mission is being matched", () => {
  /** Matches it in a transaction that stays open for as long as `work` takes. */
  const during = (missionId: string, work: () => Promise<void>) =>
    server.resources.database.transaction(async (tx) => {
      await lockMatching(tx, missionId);
      await insertMatches(tx, missionId, []);
      await work();
    });
  const matchesOf = (searchId: string) =>
    server.sql("select from alert_matches where search_id = $1", [searchId]);

  test("whoever matches it too waits, and finds what is there", async () => {
    const about = word();
    const { owner } = await searching(`q=${about}`);
    const id = await world.published({ title: `Sabler ${about}` });
    let second: Promise<Alert[]> = Promise.resolve([]);
    await during(id, async () => {
      second = match(id);
      await expect
        .poll(() => server.sql("select from pg_locks where locktype = 'advisory' and not granted"))
        .toHaveLength(1);
    });
    expect(await second).toHaveLength(1);
    expect(await newCount(owner)).toEqual([1]);
  });

  test("a search that is deleted alerts nobody, and what it found is forgotten", async () => {
    const about = word();
    const { owner, id: searchId } = await searching(`q=${about}`);
    const kept = await searching(`q=${about}`);
    const id = await world.published({ title: `Vernir ${about}` });
    const remove = () =>
      server.api.request("DELETE", `/api/v1/me/saved-searches/${searchId}`, { token: owner.token });
    await during(id, async () => expect((await remove()).status).toBe(204));
    expect((await match(id)).map(({ userId }) => userId)).toEqual([kept.owner.userId]);
    expect(await matchesOf(searchId)).toHaveLength(1);
    await server.resources.database.transaction((tx) => forgetLostMatches(tx, 1_000));
    expect([await matchesOf(searchId), await matchesOf(kept.id)]).toEqual([[], [expect.anything()]]);
    // One that is deleted afterwards takes what it found along.
    const { token } = kept.owner;
    await server.api.request("DELETE", `/api/v1/me/saved-searches/${kept.id}`, { token });
    expect(await matchesOf(kept.id)).toEqual([]);
  });
});

describe("a search whose trade or town is no more", () => {
  test("is shown as to be reviewed, switched off, told of once, and put on by nobody", async () => {
    const [lyon] = (await server.api.get("/places?q=Lyon")).body.items;
    const town = await searching(`lat=${lyon.latitude}&lng=${lyon.longitude}&radiusKm=7`);
    const trade = await searching("category=peinture&budgetMax=12300");
    const kept = await searching("category=peinture&budgetMax=45600");
    await server.sql(
      "update alert_queries set category = 'charron' where category = 'peinture' and budget_max = 12300",
    );
    await server.sql("update saved_searches set place_insee_code = '00000' where id = $1", [town.id]);
    const told: unknown[] = [];
    const emit: Emit = async (_tx, _actor, name, event) => void told.push({ name, ...event });
    for (let run = 0; run < 2; run++) await reviewSearches(server.resources.database, emit);
    expect(told).toHaveLength(2);
    for (const { owner, id } of [town, trade]) {
      expect(told).toContainEqual({ name: "saved_search.to_review", userId: owner.userId, searchId: id });
      const [shown] = (await owner.get("/me/saved-searches")).body.items;
      expect(shown).toMatchObject({ toReview: true, frequency: "off" });
      const on = await owner.patch(`/me/saved-searches/${id}`, { frequency: "daily" });
      expect([on.status, on.body.code]).toEqual([409, "invalid_transition"]);
      expect((await owner.patch(`/me/saved-searches/${id}`, { name: "Ancienne" })).status).toBe(200);
    }
    expect((await kept.owner.get("/me/saved-searches")).body.items[0].toReview).toBe(false);
  });
});

test("queries that another program has read are read again, with its words and where they are looked up", async () => {
  const about = word();
  const { owner } = await searching(`q=${about}`);
  const hash = `(select query_hash from saved_searches where user_id = '${owner.userId}')`;
  await server.sql(`update alert_queries set read_by = uuid_v7(), words = '1' where hash = ${hash}`);
  await server.sql(`delete from alert_anchors where query_hash = ${hash}`);
  const id = await world.published({ title: `Cirer ${about}` });
  expect(await match(id)).toEqual([]);
  await readQueriesAgain(server.resources.database, createQueryReader(server.dataDir));
  expect((await match(id)).map(({ userId }) => userId)).toEqual([owner.userId]);
});
