import type { Origin } from "../../core/actor.ts";
import { AppError, type ErrorCode } from "../../core/errors.ts";
import type { Attempts } from "../../http/limits/attempts.ts";
import type { Database } from "../../platform/database/database.ts";
import {
  type Account,
  type CheckSecondFactor,
  emailKey,
  equaliseRefusalTiming,
  findAccountByEmail,
  type OpenedSession,
  type PasswordHashing,
  passwordStillFits,
  renewHash,
} from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { OpenSession } from "../sessions/index.ts";
import { admissionRefusal, type EmailVerification } from "./admission.ts";
import type { Credentials } from "./signing-in-contract.ts";

export interface SignInDependencies {
  readonly database: Database;
  readonly hashing: PasswordHashing;
  readonly checkSecondFactor: CheckSecondFactor;
  readonly emailVerification: EmailVerification;
  readonly attempts: Attempts;
  readonly openSession: OpenSession;
}

/**
 * Throws `invalid_credentials`; after the right password also `suspended`, `email_not_verified` or
 * `second_factor_required`.
 */
export type SignIn = (credentials: Credentials, origin: Origin) => Promise<OpenedSession>;

/** Above one hash and an entry: an old hash, made at a lower cost, takes less than the decoy of an unknown address. */
const TIMING_STEP_MS = 100;

export function createSignIn(deps: SignInDependencies): SignIn {
  const { attempts, database, hashing, checkSecondFactor, emailVerification, openSession } = deps;

  /** The same work for a known address as for an unknown one, up to and with the audit entry. */
  const refuse = async (
    account: Account | null,
    code: ErrorCode,
    origin: Origin,
    reason: string = code,
  ): Promise<never> => {
    await database.transaction((tx) =>
      recordAudit(
        tx,
        { kind: "visitor", ...origin },
        {
          action: "session.login",
          resource: { type: "user", id: account?.id ?? null },
          result: "refused",
          changes: { reason },
        },
      ),
    );
    throw new AppError(code, { reason: code === "suspended" ? (account?.suspensionReason ?? null) : null });
  };

  const signIn: SignIn = async ({ email, password, totp }, origin) => {
    const account = await findAccountByEmail(database.writer, emailKey(email));
    const right = await hashing.verify(account?.passwordHash ?? null, password);
    if (account === null || !right) return refuse(account, "invalid_credentials", origin);
    const refusal = admissionRefusal(account, emailVerification);
    if (refusal !== null) return refuse(account, refusal, origin);
    try {
      await checkSecondFactor(account.id, totp, { kind: "visitor", ...origin });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "rate_limited") throw error;
      const wrong = error.code === "invalid_credentials";
      return refuse(account, error.code, origin, wrong ? "wrong_second_factor" : error.code);
    }
    const opened = await database.transaction(async (tx) => {
      const fits = await passwordStillFits(tx, hashing, account, password);
      return fits ? openSession(tx, account, origin) : null;
    });
    if (opened === null) return refuse(account, "invalid_credentials", origin);
    await renewHash(database, hashing, account, password);
    return opened;
  };

  return (credentials, origin) =>
    attempts.password({ account: emailKey(credentials.email), address: origin.address }, () =>
      equaliseRefusalTiming(TIMING_STEP_MS, () => signIn(credentials, origin)),
    );
}
