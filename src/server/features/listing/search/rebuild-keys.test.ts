import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../tests/support/server.ts";
import type { Database } from "../../../platform/database/database.ts";
import { insertCards, openTestConnection } from "./cards.test-support.ts";
import { rebuildKeys } from "./rebuild-keys.ts";

let access: TestDatabase;
let database: Database;

beforeAll(async () => {
  access = await createTestDatabase();
  database = openTestConnection(access.application);
});
afterAll(async () => {
  await database.close();
  await access.drop();
});

async function allKeys(): Promise<string[]> {
  const { rows } = await sql<{ keys: string }>`
    select search_keys::text as keys from mission_cards order by mission_id`.execute(database.reader);
  return rows.map(({ keys }) => keys);
}
const setProgress = (analysis: number) =>
  sql`update search_progress set analysis = ${analysis}, analysed_until = null`.execute(database.writer);

it("cards of an older analysis get the keys they would get today, some at a time, others stay", async () => {
  const publishedAt = new Date("2026-11-20T10:00:00Z");
  await insertCards(
    database.writer,
    Array.from({ length: 450 }, (_, index) => ({
      title: `Refaire le toit ${index}`,
      description: "Des tuiles d'Élodie",
      placeName: "Saint-Étienne",
      latitude: 45.4,
      longitude: 4.4,
      budgetCents: 12_300,
      remote: index % 2 === 0,
      publishedAt,
    })),
  );
  const wanted = await allKeys();
  await sql`
    update mission_cards set search_keys = '{1,2,3}'
    where mission_id in (select mission_id from mission_cards order by mission_id desc limit 300)`.execute(
    database.writer,
  );
  await setProgress(0);
  // Out of time from the start: nothing is done, and the next run goes on.
  await rebuildKeys(database.writer, { longestRunMs: 0 });
  expect(await allKeys()).not.toEqual(wanted);
  await rebuildKeys(database.writer);
  expect(await allKeys()).toEqual(wanted);
  const { rows } = await sql<{ analysis: number }>`select analysis from search_progress`.execute(
    database.reader,
  );
  expect(rows[0]?.analysis).toBeGreaterThan(0);
});

it("a card that is being written is not waited for, and is done by the next walk", async () => {
  await sql`update mission_cards set search_keys = '{1,2,3}'`.execute(database.writer);
  await setProgress(0);
  await database.transaction(async (tx) => {
    await sql`select from mission_cards order by mission_id limit 1 for update`.execute(tx);
    await rebuildKeys(database.writer, { longestRunMs: 1_000 });
    expect((await allKeys()).filter((keys) => keys === "{1,2,3}").length).toBeGreaterThanOrEqual(1);
  });
  await rebuildKeys(database.writer);
  expect((await allKeys()).filter((keys) => keys === "{1,2,3}")).toEqual([]);
});
