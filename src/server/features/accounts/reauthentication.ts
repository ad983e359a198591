import type { Actor, UserActor } from "../../core/actor.ts";
import { AppError, type RefusedAttempt } from "../../core/errors.ts";
import type { Attempts } from "../../http/limits/attempts.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Reauthentication } from "./account-contract.ts";
import { findAccount } from "./account-queries.ts";
import type { PasswordHashing } from "./password-hashing.ts";

/**
 * Resolves where the account has no second factor, or for a code that fits and has not been used.
 * Throws `second_factor_required` for no code or an empty one, `invalid_credentials` for a wrong one,
 * which the caller audits; that a recovery code was used up is audited as done by `actor`.
 */
export type CheckSecondFactor = (userId: string, code: string | undefined, actor: Actor) => Promise<void>;

/** Throws `invalid_credentials`, or `second_factor_required` once the password was right, or `rate_limited`. */
export type Reauthenticate = (actor: UserActor, proof: Reauthentication) => Promise<void>;

export interface ReauthenticationDependencies {
  readonly database: Database;
  readonly hashing: PasswordHashing;
  readonly checkSecondFactor: CheckSecondFactor;
  readonly attempts: Attempts;
}

/** Before what a stolen session must not be able to do: the password once more, and the second factor. */
export function createReauthentication({
  database,
  hashing,
  checkSecondFactor,
  attempts,
}: ReauthenticationDependencies): Reauthenticate {
  const prove = async (
    actor: UserActor,
    { password, totp }: Reauthentication,
    failures: number,
  ): Promise<void> => {
    try {
      const account = await findAccount(database.writer, actor.userId);
      const right = await hashing.verify(account?.passwordHash ?? null, password, failures);
      if (!right) throw new AppError("invalid_credentials");
      await checkSecondFactor(actor.userId, totp, actor);
    } catch (error) {
      const wrong = error instanceof AppError && error.code === "invalid_credentials";
      throw wrong ? new AppError(error.code, { attempt: attemptOf(actor) }) : error;
    }
  };

  return (actor, proof) =>
    attempts.password({ account: `user:${actor.userId}`, address: actor.address }, (failures) =>
      prove(actor, proof, failures),
    );
}

const attemptOf = ({ userId }: UserActor): RefusedAttempt => ({
  action: "account.reauthenticate",
  resource: { type: "user", id: userId },
  reason: "invalid_credentials",
});
