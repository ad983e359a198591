import { pathIn, type VitestReport } from "../runner/vitest-report.ts";

/** What must hold, and the tests that show it: each as `file > title`, the title as it stands in the file. */
export interface Requirement {
  /** The row: a number of the security checklist, or an id of the founding document's requirements. */
  readonly row: string;
  /** Chapter of OWASP ASVS 5.0.0; "" where the row comes from the founding document. */
  readonly asvs: string;
  readonly mustHold: string;
  readonly shownBy: readonly string[];
  /** Why it does not hold whole yet, and what is missing. */
  readonly open?: string;
}

export interface Evidence {
  readonly file: string;
  readonly title: string;
}

export function evidenceOf(reference: string): Evidence {
  const [file = "", ...title] = reference.split(" > ");
  return { file, title: title.join(" > ") };
}

/** Titles of repeated tests hold places for their values (`%s`, `$name`). */
export function titlePattern(title: string): RegExp {
  const literal = title
    .split(/%[sdifjo]|\$\{[^}]*\}|\$[\w.]+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(literal.join(".*"));
}

/** One line for each named test that the run's report does not show as passed; `isHere`: that it was to run. */
export function missingEvidence(
  requirements: readonly Requirement[],
  report: VitestReport | undefined,
  root: string,
  isHere: (reference: string) => boolean = () => true,
): string[] {
  const files = new Map((report?.testResults ?? []).map((file) => [pathIn(root, file.name), file]));
  const faultOf = (reference: string): string | null => {
    const { file, title } = evidenceOf(reference);
    const pattern = titlePattern(title);
    const results = files.get(file)?.assertionResults.filter(({ fullName }) => pattern.test(fullName)) ?? [];
    if (results.length === 0) return "did not run";
    return results.every(({ status }) => status === "passed") ? null : "did not pass";
  };
  return requirements.flatMap(({ row, shownBy }) =>
    shownBy.filter(isHere).flatMap((reference) => {
      const fault = faultOf(reference);
      return fault === null ? [] : [`security row ${row}: ${reference} ${fault}`];
    }),
  );
}
