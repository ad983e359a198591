import type { Database, Tx } from "../../platform/database/database.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Mail, Mailer } from "../../platform/mail.ts";
import { findAccountByEmail } from "../accounts/index.ts";
import { writeInvitationMail } from "./invitation-mails.ts";
import { deleteOldInvitations, findInvitation, makeInvitationToken } from "./invitation-queries.ts";
import { deleteOldFormerMemberships } from "./membership-queries.ts";

/** Which invitation to send. No address and no token is part of it: jobs are kept for days. */
export const invitationMails: JobQueue<{ readonly invitationId: string }> = {
  name: "organisations.mail",
  retries: 10,
  retryDelaySeconds: 5,
};
const purge: JobQueue = { name: "organisations.purge", retries: 3, retryDelaySeconds: 60 };
const PURGE_BATCH = 1_000;

export interface InvitationJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly mailer: Mailer;
  readonly publicUrl: () => string;
}

export function organisationJobs(deps: InvitationJobsDependencies): void {
  const { database, jobs, mailer, publicUrl } = deps;
  jobs.handle(invitationMails, async ({ invitationId }) => {
    const mail = await database.transaction((tx) => prepareMail(tx, invitationId, publicUrl()));
    if (mail !== null) await mailer.send(mail);
  });
  jobs.schedule(purge, "19 3 * * *", async () => {
    await inBatches(database, PURGE_BATCH, deleteOldInvitations);
    await inBatches(database, PURGE_BATCH, deleteOldFormerMemberships);
  });
}

/** null: it has been revoked or accepted. Who has an account reads it in its own language. */
async function prepareMail(tx: Tx, id: string, publicUrl: string): Promise<Mail | null> {
  const invitation = await findInvitation(tx, id);
  if (invitation === null) return null;
  const account = await findAccountByEmail(tx, invitation.emailKey);
  const token = await makeInvitationToken(tx, id);
  const locale = account?.locale ?? invitation.locale;
  return writeInvitationMail(account?.email ?? invitation.emailKey, locale, publicUrl, token);
}
