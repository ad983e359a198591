// One of the two instances, whose jobs do not run: it says how much memory it holds.
import { beInstance } from "../support/instance.ts";

await beInstance({
  jobs: false,
  words: () => ({
    /** Bytes, resident, after a collection. */
    memory() {
      globalThis.gc?.();
      return process.memoryUsage.rss();
    },
  }),
});
