import { expect, test } from "vitest";
import { longTests } from "./long-tests.ts";
import { type Placed, startsBefore } from "./longest-first.ts";

const [longest = "", second = ""] = longTests;

function inOrder(...files: [project: string, path: string][]): string[] {
  const placed = files.map(
    ([project, path]): Placed => ({ project, path, isolated: ["alone", "workshop"].includes(project) }),
  );
  return placed.toSorted(startsBefore).map(({ path }) => path);
}

test("of a project the longest test starts first, and what is not long in the order in which it came", () => {
  expect(
    inOrder(["alone", "b.test.ts"], ["alone", second], ["alone", "a.test.ts"], ["alone", longest]),
  ).toEqual([longest, second, "b.test.ts", "a.test.ts"]);
});

test("a long test waits for nothing shorter in another project whose files have processes of their own", () => {
  expect(inOrder(["alone", "a.test.ts"], ["workshop", longest])).toEqual([longest, "a.test.ts"]);
});

test("projects whose files share processes stay together, browsers first, after those that start new ones", () => {
  const files: [string, string][] = [
    ["server", longest],
    ["browser", "browser.test.ts"],
    ["server", "server.test.ts"],
    ["browser", second],
    ["workshop", "workshop.test.ts"],
  ];
  expect(inOrder(...files)).toEqual([
    "workshop.test.ts",
    second,
    "browser.test.ts",
    longest,
    "server.test.ts",
  ]);
});
