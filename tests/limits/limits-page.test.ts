import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ACCOUNT_FAILURES, CODE_FAILURES, MAILS } from "../../src/server/http/limits/attempts.ts";
import { policiesOf } from "../../src/server/http/limits/policies.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import { createCounters } from "../../src/server/platform/limits/counters.ts";
import { openLog } from "../../src/server/platform/log.ts";

const page = await readFile(join(import.meta.dirname, "..", "..", "docs", "limits.md"), "utf8");

test("docs/limits.md names every limit that the program counts, with its default", () => {
  const { rateLimits } = readConfig({}, "embedded-allowed");
  if (rateLimits === null) throw new Error("limits are on by default");
  const counters = createCounters({ redis: null, log: openLog("silent") });
  for (const policy of Object.values(policiesOf(rateLimits, counters))) {
    const line = page.split("\n").find((text) => text.startsWith(`| \`${policy.name}\` |`));
    expect(line, policy.name).toBeDefined();
    const rate =
      policy.seconds === 86_400 ? `${policy.points} in a day` : `${policy.points} in ${policy.seconds} s`;
    const asLogin = policy.points === rateLimits.login.points && policy.seconds === rateLimits.login.seconds;
    expect(line?.includes(rate) || (asLogin && line?.includes("as `login`")), `${policy.name}: ${rate}`).toBe(
      true,
    );
  }
  counters.close();
});

test("docs/limits.md tells how guesses are throttled, with the figures of the program", () => {
  for (const { points, seconds } of [ACCOUNT_FAILURES, CODE_FAILURES, MAILS]) {
    expect(seconds).toBe(3_600);
    expect(page).toContain(`| ${points} in an hour |`);
  }
  expect(page).toMatch(/twice the window, then four times, … at most a day/);
});
