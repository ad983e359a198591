import type { Drill } from "./drill.ts";
import { runTests } from "./run-tests.ts";

const SEEDS = [1, 2, 3];
const BODIES = "150";

/** The test of the same name, with many more bodies; SEED … on the command line chooses others. */
export const takenIn: Drill = {
  name: "taken-in",
  shows: "whatever any route accepts is answered by every route that shows it, to every kind of reader",
  inCi: null,
  async run({ check, note }, { short, chosen }) {
    if (short) return;
    for (const seed of chosen.length > 0 ? chosen.map(Number) : SEEDS) {
      const { good, told } = await runTests(
        ["tests/fuzz/taken-in.test.ts"],
        { TAKEN_IN: BODIES, FUZZ_SEED: String(seed) },
        { show: false },
      );
      const read = /\d+ bodies accepted, \d+ readings/.exec(told)?.[0] ?? "nothing was read";
      check(`seed ${seed}, ${BODIES} bodies a route`, good, read);
      if (!good) note(told.slice(-5_000));
    }
  },
};
