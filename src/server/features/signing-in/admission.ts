import { AppError, type ErrorCode } from "../../core/errors.ts";
import type { Account } from "../accounts/index.ts";

export type EmailVerification = "required" | "off";

/** Why an account may not sign in, though it has proved who it is; null when it may. */
export function admissionRefusal(account: Account, emailVerification: EmailVerification): ErrorCode | null {
  if (account.suspendedAt !== null) return "suspended";
  if (emailVerification === "required" && account.emailVerifiedAt === null) return "email_not_verified";
  return null;
}

/**
 * The refusal of a sign-in, with what the log of actions is to hold of it: the account, where the address that was typed is
 * one's, and never the address. It is made without a statement, for a known account as for an unknown one.
 */
export function signInRefusal(account: Account | null, code: ErrorCode, reason: string = code): AppError {
  return new AppError(code, {
    reason: code === "suspended" ? (account?.suspensionReason ?? null) : null,
    attempt: { action: "session.login", resource: { type: "user", id: account?.id ?? null }, reason },
  });
}
