import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { longTests, misplaced } from "./long-tests.ts";

test("every long test is there, so that none is left out by the one command and not known to the other", () => {
  const root = join(import.meta.dirname, "..", "..");
  expect(longTests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("a long test that runs in `npm test` too, or in neither command, is named", () => {
  const report = {
    testResults: ["a", "b"].map((name) => ({
      name: `/project/${name}.test.ts`,
      status: "passed" as const,
      message: "",
      assertionResults: [],
    })),
  };
  const long = ["b.test.ts", "c.test.ts"];
  expect(misplaced(report, "/project", long, "short")).toEqual(["b.test.ts: a long test ran in `npm test`"]);
  expect(misplaced(report, "/project", long, "long")).toEqual(["c.test.ts: a long test did not run"]);
});
