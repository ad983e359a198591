import { pathIn, type VitestReport } from "../../tests/runner/vitest-report.ts";
import type { NamedTest } from "../../tests/security/coverage.ts";
import { evidenceOf, titlePattern } from "../../tests/security/evidence.ts";

/** What a named test said while a protection was out. */
export interface Judged {
  /** `row N: file > title`. */
  readonly test: string;
  /** Whether it failed by itself. A file that does not load, or a test that did not run, has shown nothing. */
  readonly red: boolean;
  readonly seen: string;
}

/** `root`: where the run took place; `sound`: the tests that pass with nothing taken out. */
export function judge(
  { row, reference }: NamedTest,
  report: VitestReport | undefined,
  root: string,
  sound: ReadonlySet<string>,
): Judged {
  const test = `row ${row}: ${reference}`;
  if (!sound.has(reference)) return { test, red: false, seen: "does not pass with nothing taken out either" };
  const results = resultsOf(reference, report, root);
  // One repetition is enough.
  const failed = results.find(({ status }) => status === "failed");
  if (failed !== undefined) return { test, red: true, seen: firstLine(failed.failureMessages?.[0]) };
  const passed = results.length > 0 && results.every(({ status }) => status === "passed");
  return { test, red: false, seen: passed ? "passed" : "did not run" };
}

export function testsThatPass(
  references: readonly string[],
  report: VitestReport | undefined,
  root: string,
): ReadonlySet<string> {
  const passed = references.filter((reference) => {
    const results = resultsOf(reference, report, root);
    return results.length > 0 && results.every(({ status }) => status === "passed");
  });
  return new Set(passed);
}

function resultsOf(reference: string, report: VitestReport | undefined, root: string) {
  const { file, title } = evidenceOf(reference);
  const pattern = titlePattern(title);
  return (report?.testResults ?? [])
    .filter(({ name }) => pathIn(root, name) === file)
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName }) => pattern.test(fullName));
}

function firstLine(message: string | undefined): string {
  const line = message?.trim().split("\n")[0] ?? "";
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
