import type { Origin, UserActor } from "../../core/actor.ts";
import { AppError, invalidField } from "../../core/errors.ts";
import type { Tx } from "../../platform/database/database.ts";
import { recordAudit } from "../audit/index.ts";
import { type Account, type OpenedSession, toUser } from "./account.ts";
import type { ProfileChange, Registration, User } from "./account-contract.ts";
import { confirmEmail, findAccount, lockAccount, updateProfile } from "./account-queries.ts";
import { takeMailToken } from "./mail-tokens.ts";
import { type RegistrationDependencies, registerAtOnce, registerByMail } from "./registration.ts";

export interface AccountDependencies extends RegistrationDependencies {
  readonly emailVerification: "required" | "off";
  /** Brings the new name to wherever it was copied, in the transaction that changes it. */
  readonly onRenamed: (tx: Tx, partyId: string, displayName: string) => Promise<void>;
}

export interface Profile {
  readonly user: User;
  /** What If-Match compares. */
  readonly version: number;
}

export interface AccountService {
  /** null: a mail says the rest, whether the address was known or not. Otherwise throws `email_taken`. */
  register(registration: Registration, origin: Origin): Promise<OpenedSession | null>;
  /** Throws `validation_failed` for a token that is unknown, used or too old. */
  verifyEmail(token: string, origin: Origin): Promise<void>;
  profile(actor: UserActor): Promise<Profile>;
  /** `expected` are the versions that If-Match allows, null any; throws `precondition_failed`. */
  changeProfile(
    actor: UserActor,
    change: ProfileChange,
    expected: readonly string[] | null,
  ): Promise<Profile>;
}

export function createAccountService(deps: AccountDependencies): AccountService {
  const { database } = deps;
  return {
    async register(registration, origin) {
      if (deps.emailVerification === "off") return registerAtOnce(deps, registration, origin);
      await registerByMail(deps, registration, origin);
      return null;
    },

    verifyEmail: (token, origin) =>
      database.transaction(async (tx) => {
        const taken = await takeMailToken(tx, token, "verify_email");
        const confirmed = taken !== null && (await confirmEmail(tx, taken.userId, taken.email));
        if (!confirmed) throw invalidField("/token", "invalid_token");
        await recordAudit(
          tx,
          { kind: "visitor", ...origin },
          { action: "account.verify_email", resource: { type: "user", id: taken.userId } },
        );
      }),

    // From the primary: who has just changed the profile reads the change.
    profile: async (actor) => profileOf(await findAccount(database.writer, actor.userId)),

    changeProfile: (actor, change, expected) =>
      database.transaction(async (tx) => {
        const before = await lockAccount(tx, actor.userId);
        if (before !== null && expected !== null && !expected.includes(String(before.version))) {
          throw new AppError("precondition_failed");
        }
        const profile = profileOf(before);
        const { displayName = profile.user.displayName, locale = profile.user.locale } = change;
        const renamed = displayName !== profile.user.displayName;
        if (before === null || (!renamed && locale === before.locale)) return profile;
        const account = await updateProfile(tx, before, { displayName, locale });
        if (renamed) await deps.onRenamed(tx, account.partyId, displayName);
        await recordAudit(tx, actor, {
          action: "account.update",
          resource: { type: "user", id: account.id },
          changes: { displayName, locale },
        });
        return profileOf(account);
      }),
  };
}

/** An account may be erased between its authentication and its reading. */
function profileOf(account: Account | null): Profile {
  if (account === null) throw new AppError("unauthenticated");
  return { user: toUser(account), version: account.version };
}
