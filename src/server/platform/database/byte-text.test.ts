import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { AS_BYTES, type ByteRow, byteText, charactersOf, decoded } from "./byte-text.ts";
import { type Database, openDatabase } from "./database.ts";

let access: TestDatabase;
let database: Database;
beforeAll(async () => {
  access = await createTestDatabase();
  database = openDatabase({ connection: access.application, poolMax: 1, onError: console.error });
});
afterAll(async () => {
  await database.close();
  await access.drop();
});

const bytesFor = async (text: string) => {
  const { rows } = await sql<ByteRow>`${sql.raw(AS_BYTES)} select ${text}::text, null, 12::text`.execute(
    database.writer,
  );
  return rows[0] as ByteRow;
};
// PostgreSQL has no text with a NUL.
const anyText = fc.string({ unit: "binary", maxLength: 3_000 }).map((text) => text.replaceAll("\0", ""));

test("what PostgreSQL stores leaves byte for byte, and a number reads as itself", async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const [field, nothing, number] = await bytesFor(text);
      expect(Buffer.from(charactersOf(byteText(field as string)), "latin1")).toEqual(Buffer.from(text));
      expect(decoded(byteText(field as string))).toBe(text);
      expect([nothing, number]).toEqual([null, "12"]);
    }),
    { numRuns: 200 },
  );
});

test("what is sent meanwhile on the same connection is text as ever, errors too", async () => {
  const text = "L'équipe d'Élodie & Cie <3 — œuvre, 12 €";
  const statements = Array.from({ length: 20 }, (_, at) =>
    at % 2 === 0
      ? bytesFor(text).then(([field]) => decoded(byteText(field as string)))
      : sql<{ text: string }>`select ${text} as text`
          .execute(database.writer)
          .then(({ rows }) => rows[0]?.text),
  );
  expect(new Set(await Promise.all(statements))).toEqual(new Set([text]));
  await expect(sql`select ${text}::integer`.execute(database.writer)).rejects.toThrow(text);
});

test("a statement of many pages' size arrives whole", async () => {
  const text = "é€œ".repeat(100_000);
  const [field] = await bytesFor(text);
  expect(decoded(byteText(field as string))).toBe(text);
});
