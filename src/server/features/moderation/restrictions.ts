import type { UserActor } from "../../core/actor.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Mailer } from "../../platform/mail.ts";
import { writeRestrictionMail } from "./restriction-mails.ts";
import { insertRestriction, type NewRestriction, restrictionNotices } from "./restriction-queries.ts";

/** Which decision to tell its owner of. No address and no text is part of it: jobs are kept for days. */
const restrictionMails: JobQueue<{ readonly restrictionId: string }> = {
  name: "moderation.mail",
  retries: 10,
  retryDelaySeconds: 5,
};

/** Keeps a moderator's decision with its reason and tells its owner by mail, if the transaction commits. */
export type Restrict = (
  tx: Tx,
  moderator: UserActor,
  restriction: Omit<NewRestriction, "decidedBy">,
) => Promise<void>;

export const createRestrict =
  (jobs: Jobs): Restrict =>
  async (tx, { userId }, restriction) => {
    const restrictionId = await insertRestriction(tx, { ...restriction, decidedBy: userId });
    await jobs.enqueue(tx, restrictionMails, { restrictionId });
  };

export interface ModerationJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly mailer: Mailer;
  readonly publicUrl: () => string;
}

export function moderationJobs({ database, jobs, mailer, publicUrl }: ModerationJobsDependencies): void {
  jobs.handle(restrictionMails, async ({ restrictionId }) => {
    for (const notice of await restrictionNotices(database.writer, restrictionId))
      await mailer.send(writeRestrictionMail(notice, publicUrl()));
  });
}
