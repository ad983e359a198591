import { expect, test } from "vitest";
import type { VitestReport } from "../../tests/runner/vitest-report.ts";
import { judge, testsThatPass } from "./judge.ts";

type Status = VitestReport["testResults"][number]["assertionResults"][number]["status"];

const report = (...results: [fullName: string, status: Status][]): VitestReport => ({
  testResults: [
    {
      name: "/copy/a.test.ts",
      status: "failed",
      message: "",
      assertionResults: results.map(([fullName, status]) => ({
        fullName,
        status,
        failureMessages: status === "failed" ? ["Error: 200 is not 401\n  at line 3"] : [],
      })),
    },
  ],
});
const reference = "a.test.ts > refuses %s";
const sound = new Set([reference]);
const judged = (ran: VitestReport | undefined, known = sound) =>
  judge({ row: "7", reference }, ran, "/copy", known);

test("a named test that fails in one of its repetitions has missed what was taken out, and says how", () => {
  expect(judged(report(["refuses a", "passed"], ["refuses b", "failed"]))).toEqual({
    test: "row 7: a.test.ts > refuses %s",
    red: true,
    seen: "Error: 200 is not 401",
  });
});

test("one that passes has not, and neither has one that did not run, or fails always", () => {
  const seen = (ran: VitestReport | undefined, known = sound) => {
    const { red, seen: why } = judged(ran, known);
    return [red, why];
  };
  expect(seen(report(["refuses a", "passed"]))).toEqual([false, "passed"]);
  expect(seen(report(["refuses a", "passed"], ["refuses b", "skipped"]))).toEqual([false, "did not run"]);
  expect(seen(report(["takes a", "failed"]))).toEqual([false, "did not run"]);
  expect(seen(report())).toEqual([false, "did not run"]);
  expect(seen(undefined)).toEqual([false, "did not run"]);
  expect(seen(report(["refuses a", "failed"]), new Set())[0]).toBe(false);
});

test("with nothing taken out a test passes when all its repetitions do", () => {
  const passing = (ran: VitestReport) => [...testsThatPass([reference], ran, "/copy")];
  expect(passing(report(["refuses a", "passed"]))).toEqual([reference]);
  expect(passing(report(["refuses a", "passed"], ["refuses b", "failed"]))).toEqual([]);
  expect(passing(report(["refuses a", "skipped"]))).toEqual([]);
  expect(passing(report())).toEqual([]);
});
