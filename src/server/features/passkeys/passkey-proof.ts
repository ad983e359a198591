import type { Origin } from "../../core/actor.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { answeredChallenge, relyingPartyId, verifyUse } from "./ceremony.ts";
import { CHALLENGE_MINUTES, makeChallenge, takeChallenge } from "./challenges.ts";
import type { RequestOptions, UsedCredential } from "./passkey-contract.ts";
import { findCredential, usePasskey } from "./passkey-queries.ts";
import { webauthn } from "./webauthn.ts";

export interface ProvedPasskey {
  /** Whose passkey it says it is; null where nobody's is known. */
  readonly userId: string | null;
  /** Notes that it was used, in the caller's transaction; false when it is no more. null: nothing was proved. */
  readonly use: ((tx: Tx) => Promise<boolean>) | null;
}

export interface PasskeyProof {
  /** For any passkey that the browser has for this host; nobody is named. */
  options(): Promise<RequestOptions>;
  prove(credential: UsedCredential, origin: Origin): Promise<ProvedPasskey>;
}

const NOBODY: ProvedPasskey = { userId: null, use: null };

/** Who somebody is, by a passkey that was registered here. */
export function createPasskeyProof({
  database,
  publicUrl,
}: {
  readonly database: Database;
  readonly publicUrl: () => string;
}): PasskeyProof {
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

    async prove(credential, origin) {
      // Used up by a wrong answer as well: each try needs a challenge of its own.
      const challenge = await answeredChallenge(credential);
      const answered = challenge !== null && (await takeChallenge(database.writer, challenge, null, origin));
      if (!answered) return NOBODY;
      const known = await findCredential(database.writer, Buffer.from(credential.id, "base64url"));
      if (!known) return NOBODY;
      const use = await verifyUse(credential, challenge, known, publicUrl());
      return { userId: known.userId, use: use && ((tx) => usePasskey(tx, known.id, use)) };
    },
  };
}
