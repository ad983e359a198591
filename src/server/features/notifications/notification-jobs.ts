import { inBatches } from "../../platform/database/in-batches.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { type DeliveryDependencies, sendDueMails } from "./deliver.ts";
import { forgetOldNotifications } from "./notification-queries.ts";
import { giveReminders } from "./reminders.ts";
import { createTell, optionalMails, serviceMails } from "./tell.ts";

const serviceRound: JobQueue = { name: "notifications.service-round", retries: 0, retryDelaySeconds: 0 };
const optionalRound: JobQueue = { name: "notifications.optional-round", retries: 0, retryDelaySeconds: 0 };

const forgetting: JobQueue = { name: "notifications.forgetting", retries: 3, retryDelaySeconds: 60 };
const FORGOTTEN_AT_ONCE = 5_000;
const reminders: JobQueue = { name: "notifications.reminders", retries: 0, retryDelaySeconds: 0 };

/**
 * Whoever is woken sends all that is due, and so does a round each minute: it finds what waited for its time, and what
 * somebody who was woken did not get to send. One begins with the program, which may have been killed in between.
 */
export function notificationJobs(jobs: Jobs, deps: DeliveryDependencies): void {
  for (const [woken, round, service] of [
    [serviceMails, serviceRound, true],
    [optionalMails, optionalRound, false],
  ] as const) {
    jobs.handle(woken, () => sendDueMails(deps, service));
    jobs.schedule(round, "* * * * *", () => sendDueMails(deps, service), { atStart: true });
  }
  jobs.schedule(reminders, "*/5 * * * *", () => giveReminders(deps.database, createTell(jobs)));
  jobs.schedule(forgetting, "37 3 * * *", () =>
    inBatches(deps.database, FORGOTTEN_AT_ONCE, forgetOldNotifications),
  );
}
