import type { Origin, VisitorActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Attempts } from "../../http/limits/attempts.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { violatedConstraint } from "../../platform/database/database-errors.ts";
import type { Jobs } from "../../platform/jobs.ts";
import { recordAudit } from "../audit/index.ts";
import { noteConsent } from "../consents/index.ts";
import { type Account, emailKey, type OpenedSession } from "./account.ts";
import type { Registration } from "./account-contract.ts";
import { type AccountMail, accountMails } from "./account-jobs.ts";
import {
  findAccountByEmail,
  insertAccount,
  lockAccount,
  replaceUnconfirmedPassword,
} from "./account-queries.ts";
import { equaliseTiming } from "./equalise-timing.ts";
import { forgetMailTokens } from "./mail-tokens.ts";
import type { PasswordHashing } from "./password-hashing.ts";

export interface RegistrationDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly hashing: PasswordHashing;
  readonly attempts: Attempts;
  /** Signs the new account in, in the transaction that made it. */
  readonly openSession: (tx: Tx, account: Account, origin: Origin) => Promise<OpenedSession>;
}

/** EMAIL_VERIFICATION=off: the account is there and signed in at once. Throws `email_taken`. */
export async function registerAtOnce(
  { database, hashing, openSession }: RegistrationDependencies,
  registration: Registration,
  origin: Origin,
): Promise<OpenedSession> {
  const passwordHash = await hashing.hash(registration.password);
  return database.transaction(async (tx) => {
    const account = await createAccount(tx, registration, passwordHash, origin);
    return openSession(tx, account, origin);
  });
}

/** Above a hash and a commit, so that a registration takes one step unless hashing queues. */
const TIMING_STEP_MS = 250;

/** EMAIL_VERIFICATION=required: same work, same time and no answer, whether the address is known or not. */
export function registerByMail(
  { database, hashing, jobs, attempts }: RegistrationDependencies,
  registration: Registration,
  origin: Origin,
): Promise<void> {
  return equaliseTiming(TIMING_STEP_MS, async () => {
    const passwordHash = await hashing.hash(registration.password);
    // Without a mail nothing may change: what an earlier mail promised must still hold.
    if (!(await attempts.mayMail("registration", emailKey(registration.email)))) return;
    try {
      await database.transaction(async (tx) => {
        const mail = await createOrRemind(tx, registration, passwordHash, origin);
        await jobs.enqueue(tx, accountMails, mail);
      });
    } catch (error) {
      // Another registration of the address came first by an instant; its mail is on the way.
      if (!(error instanceof AppError && error.code === "email_taken")) throw error;
    }
  });
}

async function createOrRemind(
  tx: Tx,
  registration: Registration,
  passwordHash: string,
  origin: Origin,
): Promise<AccountMail> {
  const known = await findAccountByEmail(tx, emailKey(registration.email));
  if (known === null) {
    const { id, version } = await createAccount(tx, registration, passwordHash, origin);
    return { kind: "verify", userId: id, version };
  }
  await recordAudit(tx, visitor(origin), {
    action: "account.register",
    resource: { type: "user", id: known.id },
    result: "refused",
  });
  if (known.emailVerifiedAt !== null) return { kind: "exists", userId: known.id };
  // As wherever tokens are made or used: the account first, so that nobody waits in a circle.
  await lockAccount(tx, known.id);
  await forgetMailTokens(tx, known.id, "verify_email");
  const version = await replaceUnconfirmedPassword(tx, known.id, passwordHash);
  return { kind: "verify", userId: known.id, version: version ?? known.version };
}

async function createAccount(
  tx: Tx,
  registration: Registration,
  passwordHash: string,
  origin: Origin,
): Promise<Account> {
  const { email, displayName, locale } = registration;
  const account = await insertAccount(tx, {
    email,
    emailKey: emailKey(email),
    emailVerified: false,
    passwordHash,
    displayName,
    roles: [...new Set(registration.roles)],
    locale,
    termsVersion: registration.termsVersion ?? null,
  }).catch((error: unknown) => {
    throw violatedConstraint(error) === "users_email_taken" ? new AppError("email_taken") : error;
  });
  await recordAudit(tx, visitor(origin), {
    action: "account.register",
    resource: { type: "user", id: account.id },
  });
  const { termsVersion } = registration;
  if (termsVersion !== undefined)
    await noteConsent(
      tx,
      origin,
      {
        ...{ purpose: "terms", userId: account.id, partyId: account.partyId },
        ...{ subjectId: null, receiverPartyId: null },
      },
      { version: termsVersion },
    );
  return account;
}

const visitor = (origin: Origin): VisitorActor => ({ kind: "visitor", ...origin });
