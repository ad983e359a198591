import type { Drill } from "./drill.ts";
import { runTests } from "./run-tests.ts";

/** The whole suite on the newest version that Swideal takes; what embedded PostgreSQL runs on is 15. */
export const postgres18: Drill = {
  name: "postgres-18",
  shows: "every test of the suite passes on PostgreSQL 18 as well",
  inCi: null,
  async run({ check, note }, { short }) {
    // `.ci/run` runs a part of it: what another version can change, and every statement once.
    if (short) return;
    const { good, sum } = await runTests(["--all"], { SWIDEAL_TEST_POSTGRES: "18" }, { show: true });
    check("every test", good, sum);
    if (!good) note("what failed stands above");
  },
};
