import type { Database, Tx } from "../../platform/database/database.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Mailer } from "../../platform/mail.ts";
import { accountExistsMail, VERIFICATION_HOURS, verificationMail } from "./account-mails.ts";
import { findAccount } from "./account-queries.ts";
import { deleteExpiredMailTokens, makeMailToken } from "./mail-tokens.ts";

/** Which mail to send to whom. The address and the token are no part of it: jobs are kept for days. */
export type RegistrationMail =
  | { readonly kind: "verify"; readonly userId: string; readonly version: number }
  | { readonly kind: "exists"; readonly userId: string };

export const registrationMails: JobQueue<RegistrationMail> = {
  name: "accounts.registration-mail",
  retries: 10,
  retryDelaySeconds: 5,
};

const purge: JobQueue = { name: "accounts.purge", retries: 3, retryDelaySeconds: 60 };
const PURGE_BATCH = 1_000;

export interface AccountJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly mailer: Mailer;
  readonly publicUrl: () => string;
}

export function accountJobs({ database, jobs, mailer, publicUrl }: AccountJobsDependencies): void {
  jobs.handle(registrationMails, async (wanted) => {
    const mail = await database.transaction((tx) => writeMail(tx, wanted, publicUrl()));
    if (mail !== null) await mailer.send(mail);
  });
  jobs.schedule(purge, "17 3 * * *", async () => {
    while ((await database.transaction((tx) => deleteExpiredMailTokens(tx, PURGE_BATCH))) === PURGE_BATCH);
  });
}

async function writeMail(tx: Tx, wanted: RegistrationMail, publicUrl: string) {
  const account = await findAccount(tx, wanted.userId);
  if (account === null) return null;
  const { email, locale } = account;
  if (wanted.kind === "exists") return accountExistsMail(email, locale, publicUrl);
  // A later registration of the address has set another password: only its own mail may confirm it.
  if (account.emailVerifiedAt !== null || account.version !== wanted.version) return null;
  const about = { userId: account.id, purpose: "verify_email", email } as const;
  return verificationMail(email, locale, publicUrl, await makeMailToken(tx, about, VERIFICATION_HOURS));
}
