import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { namedTests, uncovered, withChange } from "./coverage.ts";
import { plants, unplanted } from "./plants/index.ts";
import { requirements } from "./requirements.ts";

const root = join(import.meta.dirname, "..", "..");
const change = { file: "a.ts", text: "if (!may) refuse();", instead: "" };

test("every named test has a planted change that must turn it red, or a reason why there is none", () => {
  expect(uncovered({ requirements, plants, unplanted })).toEqual([]);
});

test("every planted change still fits its file at one place", () => {
  const faults = plants.flatMap(({ changes }) =>
    changes.flatMap((one) => {
      try {
        withChange(readFileSync(join(root, one.file), "utf8"), one);
        return [];
      } catch (error) {
        return [(error as Error).message];
      }
    }),
  );
  expect(faults).toEqual([]);
});

test("a change that moved, stands twice or changes nothing is refused", () => {
  expect(withChange("a; if (!may) refuse(); b;", change)).toBe("a;  b;");
  expect(() => withChange("moved", change)).toThrow("0 times");
  expect(() => withChange(change.text + change.text, change)).toThrow("2 times");
  expect(() => withChange(change.text, { ...change, instead: change.text })).toThrow("by itself");
});

test("no two plants of a row say the same of themselves", () => {
  const names = plants.map(({ rows, does }) => `${rows.join(", ")}: ${does}`);
  expect(names).toEqual([...new Set(names)]);
});

test("a named test that is covered twice over, or not at all, is named", () => {
  const rows = [
    { row: "7", asvs: "V1", mustHold: "it", shownBy: ["a.test.ts > holds", "a.test.ts > stays"] },
  ];
  const plant = { rows: ["7"], does: "does not", changes: [change] };
  const reason = { rows: ["7"], tests: ["stays"], reason: "Node does it" };
  const lines = (...more: Parameters<typeof uncovered>) => uncovered(...more);
  expect(lines({ requirements: rows, plants: [plant], unplanted: [] })).toEqual([]);
  expect(lines({ requirements: rows, plants: [plant], unplanted: [reason] })).toEqual([
    "row 7: a.test.ts > stays: a plant and a reason",
  ]);
  expect(lines({ requirements: rows, plants: [{ ...plant, fail: ["holds"] }], unplanted: [] })).toEqual([
    "row 7: a.test.ts > stays: no plant and no reason",
  ]);
  expect(() => namedTests(rows, ["7"], ["falls"])).toThrow('no test with the words "falls"');
});
