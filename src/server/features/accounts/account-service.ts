import type { Origin, UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import { checked } from "../../http/answers/checked-answers.ts";
import { requireSame } from "../../http/requests/written-back.ts";
import type { Emit } from "../../platform/events.ts";
import { recordAudit } from "../audit/index.ts";
import { type Account, type OpenedSession, toUser } from "./account.ts";
import { type ProfileChange, type Registration, User } from "./account-contract.ts";
import { findAccount, lockAccount, updateProfile } from "./account-queries.ts";
import type { RefuseCommonPassword } from "./common-password.ts";
import { type RegistrationDependencies, registerAtOnce, registerByMail } from "./registration.ts";
import { refuseStaffName } from "./reserved-names.ts";

export interface AccountDependencies extends RegistrationDependencies {
  readonly emailVerification: "required" | "off";
  readonly refuseCommonPassword: RefuseCommonPassword;
  readonly emit: Emit;
}

export interface Profile {
  readonly user: User;
  /** What If-Match compares. */
  readonly version: number;
}

export interface AccountService {
  /**
   * null: a mail says the rest, whether the address was known or not. Otherwise throws `email_taken`.
   * Throws `validation_failed` for a common password.
   */
  register(registration: Registration, origin: Origin): Promise<OpenedSession | null>;
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
      refuseStaffName(registration.displayName);
      await deps.refuseCommonPassword("/password", registration.password, registration);
      if (deps.emailVerification === "off") return registerAtOnce(deps, registration, origin);
      await registerByMail(deps, registration, origin);
      return null;
    },

    // From the primary: who has just changed the profile reads the change.
    profile: async (actor) => profileOf(await findAccount(database.writer, actor.userId)),

    changeProfile: (actor, change, expected) =>
      database.transaction(async (tx) => {
        const before = await lockAccount(tx, actor.userId);
        if (before !== null && expected !== null && !expected.includes(String(before.version))) {
          throw new AppError("precondition_failed");
        }
        const profile = profileOf(before);
        requireSame(change, { ...profile.user }, READ_ONLY);
        const { displayName = profile.user.displayName, locale = profile.user.locale } = change;
        const renamed = displayName !== profile.user.displayName;
        if (before === null || (!renamed && locale === before.locale)) return answered(profile);
        const account = await updateProfile(tx, before, { displayName, locale });
        if (renamed && !STAFF.some((role) => account.roles.includes(role))) refuseStaffName(displayName);
        if (renamed) await deps.emit(tx, actor, "account.renamed", { partyId: account.partyId });
        await recordAudit(tx, actor, {
          action: "account.update",
          resource: { type: "user", id: account.id },
          changes: { displayName, locale },
        });
        return answered(profileOf(account));
      }),
  };
}

const READ_ONLY = ["id", "partyId", "email", "emailVerified", "roles", "createdAt"];

/** Those who run the site may say so. */
const STAFF = ["moderator", "admin"] as const;

const answered = ({ user, version }: Profile): Profile => ({ user: checked(User, user), version });

/** An account may be erased between its authentication and its reading. */
function profileOf(account: Account | null): Profile {
  if (account === null) throw new AppError("unauthenticated");
  return { user: toUser(account), version: account.version };
}
