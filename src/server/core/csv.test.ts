import { expect, test } from "vitest";
import { csvTable } from "./csv.ts";

/** A line of as many cells. */
const csvLine = (cells: readonly (string | null)[]) =>
  csvTable<readonly (string | null)[]>(cells.map((_, at) => ["", (row) => row[at] ?? null])).row(cells);

test.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+33612345678", "'+33612345678"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", '"\'\r=1"'],
  ["\n=1", '"\'\n=1"'],
  ['=cmd|"/c calc"!A1', '"\'=cmd|""/c calc""!A1"'],
])("a spreadsheet runs nothing of %j", (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`);
});

test("what holds a comma, a quote or a line break stands in quotes, nothing else does, and nothing is an empty cell", () => {
  expect(csvLine(["a,b", 'say "oui"', "two\nlines", "plain é", null, ""])).toBe(
    '"a,b","say ""oui""","two\nlines",plain é,,\r\n',
  );
});

test("the names of the columns come first, and each row has them in their order", () => {
  const { head, row } = csvTable<{ name: string; sum: number | null }>([
    ["name", ({ name }) => name],
    ["sum, in cents", ({ sum }) => sum?.toString() ?? null],
  ]);
  expect(head + row({ name: "Élodie", sum: 120 }) + row({ name: "=1", sum: null })).toBe(
    'name,"sum, in cents"\r\nÉlodie,120\r\n\'=1,\r\n',
  );
});
