import type { UserActor } from "../../core/actor.ts";
import type { AuditedActionName } from "../../core/audited-actions.ts";
import { AppError, invalidField } from "../../core/errors.ts";
import { checked } from "../../http/answers/checked-answers.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import type { Sealing } from "../../platform/sealing.ts";
import {
  findAccount,
  type Reauthenticate,
  type Reauthentication,
  type TellOwner,
} from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { hashRecoveryCode, newRecoveryCodes, plainCode } from "./recovery-codes.ts";
import { openSecret, sealSecret } from "./sealed-secret.ts";
import { RecoveryCodes, type SecondFactor, TotpSecret } from "./second-factor-contract.ts";
import * as queries from "./second-factor-queries.ts";
import { newTotpSecret, stepOfCode, totpUri, typedAt } from "./totp.ts";

export interface SecondFactorDependencies {
  readonly database: Database;
  readonly emit: Emit;
  readonly sealing: Sealing;
  readonly reauthenticate: Reauthenticate;
  readonly tellOwner: TellOwner;
  readonly publicUrl: () => string;
}

/** Each method but `read` and `confirm` throws as `Reauthenticate` does. */
export interface SecondFactorService {
  read(actor: UserActor): Promise<SecondFactor>;
  /** A secret that waits for its confirmation. Throws `invalid_transition` where one is confirmed. */
  begin(actor: UserActor, password: string): Promise<TotpSecret>;
  /** Throws `invalid_transition` where none waits, `validation_failed` for a wrong code. */
  confirm(actor: UserActor, code: string): Promise<RecoveryCodes>;
  /** The codes of before are void. Throws `invalid_transition` where there is no second factor. */
  renewRecoveryCodes(actor: UserActor, proof: Reauthentication): Promise<RecoveryCodes>;
  /** Throws `invalid_transition` where there is no second factor. */
  disable(actor: UserActor, proof: Reauthentication): Promise<void>;
}

/**
 * No answer that holds a secret is kept under an Idempotency-Key: what the database may not read must
 * not lie beside it in clear.
 */
export function createSecondFactorService(deps: SecondFactorDependencies): SecondFactorService {
  const { database, emit, sealing, reauthenticate, tellOwner, publicUrl } = deps;

  const makeRecoveryCodes = async (tx: Tx, userId: string): Promise<RecoveryCodes> => {
    const recoveryCodes = newRecoveryCodes();
    await queries.replaceRecoveryCodes(tx, userId, recoveryCodes.map(hashRecoveryCode));
    return checked(RecoveryCodes, { recoveryCodes });
  };

  const needConfirmed = async (tx: Tx, userId: string): Promise<void> => {
    const kept = await queries.lockSecret(tx, userId);
    if (!kept?.confirmed) throw new AppError("invalid_transition");
  };

  return {
    async read({ userId }) {
      // From the primary: who has just changed it reads the change.
      const kept = await queries.findSecret(database.writer, userId);
      const recoveryCodesLeft = await queries.countRecoveryCodes(database.writer, userId);
      return { enabled: kept?.confirmed ?? false, recoveryCodesLeft };
    },

    async begin(actor, password) {
      const { userId } = actor;
      const kept = await queries.findSecret(database.writer, userId);
      if (kept?.confirmed) throw new AppError("invalid_transition");
      await reauthenticate(actor, { password });
      const secret = newTotpSecret();
      return database.transaction(async (tx) => {
        const account = await findAccount(tx, userId);
        if (account === null) throw new AppError("unauthenticated");
        if (!(await queries.keepPendingSecret(tx, userId, sealSecret(sealing, userId, secret)))) {
          throw new AppError("invalid_transition");
        }
        await recordAudit(tx, actor, entry("second_factor.begin", userId));
        const uri = totpUri(secret, new URL(publicUrl()).hostname, account.email);
        return checked(TotpSecret, { secret, uri });
      });
    },

    confirm: (actor, code) =>
      database.transaction(async (tx) => {
        const { userId } = actor;
        const kept = await queries.lockSecret(tx, userId);
        if (kept === null || kept.confirmed) throw new AppError("invalid_transition");
        const step = stepOfCode(
          openSecret(sealing, userId, kept.sealed),
          plainCode(code),
          typedAt(kept, actor),
        );
        if (step === null) throw invalidField("/code", "wrong_code");
        await queries.confirmSecret(tx, userId, step);
        await recordAudit(tx, actor, entry("second_factor.enable", userId));
        await tellOwner(tx, userId);
        return makeRecoveryCodes(tx, userId);
      }),

    async renewRecoveryCodes(actor, proof) {
      await reauthenticate(actor, proof);
      return database.transaction(async (tx) => {
        await needConfirmed(tx, actor.userId);
        await recordAudit(tx, actor, entry("second_factor.renew_recovery_codes", actor.userId));
        await tellOwner(tx, actor.userId);
        return makeRecoveryCodes(tx, actor.userId);
      });
    },

    async disable(actor, proof) {
      await reauthenticate(actor, proof);
      await database.transaction(async (tx) => {
        await needConfirmed(tx, actor.userId);
        await queries.deleteSecret(tx, actor.userId);
        await emit(tx, actor, "account.factor_removed", {
          userId: actor.userId,
          factor: "second_factor",
          factorId: actor.userId,
        });
        await recordAudit(tx, actor, entry("second_factor.disable", actor.userId));
        await tellOwner(tx, actor.userId);
      });
    },
  };
}

const entry = (action: AuditedActionName, userId: string) => ({
  action,
  resource: { type: "user", id: userId },
});
