import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { evidenceOf } from "./evidence.ts";
import { requirements } from "./requirements.ts";
import { addedRows } from "./rows/added.ts";
import { heardRows } from "./rows/heard.ts";
import { proofRows } from "./rows/proof.ts";
import { toldRows } from "./rows/told.ts";
import { securityPage } from "./security-page.ts";

const root = join(import.meta.dirname, "..", "..");

test("docs/security.md is what scripts/security-table.ts writes", async () => {
  const page = await readFile(join(root, "docs", "security.md"), "utf8");
  expect(page, "run `node scripts/security-table.ts`").toBe(securityPage(page));
});

test("every row of the checklist and of the founding document's security chapter stands in it once, then those of attacks, of what people hear, of what they are told and of what proves itself", () => {
  const rows = requirements.map(({ row }) => row);
  const checklist = Array.from({ length: 78 }, (_, index) => String(index + 1));
  const founding = ["S1", "S2", "S3", "S4", "S5", "S6", "S9", "S10", "S11", "S12"];
  const added = addedRows.map(({ row }) => row);
  const heard = heardRows.map((_, index) => `H${index + 1}`);
  const told = toldRows.map((_, index) => `T${index + 1}`);
  const proof = proofRows.map((_, index) => `P${index + 1}`);
  expect(rows).toEqual([...checklist, ...founding, ...added, ...heard, ...told, ...proof]);
  // Who writes them at the same time takes numbers of its own.
  expect(added).toEqual(added.map(() => expect.stringMatching(/^A\d+$/)));
  expect(new Set(rows).size).toBe(rows.length);
});

test("a row is shown by a test that stands in the file it names, or says why it is open", async () => {
  for (const { row, shownBy, open } of requirements) {
    expect(shownBy.length > 0 || open !== undefined, `row ${row} is neither shown nor open`).toBe(true);
    for (const { file, title } of shownBy.map(evidenceOf)) {
      expect(existsSync(join(root, file)), `row ${row}: ${file}`).toBe(true);
      // The words before the first value that the title holds a place for.
      const words = title.split(/%[sdifjo]|\$/)[0] ?? "";
      const text = await readFile(join(root, file), "utf8");
      expect(
        text.includes(words) || text.includes(JSON.stringify(words).slice(1, -1)),
        `row ${row}: ${title}`,
      ).toBe(true);
    }
  }
});
