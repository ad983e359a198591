import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMissionList, refreshSearch } from "../../src/server/features/listing/index.ts";
import { insertCards } from "../../src/server/features/listing/search/cards.test-support.ts";
import { createCursors } from "../../src/server/http/requests/cursor.ts";
import { type Database, openDatabase } from "../../src/server/platform/database/database.ts";
import { createTestDatabase, type TestDatabase } from "../support/server.ts";
import { generalTexts } from "./general.ts";
import { ndcg, withoutAccents, withTypingError } from "./measures.ts";

/**
 * Questions as people put them, over texts on everything but missions: what a rule for trades, a synonym or a correction
 * does to them shows here. The floors lie a little below what was reached when they were set.
 */
const texts = generalTexts();
const questions = texts.flatMap(({ title, questions }) => questions.map((question) => ({ title, question })));

let access: TestDatabase;
let database: Database;
let ask: (q: string) => Promise<{ titles: string[]; didYouMean: string | null }>;

beforeAll(async () => {
  access = await createTestDatabase();
  database = openDatabase({ connection: access.application, poolMax: 1, onError: () => {} });
  await insertCards(database.writer, texts);
  await refreshSearch(database.writer);
  const list = createMissionList({ database, cursors: createCursors([Buffer.alloc(32)]) });
  ask = async (q) => {
    const page = JSON.parse((await list.page({ q, limit: 10 })).toString());
    return { ...page, titles: page.items.map(({ title }: { title: string }) => title) };
  };
});
afterAll(async () => {
  await database?.close();
  await access?.drop();
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe(`${questions.length} questions over ${texts.length} texts`, () => {
  test("find the text that answers them", async () => {
    const gains: number[] = [];
    for (const { title, question } of questions) {
      const { titles } = await ask(question);
      expect(titles, question).not.toEqual([]);
      gains.push(
        ndcg(
          titles.map((found) => (found === title ? 3 : 0)),
          [3],
        ) as number,
      );
    }
    expect(mean(gains)).toBeGreaterThan(0.94);
  });

  test("find the same without accents", async () => {
    for (const { question } of questions) {
      expect((await ask(withoutAccents(question))).titles, question).toEqual((await ask(question)).titles);
    }
  });

  test("are seldom told that they were typed wrong, for they were not", async () => {
    let told = 0;
    for (const { question } of questions) told += Number((await ask(question)).didYouMean !== null);
    expect(told / questions.length).toBeLessThan(0.06);
  });

  test("find it with one typing error, in the first three", async () => {
    const found: number[] = [];
    for (const [number, { title, question }] of questions.entries()) {
      const wrong = withTypingError(question, number);
      if (wrong === null || !(await ask(question)).titles.slice(0, 3).includes(title)) continue;
      found.push(Number((await ask(wrong)).titles.slice(0, 3).includes(title)));
    }
    expect(found.length).toBeGreaterThan(100);
    expect(mean(found)).toBeGreaterThan(0.95);
  });
});
