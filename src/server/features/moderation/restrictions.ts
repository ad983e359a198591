import type { UserActor } from "../../core/actor.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Mailer } from "../../platform/mail.ts";
import { writeRestrictionMail } from "./restriction-mails.ts";
import { findNotice, insertRestriction, type NewRestriction, ownersToTell } from "./restriction-queries.ts";

const patience = { retries: 10, retryDelaySeconds: 5 };
/** Which decision to tell its owners of. No address and no text is part of it: jobs are kept for days. */
const restrictionMails: JobQueue<{ readonly restrictionId: string }> = {
  name: "moderation.mail",
  ...patience,
};
/** The same for one of them: an address that takes no mail neither holds up nor repeats the others'. */
const ownerMails: JobQueue<{ readonly restrictionId: string; readonly userId: string }> = {
  name: "moderation.owner-mail",
  ...patience,
};

/** Keeps a moderator's decision with its reason and tells its owners by mail, if the transaction commits. */
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
  jobs.handle(restrictionMails, ({ restrictionId }) =>
    database.transaction(async (tx) => {
      for (const userId of await ownersToTell(tx, restrictionId))
        await jobs.enqueue(tx, ownerMails, { restrictionId, userId });
    }),
  );
  jobs.handle(ownerMails, async ({ restrictionId, userId }) => {
    const notice = await findNotice(database.writer, restrictionId, userId);
    if (notice !== null) await mailer.send(writeRestrictionMail(notice, publicUrl()));
  });
}
