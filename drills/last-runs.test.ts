import { expect, test } from "vitest";
import { withLastRun } from "./last-runs.ts";

const page =
  "# Drills\n\n| drill |\n| --- |\n| tides | ebb | old |\n\n<!-- end of the last runs -->\n\nMore.\n";
const run = { name: "tides", shows: "ebb", at: new Date(0), commit: "abc1234", passed: 3, failed: 1 };

test("a drill's last run stands once in the page, and what stands below stays", () => {
  const once = withLastRun(page, { ...run, seconds: 59 });
  expect(once).toBe(
    "# Drills\n\n| drill |\n| --- |\n| tides | ebb | 1970-01-01 | abc1234 | 59 s | 3 passed, 1 failed |\n\n" +
      "<!-- end of the last runs -->\n\nMore.\n",
  );
  expect(withLastRun(once, { ...run, seconds: 600 })).toContain("| 10 min |");
  expect(withLastRun(once, { ...run, seconds: 600 }).split("| tides |")).toHaveLength(2);
});

test("a page without the table is refused rather than lost", () => {
  expect(() => withLastRun("# Drills\n", { ...run, seconds: 1 })).toThrow("end of the last runs");
});
