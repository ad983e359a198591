import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

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
