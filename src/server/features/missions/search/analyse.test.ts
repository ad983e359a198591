import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createTestDatabase } from "../../../../../tests/support/server.ts";
import { analyseDocument } from "./analyse.ts";
import { openTestConnection } from "./cards.test-support.ts";

it("any text makes a tsvector that PostgreSQL takes", async () => {
  const access = await createTestDatabase();
  const database = openTestConnection(access.application);
  const accepted = (title: string, description: string) =>
    sql<{ same: boolean }>`
      select ${analyseDocument({ title, description })}::tsvector is not null as same`.execute(
      database.reader,
    );
  try {
    const text = fc.string({ unit: "binary", maxLength: 500 });
    await fc.assert(
      fc.asyncProperty(text, text, async (title, description) => {
        expect((await accepted(title, description)).rows).toEqual([{ same: true }]);
      }),
      { numRuns: 200 },
    );
    for (const unit of ["a ", "é", "\ufdfa ", "'\\:A ", "mot"]) {
      expect((await accepted(unit.repeat(9_000), unit.repeat(9_000))).rows).toEqual([{ same: true }]);
    }
  } finally {
    await database.close();
    await access.drop();
  }
});
