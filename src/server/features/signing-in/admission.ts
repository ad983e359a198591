import type { ErrorCode } from "../../core/errors.ts";
import type { Account } from "../accounts/index.ts";

export type EmailVerification = "required" | "off";

/** Why an account may not sign in, though it has proved who it is; null when it may. */
export function admissionRefusal(account: Account, emailVerification: EmailVerification): ErrorCode | null {
  if (account.suspendedAt !== null) return "suspended";
  if (emailVerification === "required" && account.emailVerifiedAt === null) return "email_not_verified";
  return null;
}
