import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../../tests/support/server.ts";
import type { Database } from "../../../platform/database/database.ts";
import { insertCards, openTestConnection } from "./cards.test-support.ts";
import { keepSearchFresh } from "./keep-fresh.ts";
import { termNumber } from "./keys.ts";
import { knownCounts } from "./known-counts.ts";
import { refreshSearch } from "./refresh-search.ts";
import { refreshSearchTerms } from "./refresh-search-terms.ts";
import { refreshLatestWords, refreshWords, refreshWordsOf } from "./refresh-words.ts";
import { stemOf } from "./text-terms.ts";

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
afterEach(async () => {
  await sql`delete from mission_cards`.execute(database.writer);
  await sql`delete from search_words`.execute(database.writer);
  await refreshSearchTerms(database.writer);
});

/** However busy the machine is. */
const SOON = { timeout: 20_000 };

const fresh = () =>
  keepSearchFresh(database.writer, {
    shortestWaitMs: 1,
    onError: (error) => {
      throw error;
    },
  });

async function countOf(word: string): Promise<number> {
  const { terms } = await knownCounts(database.writer);
  return terms.get(termNumber(stemOf(word)))?.cards ?? 0;
}

async function isKnown(word: string): Promise<boolean> {
  const { rows } = await sql`select from search_words where word = ${word}`.execute(database.writer);
  return rows.length > 0;
}

it("what was just published is counted and its words are known, without a job", async () => {
  const freshness = fresh();
  const [id] = await insertCards(database.writer, [
    { title: "Réparer un clavecin", publishedAt: new Date() },
  ]);
  freshness.published(id as string);
  await expect.poll(() => countOf("clavecin"), SOON).toBe(1);
  expect(await isKnown("clavecin")).toBe(true);
  await freshness.stop();
});

it("a few among many are taken in without all being counted anew", async () => {
  await insertCards(
    database.writer,
    Array.from({ length: 100 }, (_, at) => ({ title: `Tondre la pelouse ${at}` })),
  );
  await refreshSearchTerms(database.writer);
  const freshness = fresh();
  const [id] = await insertCards(database.writer, [
    { title: "Accorder un virginal", publishedAt: new Date() },
  ]);
  freshness.published(id as string);
  await expect.poll(() => isKnown("virginal"), SOON).toBe(true);
  await freshness.stop();
  expect(await countOf("virginal")).toBe(0);
});

it("what is published while a run goes on is taken in by the next", async () => {
  const freshness = fresh();
  for (const title of ["Chevalet", "Fronton", "Gargouille"]) {
    const [id] = await insertCards(database.writer, [{ title, publishedAt: new Date() }]);
    freshness.published(id as string);
  }
  await expect.poll(() => countOf("gargouille"), SOON).toBe(1);
  await freshness.stop();
});

it("a mission that was committed behind the last run is not passed by", async () => {
  const now = Date.now();
  await insertCards(database.writer, [{ title: "Premier", publishedAt: new Date(now) }]);
  await refreshWords(database.writer);
  await insertCards(database.writer, [{ title: "Retardataire", publishedAt: new Date(now - 2_000) }]);
  await refreshWords(database.writer);
  expect(await isKnown("retardataire")).toBe(true);
});

it("the latest words do not wait for those that the job has still to catch up with", async () => {
  const old = new Date(Date.now() - 86_400_000);
  const newest = new Date();
  await insertCards(database.writer, [
    { title: "Antiquité", publishedAt: old },
    ...Array.from({ length: 260 }, (_, at) => ({ title: `Dernier ${at}`, publishedAt: newest })),
    { title: "Nouveauté", publishedAt: newest },
  ]);
  await refreshLatestWords(database.writer, 1);
  expect([await isKnown("antiquite"), await isKnown("nouveaute")]).toEqual([false, true]);
});

it("what a changed text says is taken in, what it no longer says is forgotten", async () => {
  // Long ago, and behind the last run: nothing but the change makes it be looked at again.
  const publishedAt = new Date(Date.now() - 86_400_000);
  const [id] = await insertCards(database.writer, [{ title: "Vernir un clavicorde", publishedAt }]);
  await refreshWords(database.writer);
  await refreshWordsOf(database.writer, [id as string]);
  expect(await isKnown("clavicorde")).toBe(true);
  await sql`update mission_cards set card = jsonb_set(card::jsonb, '{title}', '"Vernir un psaltérion"')::json`.execute(
    database.writer,
  );
  expect(await isKnown("clavicorde")).toBe(false);
  const freshness = fresh();
  freshness.published(id as string);
  await expect.poll(() => isKnown("psalterion"), SOON).toBe(true);
  await freshness.stop();
});

it("two runs at once count each text once", async () => {
  const texts = async () => Number((await knownCountsNow()).texts);
  const before = await texts();
  const publishedAt = new Date(Date.now() + 1_000);
  await insertCards(
    database.writer,
    Array.from({ length: 300 }, (_, at) => ({ title: `Poncer le parquet ${at}`, publishedAt })),
  );
  await Promise.all([refreshWords(database.writer), refreshWords(database.writer)]);
  expect((await texts()) - before).toBe(300);
});

async function knownCountsNow() {
  await refreshSearchTerms(database.writer);
  return knownCounts(database.writer);
}

it("one part that cannot be brought up to date stops no other, and is told", async () => {
  await insertCards(database.writer, [{ title: "Accorder un clavicorde", publishedAt: new Date() }]);
  const owner = openTestConnection(access.owner);
  const refuse = (what: string) => sql.raw(what).execute(owner.writer);
  await refuse(`create function refuse() returns trigger language plpgsql as
    'begin raise exception ''this cannot be counted''; end'`);
  await refuse("create trigger refuse before insert on search_terms execute function refuse()");
  try {
    await expect(refreshSearch(database.writer)).rejects.toThrow("this cannot be counted");
    expect(await isKnown("clavicorde")).toBe(true);
  } finally {
    await refuse("drop trigger refuse on search_terms");
    await refuse("drop function refuse");
    await owner.close();
  }
  await refreshSearch(database.writer);
  expect(await countOf("clavicorde")).toBe(1);
});
