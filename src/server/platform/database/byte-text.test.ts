import fc from "fast-check";
import { sql } from "kysely";
import pg from "pg";
import { Parser } from "pg-protocol/dist/parser.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import {
  AS_BYTES,
  type ByteRow,
  byteText,
  charactersOf,
  decoded,
  decodedByteRows,
  keepBytes,
} from "./byte-text.ts";
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

describe("where pg's parser is another than the one that is known here", () => {
  const TEXT = "L'équipe d'Élodie — œuvre, 12 €";
  /** As a client of pg has it: `keepBytes` before it connects. */
  async function readWith(newParser: () => Parser) {
    const client = new pg.Client(access.application);
    let heard = 0;
    const onBytes = () => {
      heard += 1;
    };
    const own = client as unknown as { connection: pg.Connection };
    const rows = keepBytes(own.connection, onBytes, newParser);
    await client.connect();
    try {
      const asked = { text: "select $1::text, null, 12::text", values: [TEXT], ...rows };
      const asBytes = (await client.query(asked)).rows[0];
      const asText = (await client.query("select $1::text as text", [TEXT])).rows[0];
      return { asBytes, asText, heard: heard > 0, decoded: rows === decodedByteRows };
    } finally {
      await client.end();
    }
  }
  const bytes = Buffer.from(TEXT).toString("latin1");
  const read = { asBytes: [bytes, null, "12"], asText: { text: TEXT }, heard: true };

  test.each([
    ["has no reader that could be told", () => Object.assign(new Parser(), { reader: undefined })],
    ["takes no notice of what the reader is told", () => deaf(new Parser())],
    [
      "is not there",
      () => {
        throw new Error("no parser");
      },
    ],
  ])("and %s, bytes come all the same, decoded and once more encoded", async (_, newParser) => {
    expect(await readWith(newParser)).toEqual({ ...read, decoded: true });
  });

  test("the known one keeps them as they came", async () => {
    expect(await readWith(() => new Parser())).toEqual({ ...read, decoded: false });
  });
});

/** Its reader decodes as it likes. */
function deaf(parser: Parser): Parser {
  const { reader } = parser as unknown as { reader: object };
  Object.defineProperty(reader, "encoding", { get: () => "utf-8", set: () => {} });
  return parser;
}
