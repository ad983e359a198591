import type { Database, Tx } from "../../platform/database/database.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { Emit } from "../../platform/events.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { QueryReader } from "../listing/index.ts";
import { forgetLostMatches, forgetOldAlerts, forgetOldMatches } from "./alert-queries.ts";
import { matchMission } from "./match-mission.ts";
import { forgetUnheldQueries, readQueriesAgain } from "./read-again.ts";
import { reviewSearches } from "./review-searches.ts";

const matching: JobQueue<{ missionId: string }> = {
  name: "alert-matching",
  retries: 8,
  retryDelaySeconds: 5,
};
const reading: JobQueue = { name: "saved-search-reading", retries: 0, retryDelaySeconds: 0 };
const forgetting: JobQueue = { name: "alert-forgetting", retries: 3, retryDelaySeconds: 60 };

const AT_ONCE = 5_000;

export interface SavedSearchJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly emit: Emit;
  readonly reader: QueryReader;
}

/** Missions are held against saved searches as they are published; searches are looked after every five minutes. */
export function savedSearchJobs({ database, jobs, emit, reader }: SavedSearchJobsDependencies): void {
  jobs.handle(matching, ({ missionId }) => matchMission({ database, emit, reader }, missionId));
  jobs.schedule(reading, "*/5 * * * *", async () => {
    await readQueriesAgain(database, reader);
    await reviewSearches(database, emit);
  });
  jobs.schedule(forgetting, "23 3 * * *", async () => {
    for (const forget of [forgetOldMatches, forgetLostMatches, forgetOldAlerts, forgetUnheldQueries])
      await inBatches(database, AT_ONCE, forget);
  });
}

/**
 * Has a mission matched that is published now, or says something else: all that the publication itself does for it.
 * @param jobs null: nobody is alerted
 */
export const matchWhenPublished =
  (jobs: Pick<Jobs, "enqueue"> | null) =>
  async (
    tx: Tx,
    _actor: unknown,
    event: { readonly missionId: string; readonly to?: string },
  ): Promise<void> => {
    if (event.to === undefined || event.to === "published")
      await jobs?.enqueue(tx, matching, { missionId: event.missionId });
  };
