import type { Database, Tx } from "../../platform/database/database.ts";
import { inBatches } from "../../platform/database/in-batches.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import type { Mail, Mailer } from "../../platform/mail.ts";
import { emailKey } from "./account.ts";
import { CHANGE_HOURS, RESET_HOURS, VERIFICATION_HOURS } from "./account-letters.ts";
import { writeMail } from "./account-mails.ts";
import { findAccountByEmail, lockAccount } from "./account-queries.ts";
import { deleteOldEmailChanges, findEmailChange } from "./email-change-queries.ts";
import { deleteExpiredMailTokens, makeMailToken } from "./mail-tokens.ts";

/** Which mail to send to whom. No address and no token is part of it: jobs are kept for days. */
export type AccountMail =
  | { readonly kind: "verify"; readonly userId: string; readonly version: number }
  | { readonly kind: "exists"; readonly userId: string }
  /** null: nobody has the address that was given. The job is there all the same, for the time it takes. */
  | { readonly kind: "reset" | "verifyAgain"; readonly userId: string | null }
  | { readonly kind: "passwordChanged" | "signInChanged" | "unused" | "unusedLong"; readonly userId: string }
  | { readonly kind: "change" | "changing" | "changed"; readonly changeId: string };

export const accountMails: JobQueue<AccountMail> = {
  name: "accounts.mail",
  retries: 10,
  retryDelaySeconds: 5,
};

/** Tells the owner by mail that an account nobody uses will be erased; `last` for the second time. */
export const createWarnUnused =
  (jobs: Jobs) =>
  (tx: Tx, userId: string, last: boolean): Promise<void> =>
    jobs.enqueue(tx, accountMails, { kind: last ? "unusedLong" : "unused", userId });

/** Tells the owner by mail that something else opens the account from now on, if the transaction commits. */
export type TellOwner = (tx: Tx, userId: string) => Promise<void>;

export const createTellOwner =
  (jobs: Jobs): TellOwner =>
  (tx, userId) =>
    jobs.enqueue(tx, accountMails, { kind: "signInChanged", userId });

const purge: JobQueue = { name: "accounts.purge", retries: 3, retryDelaySeconds: 60 };
const purgeTokens: JobQueue = { name: "accounts.purge-tokens", retries: 3, retryDelaySeconds: 60 };
const PURGE_BATCH = 1_000;

export interface AccountJobsDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly mailer: Mailer;
  readonly publicUrl: () => string;
}

export function accountJobs({ database, jobs, mailer, publicUrl }: AccountJobsDependencies): void {
  const send = async (wanted: AccountMail) => {
    const mail = await database.transaction((tx) => prepareMail(tx, wanted, publicUrl()));
    if (mail !== null) await mailer.send(mail);
  };
  jobs.handle(accountMails, send);
  jobs.finish("accounts.registration-mail", send);
  jobs.schedule(purge, "17 3 * * *", async () => {
    await inBatches(database, PURGE_BATCH, deleteOldEmailChanges);
  });
  jobs.schedule(purgeTokens, "18 3 * * *", async () => {
    await inBatches(database, PURGE_BATCH, deleteExpiredMailTokens);
  });
}

/** null: there is nothing to say, or no longer. A token is made here, so that it stands in the mail alone. */
async function prepareMail(tx: Tx, wanted: AccountMail, publicUrl: string): Promise<Mail | null> {
  if ("changeId" in wanted) return prepareChangeMail(tx, wanted, publicUrl);
  const account = wanted.userId === null ? null : await lockAccount(tx, wanted.userId);
  if (account === null) return null;
  const { id: userId, email, locale } = account;
  switch (wanted.kind) {
    case "verify": {
      // A later registration of the address has set another password: only its own mail may confirm it.
      if (account.emailVerifiedAt !== null || account.version !== wanted.version) return null;
      const token = await makeMailToken(tx, { userId, purpose: "verify_email", email }, VERIFICATION_HOURS);
      return writeMail("verify", email, locale, publicUrl, token);
    }
    case "verifyAgain": {
      if (account.emailVerifiedAt !== null) return writeMail("verified", email, locale, publicUrl);
      const token = await makeMailToken(tx, { userId, purpose: "verify_email", email }, VERIFICATION_HOURS);
      return writeMail("verify", email, locale, publicUrl, token);
    }
    case "reset": {
      const token = await makeMailToken(tx, { userId, purpose: "reset_password", email }, RESET_HOURS);
      return writeMail("reset", email, locale, publicUrl, token);
    }
    default:
      return writeMail(wanted.kind, email, locale, publicUrl);
  }
}

async function prepareChangeMail(
  tx: Tx,
  { kind, changeId }: Extract<AccountMail, { changeId: string }>,
  publicUrl: string,
): Promise<Mail | null> {
  const asked = await findEmailChange(tx, changeId);
  const account = asked && (await lockAccount(tx, asked.userId));
  // Read again under the lock: the account may have asked for something else meanwhile.
  const change = account && (await findEmailChange(tx, changeId));
  if (!account || !change) return null;
  const { locale } = account;
  if (kind !== "change") return writeMail(kind, change.oldEmail, locale, publicUrl);
  const owner = await findAccountByEmail(tx, emailKey(change.newEmail));
  if (owner !== null && owner.id !== account.id) {
    return writeMail("exists", owner.email, owner.locale, publicUrl);
  }
  const about = { userId: account.id, purpose: "change_email", email: change.newEmail } as const;
  const token = await makeMailToken(tx, about, CHANGE_HOURS);
  return writeMail("change", change.newEmail, locale, publicUrl, token);
}
