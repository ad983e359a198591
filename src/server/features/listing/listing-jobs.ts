import type { Database } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { areFewCards, refreshSearch } from "./search/refresh-search.ts";

const search: JobQueue = { name: "mission-search", retries: 0, retryDelaySeconds: 0 };

/** What search counts, every five minutes; each minute while missions are few, whose words weigh what is known of them. */
export function listingJobs({ database, jobs }: { readonly database: Database; readonly jobs: Jobs }): void {
  jobs.schedule(search, "* * * * *", async () => {
    const whole = new Date().getMinutes() % 5 === 0;
    if (whole || (await areFewCards(database.writer))) await refreshSearch(database.writer);
  });
}
