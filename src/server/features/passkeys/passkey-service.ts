import type { Command, UserActor } from "../../core/actor.ts";
import { AppError, invalidField, notFound } from "../../core/errors.ts";
import type { Database } from "../../platform/database/database.ts";
import { violatedConstraint } from "../../platform/database/database-errors.ts";
import { write } from "../../platform/database/write.ts";
import type { Emit } from "../../platform/events.ts";
import {
  findAccount,
  type Reauthenticate,
  type Reauthentication,
  type TellOwner,
} from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { ALGORITHMS, answeredChallenge, relyingPartyId, userHandleOf, verifyMade } from "./ceremony.ts";
import { CHALLENGE_MINUTES, makeChallenge, takeChallenge } from "./challenges.ts";
import type { CreationOptions, NewPasskey, Passkey } from "./passkey-contract.ts";
import * as queries from "./passkey-queries.ts";
import { webauthn } from "./webauthn.ts";

const MAX_PASSKEYS = 20;

export interface PasskeyDependencies {
  readonly database: Database;
  readonly emit: Emit;
  readonly reauthenticate: Reauthenticate;
  readonly tellOwner: TellOwner;
  readonly publicUrl: () => string;
}

export interface PasskeyService {
  /** Newest first. */
  list(actor: UserActor): Promise<Passkey[]>;
  /** Throws as `Reauthenticate` does, and `invalid_transition` for an account with 20 passkeys. */
  options(actor: UserActor, proof: Reauthentication): Promise<CreationOptions>;
  /** Throws `validation_failed` for what cannot be verified or is registered, and `invalid_transition`. */
  create(command: Command, passkey: NewPasskey): Promise<Passkey>;
  /** Throws as `Reauthenticate` does, and `not_found` for one that is another's or unknown. */
  remove(actor: UserActor, id: string, proof: Reauthentication): Promise<void>;
}

export function createPasskeyService(deps: PasskeyDependencies): PasskeyService {
  const { database, emit, reauthenticate, tellOwner, publicUrl } = deps;
  return {
    // From the primary: who has just registered one sees it.
    list: async ({ userId }) => (await queries.findPasskeysOf(database.writer, userId)).map(toPasskey),

    async options(actor, proof) {
      await reauthenticate(actor, proof);
      const account = await findAccount(database.writer, actor.userId);
      if (account === null) throw new AppError("unauthenticated");
      const known = await queries.findCredentialNames(database.writer, actor.userId);
      if (known.length >= MAX_PASSKEYS) throw new AppError("invalid_transition");
      const challenge = await makeChallenge(database.writer, actor.userId);
      const { generateRegistrationOptions } = await webauthn();
      const options = await generateRegistrationOptions({
        rpName: "Swideal",
        rpID: relyingPartyId(publicUrl()),
        userID: userHandleOf(account.id),
        userName: account.email,
        userDisplayName: account.displayName,
        challenge: Buffer.from(challenge, "base64url"),
        timeout: CHALLENGE_MINUTES * 60_000,
        attestationType: "none",
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        excludeCredentials: known.map(({ credentialId, transports }) => ({
          id: credentialId.toString("base64url"),
          transports,
        })),
        supportedAlgorithmIDs: ALGORITHMS,
      });
      return options as CreationOptions;
    },

    create: (command, { name, credential }) =>
      write(database, command, async (tx) => {
        const { userId } = command.actor;
        const challenge = await answeredChallenge(credential);
        const answered = challenge !== null && (await takeChallenge(tx, challenge, userId, command.actor));
        const made = answered ? await verifyMade(credential, challenge, publicUrl()) : null;
        if (made === null) throw invalidField("/credential", "invalid_credential");
        const row = await queries.insertPasskey(tx, userId, name, made, MAX_PASSKEYS).catch((error) => {
          const known = violatedConstraint(error) === "passkeys_credential_known";
          throw known ? invalidField("/credential", "passkey_known") : error;
        });
        if (row === null) throw new AppError("invalid_transition");
        await recordAudit(tx, command.actor, {
          action: "passkey.create",
          resource: { type: "passkey", id: row.id },
        });
        await tellOwner(tx, userId);
        return toPasskey(row);
      }),

    async remove(actor, id, proof) {
      await reauthenticate(actor, proof);
      await database.transaction(async (tx) => {
        if (!(await queries.deletePasskey(tx, actor.userId, id))) throw notFound();
        await emit(tx, actor, "account.factor_removed", {
          userId: actor.userId,
          factor: "passkey",
          factorId: id,
        });
        await recordAudit(tx, actor, { action: "passkey.delete", resource: { type: "passkey", id } });
        await tellOwner(tx, actor.userId);
      });
    },
  };
}

function toPasskey({ id, name, createdAt, lastUsedAt, backedUp }: queries.PasskeyRow): Passkey {
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    backedUp,
  };
}
