import type { Origin } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Attempts } from "../../http/limits/attempts.ts";
import type { Database } from "../../platform/database/database.ts";
import {
  type CheckSecondFactor,
  emailKey,
  equaliseRefusalTiming,
  findAccountByEmail,
  type OpenedSession,
  type PasswordHashing,
  passwordStillFits,
  renewHash,
} from "../accounts/index.ts";
import type { OpenSession } from "../sessions/index.ts";
import { admissionRefusal, type EmailVerification, signInRefusal } from "./admission.ts";
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

/** Above one hash: an old hash, made at a lower cost, takes less than the decoy of an unknown address. */
const TIMING_STEP_MS = 100;

export function createSignIn(deps: SignInDependencies): SignIn {
  const { attempts, database, hashing, checkSecondFactor, emailVerification, openSession } = deps;

  const signIn = async (
    { email, password, totp }: Credentials,
    origin: Origin,
    failures: number,
  ): Promise<OpenedSession> => {
    const account = await findAccountByEmail(database.writer, emailKey(email));
    const right = await hashing.verify(account?.passwordHash ?? null, password, failures);
    if (account === null || !right) throw signInRefusal(account, "invalid_credentials", "password");
    const refusal = admissionRefusal(account, emailVerification);
    if (refusal !== null) throw signInRefusal(account, refusal);
    try {
      await checkSecondFactor(account.id, totp, { kind: "visitor", ...origin });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "rate_limited") throw error;
      const wrong = error.code === "invalid_credentials";
      throw signInRefusal(account, error.code, wrong ? "wrong_second_factor" : error.code);
    }
    const opened = await database.transaction(async (tx) => {
      const fits = await passwordStillFits(tx, hashing, account, password);
      return fits ? openSession(tx, account, origin) : null;
    });
    if (opened === null) throw signInRefusal(account, "invalid_credentials", "password");
    await renewHash(database, hashing, account, password);
    return opened;
  };

  return (credentials, origin) =>
    attempts.password({ account: emailKey(credentials.email), address: origin.address }, (failures) =>
      equaliseRefusalTiming(TIMING_STEP_MS, () => signIn(credentials, origin, failures)),
    );
}
