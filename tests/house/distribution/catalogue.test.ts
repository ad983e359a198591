import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Distribution } from "../../../src/server/core/manifest.ts";
import { manifests } from "../../../src/server/manifests.ts";
import { createTestDatabase, type TestDatabase } from "../../support/server.ts";
import { keysWithout, referencesWithout, triggersOn } from "./catalogue.ts";
import { leftBehind, triggers } from "./exceptions.ts";

const distributions = new Map<string, Distribution>(
  manifests.flatMap(({ tables }) =>
    Object.entries(tables).map(([table, { distributed }]) => [table, distributed] as const),
  ),
);

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.owner);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test("each table says where its rows would stand in a distributed PostgreSQL, and no other", async () => {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  const said = [...distributions].flatMap(([table, how]) => (how === undefined ? [] : [table]));
  expect(said.sort()).toEqual(rows.map(({ name }) => name).sort());
});

test("a table with a mission's column is spread by it, or says with open eyes that it is not", async () => {
  const { rows } = await client.query<{ table: string }>(
    `select relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'mission_id'
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  const local = rows.flatMap(({ table }) => (typeof distributions.get(table) === "object" ? [] : [table]));
  // Found by person, by party, or by word.
  expect(local.sort()).toEqual([
    ...["alert_matches", "alerts_sent", "favourites", "notifications"],
    ...["restrictions", "search_word_clients"],
  ]);
});

test("each key of what belongs to a mission carries the mission, and each of the log its entry", async () => {
  expect(await keysWithout(client, distributions)).toEqual([]);
});

test("each reference stays within a mission or leads to what every node has, but for what exceptions.ts names", async () => {
  expect((await referencesWithout(client, distributions)).sort()).toEqual(Object.keys(leftBehind).sort());
});

test("no trigger stands on what is spread, but for what exceptions.ts names", async () => {
  expect((await triggersOn(client, distributions)).sort()).toEqual(Object.keys(triggers).sort());
});

test("a key, a reference or a trigger that would not do is named", async () => {
  await client.query("begin");
  try {
    await client.query(`
      create unique index one_price on offers (price_cents);
      alter table mission_reasons drop constraint mission_reasons_pkey, add primary key (id);
      alter table work_addresses add constraint by_client foreign key (client_party_id) references users (party_id);
      alter table offers add unique (mission_id, id, price_cents);
      alter table offer_revisions add constraint by_price foreign key (price_cents) references offers (price_cents);
      alter table parties add column mission_id uuid references missions;
      create trigger watch after insert on offers for each row execute function refuse_to_delete_mission()`);
    expect((await keysWithout(client, distributions)).sort()).toEqual([
      "mission_reasons.mission_reasons_pkey: a unique key without mission_id",
      "offers.one_price: a unique key without mission_id",
    ]);
    expect(await referencesWithout(client, distributions)).toEqual(
      expect.arrayContaining([
        "work_addresses.by_client",
        "offer_revisions.by_price",
        "parties.parties_mission_id_fkey",
      ]),
    );
    expect(await triggersOn(client, distributions)).toContain("offers.watch");
  } finally {
    await client.query("rollback");
  }
});
