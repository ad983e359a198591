import { expect, test } from "vitest";
import { formatStatements } from "./doctor-statements.ts";

test("the doctor shows a statement on one line, however it was written and however long", () => {
  const text = `select id,\n    title\n  from missions where ${"true and ".repeat(30)}true`;
  const [title = "", first = "", ...more] = formatStatements([
    { calls: 3, totalMs: 4_500, meanMs: 1_500, rows: 3, text },
  ]);
  expect([title, more]).toEqual(["Statements on which most time was spent:", []]);
  expect(first).toMatch(
    /^ {2}4\.5 s in 3 calls of 1500\.00 ms: select id, title from missions where [^\n]+…$/,
  );
  expect(first.length).toBeLessThan(150);
});
