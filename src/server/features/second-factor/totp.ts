import { generateSecret, generateURI, verifySync } from "otplib";
import { heldMs, type Origin } from "../../core/actor.ts";

const STEP_SECONDS = 30;
const FORM = /^\d{6}$/;

/** 160 random bits in base32, as RFC 4226 recommends (section 4, R6). */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** For an authenticator's QR code. Neither name may hold a colon, so the host stands without its port. */
export function totpUri(secret: string, host: string, email: string): string {
  return generateURI({ issuer: `Swideal ${host}`, label: email, secret });
}

/**
 * By the database's clock, in seconds since 1970, when the request came in: a code is not too old because the database
 * took its time. `now`: that clock as it was just read.
 */
export const typedAt = ({ now }: { readonly now: number }, origin: Pick<Origin, "arrivedAt">): number =>
  Math.floor(now - heldMs(origin) / 1_000);

/**
 * The time step (RFC 6238: SHA-1, 30 s, six digits) that the code belongs to: that of `at`, in seconds
 * since 1970, or one step before or after it, for clocks that differ and fingers that are slow; null for
 * any other code.
 */
export function stepOfCode(secret: string, code: string, at: number): number | null {
  if (!FORM.test(code)) return null;
  const result = verifySync({ secret, token: code, epoch: at, epochTolerance: STEP_SECONDS });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}
