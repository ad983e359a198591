import type { Connection } from "../../../platform/database/database.ts";
import { EVERYTHING } from "./facets.ts";
import { knownCounts } from "./known-counts.ts";
import { refreshSearchTerms } from "./refresh-search-terms.ts";
import { refreshLatestWords, refreshWords, refreshWordsOf } from "./refresh-words.ts";

/** What has been published waits so long for more. */
const SHORTEST_WAIT_MS = 1_000;
/** So many times as long as a run took the next one waits, so that a bulk load is not slowed down. */
const REST = 4;
/** Words are counted anew once there are so many more missions, in parts of those counted. */
const GROWTH = 0.05;
/** Of more missions the job may have words to catch up with for hours; the latest are not to wait for that. */
const FEW_CARDS = 50_000;
/** Of more at once the job's walk takes the words in. */
const MOST_IDS = 10_000;

export interface SearchFreshness {
  /** To be called when a mission has been published, or a published one changed. Returns at once. */
  published(missionId: string): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Takes the words of what this program has just published in, and counts words anew where that changes what they are
 * worth: a marketplace that is filled in a minute would else be searched by the counts of its first missions until the
 * job comes, which also does this for all that was missed. Runs one at a time, and whether or not jobs are scheduled.
 */
export function keepSearchFresh(
  connection: Connection,
  {
    onError,
    shortestWaitMs = SHORTEST_WAIT_MS,
  }: { onError: (error: unknown) => void; shortestWaitMs?: number },
): SearchFreshness {
  let published = 0;
  let ids = new Set<string>();
  let uncounted = 0;
  let lastRunMs = 0;
  /** What was published since then has not been taken in, by the program's monotonic clock. */
  let takenUntil = performance.now();
  let timer: NodeJS.Timeout | null = null;
  let run: Promise<void> | null = null;
  let stopped = false;

  return {
    published(missionId) {
      if (published === 0 && run === null) takenUntil = performance.now();
      published += 1;
      if (ids.size < MOST_IDS) ids.add(missionId);
      wait();
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await run;
    },
  };

  function wait(): void {
    if (stopped || timer !== null || run !== null) return;
    timer = setTimeout(start, Math.max(shortestWaitMs, lastRunMs * REST));
    timer.unref();
  }

  function start(): void {
    timer = null;
    const begun = performance.now();
    uncounted += published;
    published = 0;
    const changed = [...ids];
    ids = new Set();
    run = refresh(changed)
      .catch(onError)
      .then(() => {
        lastRunMs = performance.now() - begun;
        run = null;
        if (published > 0) wait();
      });
  }

  async function refresh(changed: readonly string[]): Promise<void> {
    const { terms } = await knownCounts(connection);
    const cards = terms.get(EVERYTHING)?.cards ?? 0;
    const begun = performance.now();
    if (cards <= FEW_CARDS) await refreshWords(connection);
    else await refreshLatestWords(connection, (begun - takenUntil) / 1_000);
    await refreshWordsOf(connection, changed);
    takenUntil = begun;
    if (uncounted < cards * GROWTH) return;
    await refreshSearchTerms(connection);
    uncounted = 0;
  }
}
