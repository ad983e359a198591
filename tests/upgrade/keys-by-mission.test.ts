import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { down, up } from "../../migrations/0030_ready_to_distribute.ts";
import { missionInput, offerInput, type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { runMigration } from "./run-migration.ts";

let server: TestServer;
let owner: pg.Client;
let client: Person;
let providers: Person[];
let missionId: string;
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client(server.access.owner);
  await owner.connect();
  client = await person(server, "Mairie de Bron");
  providers = await Promise.all(["Paul", "Zoé", "Léa"].map((name) => person(server, name)));
  ({ id: missionId } = (await client.post("/missions", missionInput())).body);
  for (const [n, provider] of providers.entries()) {
    const { body } = await provider.post(`/missions/${missionId}/offers`, offerInput(300_000 - n));
    await provider.patch(`/offers/${body.id}`, { priceCents: 200_000 - n });
  }
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const keys = () =>
  owner.query(
    `select conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) as key from pg_constraint
     where contype = 'p' and conrelid = any('{offers, offer_revisions, search_suggestions, mission_addenda, mission_reasons}'::regclass[])
       or conrelid = 'offer_revisions'::regclass and contype = 'f' order by 1`,
  );
const content = async () =>
  (
    await server.sql(
      `select o.*, array(select (revision, price_cents) from offer_revisions r where r.offer_id = o.id order by 1) as revisions
       from offers o order by id`,
    )
  ).map((row) => JSON.stringify(row));

/** What the release before sends for a lower price and for suggestions, again and again until it is told to stop. */
function writeAsBefore(offerId: string) {
  let [stopped, written] = [false, 0];
  const working = (async () => {
    const old = new pg.Client(server.access.application);
    await old.connect();
    await old.query("set lock_timeout = '5s'; set statement_timeout = '10s'");
    while (!stopped) {
      await old.query("begin");
      await old.query("select from missions where id = $1 for update", [missionId]);
      await old.query("select o.mission_id from offers o where o.id = $1", [offerId]);
      await old.query(
        "update offers set price_cents = price_cents - 1, priced_at = clock_timestamp() where id = $1",
        [offerId],
      );
      await old.query(
        `insert into offer_revisions (offer_id, revision, mission_id, provider_party_id, price_cents, created_at)
         select o.id, coalesce((select max(revision) from offer_revisions r where r.offer_id = o.id), 0) + 1,
           o.mission_id, o.provider_party_id, o.price_cents, o.priced_at from offers o where o.id = $1`,
        [offerId],
      );
      await old.query("insert into search_suggestions select 'un tableau', $1 on conflict do nothing", [
        missionId,
      ]);
      await old.query("commit");
      written += 1;
    }
    await old.end();
  })();
  return {
    async stop() {
      stopped = true;
      await working;
      return written;
    },
  };
}

test("an older database gets keys by mission while the release before goes on writing, and loses nothing", async () => {
  const newKeys = (await keys()).rows;
  const before = await content();
  // A later migration's, which refers to these keys.
  await owner.query("alter table offer_commitments drop constraint offer_commitments_of_their_revision");
  await runMigration(owner, down);
  expect((await keys()).rows).not.toEqual(newKeys);
  expect(await content()).toEqual(before);

  const [offer] = await server.sql<{ id: string }>("select id from offers order by bidder_number limit 1");
  const old = writeAsBefore(offer?.id as string);
  // Somebody reads for longer than the exchange of keys waits at a time.
  const reader = new pg.Client(server.access.application);
  await reader.connect();
  await reader.query("begin; select from offers");
  const reading = sleep(1_500).then(() => reader.query("commit"));
  await runMigration(owner, up);
  await reading;
  await reader.end();
  // And goes on afterwards.
  await sleep(100);
  const written = await old.stop();

  expect((await keys()).rows).toEqual(newKeys);
  const [counted] = await server.sql<{ offers: number; revisions: number; bad: number }>(
    `select count(distinct o.id)::integer as offers, count(*)::integer as revisions,
       (count(*) filter (where r.mission_id <> o.mission_id))::integer as bad
     from offers o join offer_revisions r on r.offer_id = o.id`,
  );
  expect(written).toBeGreaterThan(0);
  expect(counted).toEqual({ offers: 3, revisions: 6 + written, bad: 0 });
  const { rows } = await owner.query("select from pg_index where not indisvalid");
  expect(rows).toEqual([]);
}, 60_000);

test("a run that was broken off is begun again", async () => {
  const newKeys = (await keys()).rows;
  await runMigration(owner, up);
  expect((await keys()).rows).toEqual(newKeys);
});

test("a price belongs to an offer of its own mission, whoever writes it", async () => {
  const other = (await client.post("/missions", missionInput())).body.id;
  await expect(
    server.sql(
      `insert into offer_revisions (offer_id, revision, mission_id, provider_party_id, price_cents)
       select id, 1000, $1, provider_party_id, price_cents from offers limit 1`,
      [other],
    ),
  ).rejects.toMatchObject({ code: "23503" });
});

test("the program of today serves what was brought up to date", async () => {
  await owner.query(
    `alter table offer_commitments add constraint offer_commitments_of_their_revision
     foreign key (mission_id, offer_id, revision) references offer_revisions (mission_id, offer_id, revision)`,
  );
  const [first] = providers as [Person];
  const { body } = await first.get(`/missions/${missionId}/offers?mine=true`);
  const { id } = body.items[0];
  expect((await first.patch(`/offers/${id}`, { priceCents: 100_000 })).status).toBe(200);
  expect((await client.post(`/offers/${id}/award`)).status).toBe(200);
});
