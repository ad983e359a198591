import type { Origin } from "../../core/actor.ts";
import type { Database } from "../../platform/database/database.ts";
import { findAccount, type OpenedSession } from "../accounts/index.ts";
import type { PasskeyProof, RequestOptions, UsedCredential } from "../passkeys/index.ts";
import type { OpenSession } from "../sessions/index.ts";
import { admissionRefusal, type EmailVerification, signInRefusal } from "./admission.ts";

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

  return {
    options: () => passkeyProof.options(),

    async signIn(credential, origin) {
      const { userId, use } = await passkeyProof.prove(credential, origin);
      const account = userId === null ? null : await findAccount(database.writer, userId);
      if (use === null || account === null) throw signInRefusal(account, "invalid_credentials", "passkey");
      const refusal = admissionRefusal(account, emailVerification);
      if (refusal !== null) throw signInRefusal(account, refusal);
      const opened = await database.transaction(async (tx) =>
        (await use(tx)) ? openSession(tx, account, origin) : null,
      );
      if (opened === null) throw signInRefusal(account, "invalid_credentials", "passkey");
      return opened;
    },
  };
}
