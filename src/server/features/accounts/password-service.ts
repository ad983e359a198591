import type { Origin, UserActor } from "../../core/actor.ts";
import { AppError, invalidField } from "../../core/errors.ts";
import type { Attempts } from "../../http/limits/attempts.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import type { Jobs } from "../../platform/jobs.ts";
import { recordAudit } from "../audit/index.ts";
import { type Account, emailKey } from "./account.ts";
import type { PasswordChange, PasswordReset } from "./account-contract.ts";
import { accountMails } from "./account-jobs.ts";
import {
  confirmEmail,
  findAccount,
  findAccountByEmail,
  lockAccount,
  setPassword,
} from "./account-queries.ts";
import type { RefuseCommonPassword } from "./common-password.ts";
import { forgetEmailChange } from "./email-change-queries.ts";
import { equaliseTiming } from "./equalise-timing.ts";
import { findMailToken, forgetMailTokens, takeMailToken } from "./mail-tokens.ts";
import type { PasswordHashing } from "./password-hashing.ts";
import type { Reauthenticate } from "./reauthentication.ts";

export interface PasswordDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly hashing: PasswordHashing;
  readonly refuseCommonPassword: RefuseCommonPassword;
  readonly reauthenticate: Reauthenticate;
  readonly attempts: Attempts;
  readonly emit: Emit;
}

export interface PasswordService {
  /** Throws what `Reauthenticate` throws, or `validation_failed` for a common password. The session stays. */
  change(actor: UserActor, change: PasswordChange): Promise<void>;
  /** Same work, same time and no answer, whether somebody has the address or not. */
  forgot(email: string, origin: Origin): Promise<void>;
  /** Throws `validation_failed` for a token that is unknown, used or too old, or for a common password. */
  reset(reset: PasswordReset, origin: Origin): Promise<void>;
}

/** Above two small writes and a commit. */
const TIMING_STEP_MS = 100;

export function createPasswordService(deps: PasswordDependencies): PasswordService {
  const { database, hashing, jobs, refuseCommonPassword } = deps;

  /** Whatever was sent to the address by now leads nowhere, and its owner is told. */
  const replacePassword = async (tx: Tx, account: Account, passwordHash: string) => {
    await setPassword(tx, account.id, passwordHash);
    await forgetMailTokens(tx, account.id);
    await forgetEmailChange(tx, account.id);
    await jobs.enqueue(tx, accountMails, { kind: "passwordChanged", userId: account.id });
  };

  return {
    async change(actor, { newPassword, endOtherSessions, ...proof }) {
      const account = await findAccount(database.writer, actor.userId);
      if (account === null) throw new AppError("unauthenticated");
      // Before the proof: a refused password must not cost a code of the second factor.
      await refuseCommonPassword("/newPassword", newPassword, account);
      await deps.reauthenticate(actor, proof);
      const passwordHash = await hashing.hash(newPassword);
      await database.transaction(async (tx) => {
        const locked = await lockAccount(tx, actor.userId);
        // What was proved is the knowledge of a password that another change has replaced meanwhile.
        if (locked?.passwordHash !== account.passwordHash) throw new AppError("invalid_credentials");
        await replacePassword(tx, account, passwordHash);
        await deps.emit(tx, actor, "account.credentials_changed", {
          userId: account.id,
          change: "password_changed",
          sessionId: actor.sessionId,
          othersStay: !endOtherSessions,
        });
        await recordAudit(tx, actor, {
          action: "account.change_password",
          resource: { type: "user", id: account.id },
          changes: { endOtherSessions },
        });
      });
    },

    forgot: (email, origin) =>
      equaliseTiming(TIMING_STEP_MS, async () => {
        const mayMail = await deps.attempts.mayMail("reset", emailKey(email));
        await database.transaction(async (tx) => {
          const userId = (await findAccountByEmail(tx, emailKey(email)))?.id ?? null;
          await recordAudit(
            tx,
            { kind: "visitor", ...origin },
            { action: "account.forgot_password", resource: { type: "user", id: userId } },
          );
          if (mayMail) await jobs.enqueue(tx, accountMails, { kind: "reset", userId });
        });
      }),

    async reset({ token, password }, origin) {
      const invalidToken = () => invalidField("/token", "invalid_token");
      const found = await findMailToken(database.writer, token, ["reset_password"], origin);
      const account = found && (await findAccount(database.writer, found.userId));
      if (!found || !account) throw invalidToken();
      await refuseCommonPassword("/password", password, account);
      const passwordHash = await hashing.hash(password);
      await database.transaction(async (tx) => {
        const locked = await lockAccount(tx, account.id);
        const taken = locked?.email === found.email && (await takeMailToken(tx, token, origin));
        if (!taken) throw invalidToken();
        await replacePassword(tx, locked, passwordHash);
        await confirmEmail(tx, locked.id);
        const visitor = { kind: "visitor", ...origin } as const;
        await deps.emit(tx, visitor, "account.credentials_changed", {
          userId: locked.id,
          change: "password_reset",
          sessionId: null,
          othersStay: false,
        });
        await recordAudit(tx, visitor, {
          action: "account.reset_password",
          resource: { type: "user", id: locked.id },
        });
      });
    },
  };
}
