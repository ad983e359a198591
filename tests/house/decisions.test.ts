import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDER = join(import.meta.dirname, "..", "..", "docs", "decisions");
const read = (file: string) => readFileSync(join(FOLDER, file), "utf8");
const decisions = readdirSync(FOLDER).filter((file) => file !== "README.md");

test.each(decisions)(
  "%s says in its order what led to it, what was decided and what follows, and is listed",
  (file) => {
    const text = read(file);
    const title = /^# (\d{4}-\d\d-\d\d) (.+)\n/.exec(text);
    expect(title?.[1]).toBe(file.slice(0, 10));
    const headings = text.match(/^## .+$/gm)?.filter((heading) => !heading.startsWith("## Considered"));
    expect(headings).toEqual(["## Context", "## Decision", "## Consequences"]);
    expect(read("README.md")).toContain(`- ${title?.[1]} [${title?.[2]}](${file})\n`);
  },
);
