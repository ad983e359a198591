import { expect, test } from "vitest";
import { missingEvidence, type Requirement } from "./evidence.ts";

const requirement = (...shownBy: string[]): Requirement => ({
  row: "7",
  asvs: "V1",
  mustHold: "it",
  shownBy,
});

const report = (...tests: [string, "passed" | "failed" | "skipped"][]) => ({
  testResults: [
    {
      name: "/project/a.test.ts",
      status: "passed" as const,
      message: "",
      assertionResults: tests.map(([fullName, status]) => ({ fullName, status, failureMessages: null })),
    },
  ],
});

const missing = (reference: string, ran: ReturnType<typeof report> | undefined) =>
  missingEvidence([requirement(reference)], ran, "/project");

test("a row whose test passed is shown", () => {
  expect(missing("a.test.ts > holds (always)", report(["group holds (always)", "passed"]))).toEqual([]);
});

test("a row whose test failed, was skipped, has another name or never ran is not", () => {
  const line = "security row 7: a.test.ts > holds did not";
  expect(missing("a.test.ts > holds", report(["holds", "failed"]))).toEqual([`${line} pass`]);
  expect(missing("a.test.ts > holds", report(["holds", "skipped"]))).toEqual([`${line} pass`]);
  expect(missing("a.test.ts > holds", report(["breaks", "passed"]))).toEqual([`${line} run`]);
  expect(missing("a.test.ts > holds", undefined)).toEqual([`${line} run`]);
});

test("of a repeated test every repetition must pass", () => {
  const both = report(["refuses 1 byte", "passed"], ["refuses 2 byte", "failed"]);
  expect(missing("a.test.ts > refuses %i byte", both)).toHaveLength(1);
  expect(missing("a.test.ts > refuses %i byte", report(["refuses 1 byte", "passed"]))).toEqual([]);
});
