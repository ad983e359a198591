import { relative } from "node:path";

/** The parts of vitest's JSON report that are read here. */
export interface VitestReport {
  testResults: {
    /** Absolute path. */
    name: string;
    status: "passed" | "failed";
    message: string;
    assertionResults: {
      fullName: string;
      status: "passed" | "failed" | "skipped" | "pending" | "todo" | "disabled";
      failureMessages: string[] | null;
    }[];
  }[];
}

export interface AllowedSkip {
  /** Relative to the project, with forward slashes. */
  file: string;
  test: string;
  reason: string;
}

export interface Count {
  passed: number;
  /** One line each: where, what. */
  failures: string[];
  /** One line each: skipped with a reason. */
  allowed: string[];
}

export interface CountOptions {
  root: string;
  allowedSkips: readonly AllowedSkip[];
  /** True where the person asked for tests by name: the others were left out on purpose. */
  selectedByName: boolean;
  exitCode: number;
}

/**
 * Counts what vitest ran. Its own numbers leave out a file that could not be loaded, a hook that failed after
 * the tests, an error outside of any test, and skipped tests; each of these is a failure here.
 */
export function countTests(report: VitestReport | undefined, options: CountOptions): Count {
  const count: Count = { passed: 0, failures: [], allowed: [] };
  for (const file of report?.testResults ?? []) {
    const path = pathIn(options.root, file.name);
    const before = count.failures.length;
    for (const test of file.assertionResults) {
      if (test.status === "passed") count.passed += 1;
      else if (test.status === "failed")
        count.failures.push(line(path, test.fullName, firstLine(test.failureMessages?.[0])));
      else countSkipped(count, path, test.fullName, options);
    }
    if (file.status === "failed" && count.failures.length === before)
      count.failures.push(line(path, "the file failed outside of its tests", firstLine(file.message)));
  }
  if (options.exitCode !== 0 && count.failures.length === 0)
    count.failures.push(`vitest ended with code ${options.exitCode}: its output above says why`);
  if (options.exitCode === 0 && count.passed === 0) count.failures.push("vitest ran no test");
  return count;
}

/** A test file as the project names it, with forward slashes. */
export function pathIn(root: string, file: string): string {
  return relative(root, file).replaceAll("\\", "/");
}

function countSkipped(count: Count, file: string, test: string, options: CountOptions): void {
  if (options.selectedByName) return;
  const allowed = options.allowedSkips.find((skip) => skip.file === file && skip.test === test);
  if (allowed) count.allowed.push(line(file, test, allowed.reason));
  else
    count.failures.push(line(file, test, "was skipped, and tests/runner/allowed-skips.ts gives no reason"));
}

function line(file: string, test: string, detail: string): string {
  return `${file} > ${test}: ${detail}`;
}

function firstLine(message: string | undefined): string {
  return message?.trim().split("\n")[0] ?? "";
}
