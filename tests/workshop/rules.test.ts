import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lintPlanted } from "../house/planted-project.ts";

// docs/rules.md: what it says the linter refuses is planted, in the file that the example names.

interface Example {
  readonly verdict: "wrong" | "right";
  /** From the project's root; null: the example is to be read. */
  readonly file: string | null;
  readonly code: string;
}
interface Rule {
  readonly title: string;
  /** Who notices, e.g. "linter". */
  readonly noticedBy: string;
  readonly examples: readonly Example[];
}

const page = readFileSync(join(import.meta.dirname, "../../docs/rules.md"), "utf8");
const rules: Rule[] = page
  .split("\n### ")
  .slice(1)
  .map((section) => {
    const [title = "", ...rest] = section.split("\n");
    const text = rest.join("\n");
    const blocks = [...text.matchAll(/```tsx?\n\/\/ (wrong|right)(?:: (\S+))?\n([\s\S]*?)```/g)];
    return {
      title,
      noticedBy: /^\*(\w+)\*/.exec(text)?.[1] ?? "",
      examples: blocks.map(([, verdict, file, code]) => ({
        verdict: verdict as Example["verdict"],
        file: file ?? null,
        code: code as string,
      })),
    };
  });

const planted = rules.filter(({ noticedBy, examples }) => noticedBy === "linter" && examples.length > 0);

test("every rule says who notices, and shows the wrong way beside the right one", () => {
  expect(rules.length).toBeGreaterThan(20);
  for (const { title, noticedBy, examples } of rules) {
    expect([title, noticedBy]).toEqual([
      title,
      expect.stringMatching(/^(linter|test|start|compiler|drill|review)$/),
    ]);
    if (examples.length > 0)
      expect([title, ...examples.map(({ verdict }) => verdict)]).toEqual([title, "wrong", "right"]);
  }
});

/** The linter's findings in the planted examples, by file. */
async function findingsIn(verdict: Example["verdict"]) {
  const examples = planted.flatMap((rule) => rule.examples.filter((example) => example.verdict === verdict));
  const files = new Map(examples.map(({ file, code }) => [file ?? "an example without a file", code]));
  expect(files.size, "each stands in a file of its own").toBe(planted.length);
  const findings = await lintPlanted(files);
  const refused = findings.filter(({ rule }) => /noRestrictedImports|plugin/.test(rule));
  return [...files.keys()].map((file) => [file, refused.some((finding) => finding.file === file)]);
}

test("what is said of the linter holds: it refuses each wrong example and passes the right one", async () => {
  expect(planted.length).toBeGreaterThan(4);
  for (const [file, refused] of await findingsIn("wrong")) expect([file, refused]).toEqual([file, true]);
  for (const [file, refused] of await findingsIn("right")) expect([file, refused]).toEqual([file, false]);
});
