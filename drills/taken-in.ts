import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Drill } from "./drill.ts";

const SEEDS = [1, 2, 3];
const BODIES = "150";

/** The test of the same name, with many more bodies; SEED … on the command line chooses others. */
export const takenIn: Drill = {
  name: "taken-in",
  shows: "whatever any route accepts is answered by every route that shows it, to every kind of reader",
  async run({ check, note }, { short, chosen }) {
    // The test itself is one of `npm run test:long`.
    if (short) return;
    const seeds = chosen.length > 0 ? chosen.map(Number) : SEEDS;
    for (const seed of seeds) {
      const root = join(import.meta.dirname, "..");
      const run = spawn(process.execPath, [join(root, "tests/run.ts"), "tests/fuzz/taken-in.test.ts"], {
        cwd: root,
        env: { ...process.env, TAKEN_IN: BODIES, FUZZ_SEED: String(seed) },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let told = "";
      run.stdout.on("data", (chunk) => (told += chunk));
      run.stderr.on("data", (chunk) => (told += chunk));
      const [code] = await once(run, "close");
      const read = /\d+ bodies accepted, \d+ readings/.exec(told)?.[0] ?? "nothing was read";
      check(`seed ${seed}, ${BODIES} bodies a route`, code === 0, read);
      if (code !== 0) note(told.slice(-5_000));
    }
  },
};
