import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ACCOUNT_FAILURES, CODE_FAILURES, MAILS } from "../../src/server/http/limits/attempts.ts";
import { policiesOf } from "../../src/server/http/limits/policies.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import { createCounters } from "../../src/server/platform/limits/counters.ts";
import { MOST_SUBJECTS } from "../../src/server/platform/limits/window-counts.ts";
import { openLog } from "../../src/server/platform/log.ts";

const text = readFileSync(new URL("../../docs/limits.md", import.meta.url), "utf8");
const { rateLimits } = readConfig({}, "embedded-allowed");
if (rateLimits === null) throw new Error("limits are off by default");
const policies = policiesOf(rateLimits, createCounters({ redis: null, log: openLog("silent") }));

const written = ({ points, seconds }: { points: number; seconds: number }) =>
  seconds === 86_400
    ? `${points} in a day`
    : seconds === 3_600
      ? `${points} in an hour`
      : `${points} in ${seconds} s`;

test.each(Object.values(policies))(
  "docs/limits.md says how much $name allows, and by whom it counts",
  (policy) => {
    const row = text.split("\n").find((line) => line.startsWith(`| \`${policy.name}\` |`));
    const follows = policy.name === "register" || policy.name === "reset";
    expect(row).toContain(follows ? "as `login`" : written(policy));
    if (follows) expect(written(policy)).toBe(written(policies.login));
    expect(row).toContain(policy.by);
  },
);

test("docs/limits.md says how many guesses and mails are allowed, and how many subjects are held", () => {
  for (const [what, rate] of [
    ["wrong passwords | account, from everywhere", ACCOUNT_FAILURES],
    ["wrong codes of a second factor", CODE_FAILURES],
    ["mails that anyone may ask for", MAILS],
  ] as const) {
    expect(text.split("\n").find((line) => line.startsWith(`| ${what}`))).toContain(written(rate));
  }
  expect(text).toContain(MOST_SUBJECTS.toLocaleString("en"));
});
