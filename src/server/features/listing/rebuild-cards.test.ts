import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { rebuildCards } from "./rebuild-cards.ts";

const CURRENCY = "EUR";
const MISSIONS = 7;
const OLD_KEYS = "{1,2,3}";

let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server);
  for (let number = 1; number <= MISSIONS; number += 1) {
    const input = { ...missionInput({ title: `Refaire le toit ${number}` }), publish: true };
    expect((await client.post("/missions", input)).status).toBe(201);
  }
  // What follows a publication in the record and on the card, each by its own statement.
  await client.patch("/me", { displayName: "Atelier Ferrand" });
});
afterAll(() => server.close());

const database = () => server.resources.database;
/** `jsonb` writes what it has changed in an order of its own. */
const cards = () =>
  server.sql("select c.*, c.position::text, c.card::jsonb as card from mission_cards c order by mission_id");
const listed = async () => (await server.api.get("/missions?sort=newest")).body.items;
const oldCards = async () =>
  (await server.sql(`select 1 from mission_cards where search_keys = '${OLD_KEYS}'`)).length;

/** As a program left them that knew less of a mission. */
async function makeOld(most: number): Promise<void> {
  await sql`
    update mission_cards set
      search_keys = ${OLD_KEYS}::integer[], hot_rank = 0, position = null,
      card = (card::jsonb - 'client' - 'deadline')::json
    where mission_id in (select mission_id from mission_cards order by mission_id desc limit ${sql.lit(most)})`.execute(
    database().writer,
  );
  await sql`update search_progress set analysis = 0, analysed_until = null`.execute(database().writer);
}

it("a field that is new reaches old cards from the record, some at a time, while all of them are shown", async () => {
  const [wanted, shown] = [await cards(), await listed()];
  await makeOld(5);
  // Out of time from the start: nothing is done, and the next run goes on.
  await rebuildCards(database().writer, { currency: CURRENCY, longestRunMs: 0 });
  expect(await oldCards()).toBe(5);
  expect(await listed()).toHaveLength(MISSIONS);
  await rebuildCards(database().writer, { currency: CURRENCY, batch: 2 });
  expect(await cards()).toEqual(wanted);
  expect(await listed()).toEqual(shown);
});

it("a card that is being written is not waited for, and is done by the next walk", async () => {
  const wanted = await cards();
  await makeOld(MISSIONS);
  await database().transaction(async (tx) => {
    await sql`select from mission_cards order by mission_id limit 1 for update`.execute(tx);
    await rebuildCards(database().writer, { currency: CURRENCY, longestRunMs: 1_000, batch: 2 });
    expect(await oldCards()).toBe(1);
  });
  await rebuildCards(database().writer, { currency: CURRENCY, batch: 2 });
  expect(await cards()).toEqual(wanted);
});
