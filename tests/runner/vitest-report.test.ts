import { expect, test } from "vitest";
import { countTests, type VitestReport } from "./vitest-report.ts";

const options = { root: "/project", allowedSkips: [], selectedByName: false, exitCode: 1 };

type File = VitestReport["testResults"][number];

function report(file: Partial<File>): VitestReport {
  return {
    testResults: [
      { name: "/project/a.test.ts", status: "passed", message: "", assertionResults: [], ...file },
    ],
  };
}

function assertion(status: File["assertionResults"][number]["status"], fullName = "holds") {
  return { fullName, status, failureMessages: status === "failed" ? ["Error: 1 is not 2\n  at line 3"] : [] };
}

test("passed and failed tests are counted, with the first line of the reason", () => {
  const both = report({
    status: "failed",
    assertionResults: [assertion("passed"), assertion("failed", "breaks")],
  });
  expect(countTests(both, options)).toEqual({
    passed: 1,
    failures: ["a.test.ts > breaks: Error: 1 is not 2"],
    allowed: [],
  });
});

test("a file that could not be loaded counts as a failure", () => {
  const broken = report({ status: "failed", message: "Cannot find module './b.ts'" });
  expect(countTests(broken, options).failures).toEqual([
    "a.test.ts > the file failed outside of its tests: Cannot find module './b.ts'",
  ]);
});

test.each(["skipped", "pending", "todo", "disabled"] as const)(
  "a test that is %s counts as a failure",
  (status) => {
    const skipped = report({ assertionResults: [assertion("passed"), assertion(status, "later")] });
    expect(countTests(skipped, { ...options, exitCode: 0 }).failures).toEqual([
      "a.test.ts > later: was skipped, and tests/runner/allowed-skips.ts gives no reason",
    ]);
  },
);

test("a skipped test whose reason is listed is named with it, and is no failure", () => {
  const skipped = report({ assertionResults: [assertion("passed"), assertion("skipped", "later")] });
  const allowedSkips = [{ file: "a.test.ts", test: "later", reason: "needs a phone" }];
  const count = countTests(skipped, { ...options, allowedSkips, exitCode: 0 });
  expect(count).toEqual({ passed: 1, failures: [], allowed: ["a.test.ts > later: needs a phone"] });
});

test("tests left out by a chosen name are no failures", () => {
  const chosen = report({ assertionResults: [assertion("passed"), assertion("skipped", "another")] });
  expect(countTests(chosen, { ...options, selectedByName: true, exitCode: 0 }).failures).toEqual([]);
});

test("an error outside of any test counts, and so does a run that left no report", () => {
  const message = "vitest ended with code 1: its output above says why";
  expect(countTests(report({ assertionResults: [assertion("passed")] }), options).failures).toEqual([
    message,
  ]);
  expect(countTests(undefined, options).failures).toEqual([message]);
});

test("a run without a single test is a failure", () => {
  expect(countTests(report({}), { ...options, exitCode: 0 }).failures).toEqual(["vitest ran no test"]);
});
