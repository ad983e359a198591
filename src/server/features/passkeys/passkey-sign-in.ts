import type { Origin } from "../../core/actor.ts";
import { AppError, type ErrorCode } from "../../core/errors.ts";
import type { Database } from "../../platform/database/database.ts";
import { type Account, findAccount, type OpenedSession } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { admissionRefusal, type EmailVerification, type OpenSession } from "../sessions/index.ts";
import { answeredChallenge, relyingPartyId, verifyUse } from "./ceremony.ts";
import { CHALLENGE_MINUTES, makeChallenge, takeChallenge } from "./challenges.ts";
import type { RequestOptions, UsedCredential } from "./passkey-contract.ts";
import { findCredential, usePasskey } from "./passkey-queries.ts";
import { webauthn } from "./webauthn.ts";

export interface PasskeySignInDependencies {
  readonly database: Database;
  readonly emailVerification: EmailVerification;
  readonly openSession: OpenSession;
  readonly publicUrl: () => string;
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
  const { database, emailVerification, openSession, publicUrl } = deps;

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
    async options() {
      const challenge = await makeChallenge(database.writer, null);
      const { generateAuthenticationOptions } = await webauthn();
      const options = await generateAuthenticationOptions({
        rpID: relyingPartyId(publicUrl()),
        challenge: Buffer.from(challenge, "base64url"),
        timeout: CHALLENGE_MINUTES * 60_000,
        userVerification: "required",
      });
      return options as RequestOptions;
    },

    async signIn(credential, origin) {
      // Used up by a wrong answer as well: each try needs a challenge of its own.
      const challenge = await answeredChallenge(credential);
      const answered = challenge !== null && (await takeChallenge(database.writer, challenge, null, origin));
      if (!answered) return refuse(null, "invalid_credentials", origin);
      const known = await findCredential(database.writer, Buffer.from(credential.id, "base64url"));
      const use = known && (await verifyUse(credential, challenge, known, publicUrl()));
      const account = known && (await findAccount(database.writer, known.userId));
      if (!known || !use || account === null) return refuse(account, "invalid_credentials", origin);
      const refusal = admissionRefusal(account, emailVerification);
      if (refusal !== null) return refuse(account, refusal, origin);
      const opened = await database.transaction(async (tx) =>
        (await usePasskey(tx, known.id, use)) ? openSession(tx, account, origin) : null,
      );
      return opened ?? refuse(account, "invalid_credentials", origin);
    },
  };
}
