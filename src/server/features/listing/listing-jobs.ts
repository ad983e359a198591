import type { Database } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { rebuildCards } from "./rebuild-cards.ts";
import { areFewCards, refreshSearch } from "./search/refresh-search.ts";

const search: JobQueue = { name: "mission-search", retries: 0, retryDelaySeconds: 0 };

export interface ListingJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  /** ISO 4217: of every price on this installation. */
  readonly currency: string;
}

/**
 * Cards of an older form are made anew, and what search counts is counted, every five minutes; each minute while missions
 * are few, whose words weigh what is known of them.
 */
export function listingJobs({ database, jobs, currency }: ListingJobsDependencies): void {
  jobs.schedule(search, "* * * * *", async () => {
    const whole = new Date().getMinutes() % 5 === 0;
    if (!whole && !(await areFewCards(database.writer))) return;
    await rebuildCards(database.writer, { currency });
    await refreshSearch(database.writer);
  });
}
