import type { Origin } from "../../core/actor.ts";
import { AppError, type ErrorCode } from "../../core/errors.ts";
import type { Database } from "../../platform/database/database.ts";
import { type Account, findAccount, type OpenedSession } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { PasskeyProof, RequestOptions, UsedCredential } from "../passkeys/index.ts";
import type { OpenSession } from "../sessions/index.ts";
import { admissionRefusal, type EmailVerification } from "./admission.ts";

export interface PasskeySignInDependencies {
  readonly database: Database;
  readonly passkeyProof: PasskeyProof;
  readonly emailVerification: EmailVerification;
  readonly openSession: OpenSession;
}

export interface PasskeySignIn {
  /** For any passkey that the browser has for this host; nobody is named. */
  options(): Promise<RequestOptions>;
  /**
   * Both factors in one: the authenticator, and what it verified its user by. Throws `invalid_credentials`;
   * after a good one also `suspended` or `email_not_verified`.
   */
  signIn(credential: UsedCredential, origin: Origin): Promise<OpenedSession>;
}

export function createPasskeySignIn(deps: PasskeySignInDependencies): PasskeySignIn {
  const { database, emailVerification, openSession, passkeyProof } = deps;

  const refuse = async (account: Account | null, code: ErrorCode, origin: Origin): Promise<never> => {
    await database.transaction((tx) =>
      recordAudit(
        tx,
        { kind: "visitor", ...origin },
        {
          action: "session.login",
          resource: { type: "user", id: account?.id ?? null },
          result: "refused",
          changes: { reason: code === "invalid_credentials" ? "passkey" : code },
        },
      ),
    );
    throw new AppError(code, { reason: code === "suspended" ? (account?.suspensionReason ?? null) : null });
  };

  return {
    options: () => passkeyProof.options(),

    async signIn(credential, origin) {
      const { userId, use } = await passkeyProof.prove(credential, origin);
      const account = userId === null ? null : await findAccount(database.writer, userId);
      if (use === null || account === null) return refuse(account, "invalid_credentials", origin);
      const refusal = admissionRefusal(account, emailVerification);
      if (refusal !== null) return refuse(account, refusal, origin);
      const opened = await database.transaction(async (tx) =>
        (await use(tx)) ? openSession(tx, account, origin) : null,
      );
      return opened ?? refuse(account, "invalid_credentials", origin);
    },
  };
}
