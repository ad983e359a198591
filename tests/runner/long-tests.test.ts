import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { longTests } from "./long-tests.ts";

test("every long test is there, so that none is left out by the one command and not known to the other", () => {
  const root = join(import.meta.dirname, "..", "..");
  expect(longTests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
