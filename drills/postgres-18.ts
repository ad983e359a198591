import type { Drill } from "./drill.ts";
import { runTests } from "./run-tests.ts";

const PARTS = [
  { name: "npm test", args: [] },
  { name: "the long tests", args: ["--long"] },
];

/** The whole suite on the newest version that Swideal takes; what embedded PostgreSQL runs on is 15. */
export const postgres18: Drill = {
  name: "postgres-18",
  shows: "every test of the suite passes on PostgreSQL 18 as well",
  async run({ check, note }, { short }) {
    // `.ci/run` runs a part of it: what another version can change, and every statement once.
    if (short) return;
    for (const { name, args } of PARTS) {
      const { good, sum } = await runTests(args, { SWIDEAL_TEST_POSTGRES: "18" }, { show: true });
      check(name, good, sum);
      if (!good) note("what failed stands above");
    }
  },
};
