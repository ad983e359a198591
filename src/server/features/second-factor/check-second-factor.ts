import type { Actor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Attempts } from "../../http/limits/attempts.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Sealing } from "../../platform/sealing.ts";
import type { CheckSecondFactor } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { hashRecoveryCode, plainCode } from "./recovery-codes.ts";
import { openSecret } from "./sealed-secret.ts";
import { findSecret, type KeptSecret, takeRecoveryCode, takeStep } from "./second-factor-queries.ts";
import { stepOfCode, typedAt } from "./totp.ts";

export interface CheckDependencies {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly attempts: Attempts;
}

/** A code counts once: each use is one UPDATE that only one of several requests at once can make. */
export function createSecondFactorCheck(deps: CheckDependencies): CheckSecondFactor {
  const { database, sealing, attempts } = deps;

  const takeCode = async (userId: string, code: string, kept: KeptSecret, actor: Actor): Promise<void> => {
    const step = /^\d{6}$/.test(code)
      ? stepOfCode(openSecret(sealing, userId, kept.sealed), code, typedAt(kept, actor))
      : null;
    if (step !== null && (await takeStep(database.writer, userId, step))) return;
    const recovered = await database.transaction(async (tx) => {
      if (!(await takeRecoveryCode(tx, userId, hashRecoveryCode(code)))) return false;
      await recordAudit(tx, actor, {
        action: "second_factor.use_recovery_code",
        resource: { type: "user", id: userId },
      });
      return true;
    });
    if (!recovered) throw new AppError("invalid_credentials");
  };

  return async (userId, typed, actor) => {
    const kept = await findSecret(database.writer, userId);
    if (kept === null || !kept.confirmed) return;
    const code = plainCode(typed ?? "");
    if (code === "") throw new AppError("second_factor_required");
    await attempts.code(userId, () => takeCode(userId, code, kept, actor));
  };
}
