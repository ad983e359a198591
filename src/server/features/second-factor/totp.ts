import { generateSecret, generateURI, verifySync } from "otplib";

const STEP_SECONDS = 30;
const FORM = /^\d{6}$/;

/** 160 random bits in base32, as RFC 4226 recommends (section 4, R6). */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** For an authenticator's QR code. Neither name may hold a colon, so the host stands without its port. */
export function totpUri(secret: string, host: string, email: string): string {
  return generateURI({ issuer: `Swideal ${host}`, label: email, secret });
}

/**
 * The time step (RFC 6238: SHA-1, 30 s, six digits) that the code belongs to: that of `now`, in seconds
 * since 1970, or one step before or after it, for clocks that differ and fingers that are slow; null for
 * any other code.
 */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  if (!FORM.test(code)) return null;
  const result = verifySync({ secret, token: code, epoch: now, epochTolerance: STEP_SECONDS });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}
