import type { Actor, Origin, UserActor } from "../../core/actor.ts";
import { AppError, invalidField } from "../../core/errors.ts";
import { checked } from "../../http/answers/checked-answers.ts";
import type { Attempts } from "../../http/limits/attempts.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import type { Jobs } from "../../platform/jobs.ts";
import { recordAudit } from "../audit/index.ts";
import { type Account, emailKey, toUser } from "./account.ts";
import { type EmailChange, User } from "./account-contract.ts";
import { accountMails } from "./account-jobs.ts";
import { confirmEmail, findAccount, findAccountByEmail, lockAccount } from "./account-queries.ts";
import * as changes from "./email-change-queries.ts";
import { equaliseTiming } from "./equalise-timing.ts";
import { findMailToken, forgetMailTokens, takeMailToken } from "./mail-tokens.ts";
import type { Reauthenticate } from "./reauthentication.ts";

export interface EmailDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly emailVerification: "required" | "off";
  readonly reauthenticate: Reauthenticate;
  readonly attempts: Attempts;
  readonly emit: Emit;
}

export interface EmailService {
  /**
   * null: a mail says the rest, whether the address is somebody's or not, which nobody has looked up.
   * Otherwise throws `email_taken`. Throws what `Reauthenticate` throws.
   */
  change(actor: UserActor, change: EmailChange): Promise<User | null>;
  /**
   * Sends the mail by which a first address is confirmed once more. Same work, same time and no answer, whether
   * somebody has the address or not, and confirmed or not: the mail says the rest.
   */
  resend(email: string, origin: Origin): Promise<void>;
  /** Confirms a first address or a new one. Throws `validation_failed` for a token that cannot be used. */
  verify(token: string, actor: Actor): Promise<void>;
}

/** Above two small writes and a commit. */
const TIMING_STEP_MS = 100;

export function createEmailService(deps: EmailDependencies): EmailService {
  const { database, jobs } = deps;

  const carryOut = async (tx: Tx, change: changes.EmailChange, verified: boolean, actor: Actor) => {
    await changes.carryOutEmailChange(tx, change, verified);
    await forgetMailTokens(tx, change.userId);
    const own = actor.kind === "user" && actor.userId === change.userId ? actor.sessionId : null;
    await deps.emit(tx, actor, "account.credentials_changed", {
      userId: change.userId,
      change: "email_changed",
      sessionId: own,
      othersStay: false,
    });
    await jobs.enqueue(tx, accountMails, { kind: "changed", changeId: change.id });
    await recordAudit(tx, actor, {
      action: "account.change_email",
      resource: { type: "user", id: change.userId },
    });
  };

  const ask = async (tx: Tx, change: changes.EmailChange, actor: Actor) => {
    await forgetMailTokens(tx, change.userId, "change_email");
    await jobs.enqueue(tx, accountMails, { kind: "change", changeId: change.id });
    await jobs.enqueue(tx, accountMails, { kind: "changing", changeId: change.id });
    await recordAudit(tx, actor, {
      action: "account.ask_email_change",
      resource: { type: "user", id: change.userId },
    });
  };

  return {
    async change(actor, { email, ...proof }) {
      const account = await findAccount(database.writer, actor.userId);
      await deps.reauthenticate(actor, proof);
      const byMail = deps.emailVerification === "required";
      if (byMail && !(await deps.attempts.mayMail("change", emailKey(email)))) return null;
      return database.transaction(async (tx) => {
        const locked = await lockAccount(tx, actor.userId);
        // What was proved is the knowledge of a password that has been replaced meanwhile.
        if (locked === null || locked.passwordHash !== account?.passwordHash) {
          throw new AppError("invalid_credentials");
        }
        const change = await changes.insertEmailChange(tx, locked, email);
        if (!byMail) {
          await carryOut(tx, change, false, actor);
          return checked(User, toUser((await findAccount(tx, locked.id)) as Account));
        }
        await ask(tx, change, actor);
        return null;
      });
    },

    resend: (email, origin) =>
      equaliseTiming(TIMING_STEP_MS, async () => {
        const mayMail = await deps.attempts.mayMail("confirmation", emailKey(email));
        await database.transaction(async (tx) => {
          const userId = (await findAccountByEmail(tx, emailKey(email)))?.id ?? null;
          await recordAudit(
            tx,
            { kind: "visitor", ...origin },
            { action: "account.ask_verification", resource: { type: "user", id: userId } },
          );
          if (mayMail) await jobs.enqueue(tx, accountMails, { kind: "verifyAgain", userId });
        });
      }),

    async verify(token, actor) {
      const invalidToken = () => invalidField("/token", "invalid_token");
      const found = await findMailToken(database.writer, token, ["verify_email", "change_email"], actor);
      if (found === null) throw invalidToken();
      await database.transaction(async (tx) => {
        const account = await lockAccount(tx, found.userId);
        if (account === null || !(await takeMailToken(tx, token, actor))) throw invalidToken();
        if (found.purpose === "change_email") {
          const change = await changes.findPendingEmailChange(tx, account.id);
          if (change?.newEmail !== found.email) throw invalidToken();
          return carryOut(tx, change, true, actor).catch((error: unknown) => {
            // Somebody else confirmed the address first. The link says no more than that it leads nowhere.
            throw error instanceof AppError && error.code === "email_taken" ? invalidToken() : error;
          });
        }
        if (account.email !== found.email) throw invalidToken();
        await confirmEmail(tx, account.id);
        await recordAudit(tx, actor, {
          action: "account.verify_email",
          resource: { type: "user", id: account.id },
        });
      });
    },
  };
}
