import type { Sealing } from "../../platform/sealing.ts";

/** Bound to its account: copied to another's row, it does not open. */
const contextOf = (userId: string) => `totp:${userId}`;

export const sealSecret = (sealing: Sealing, userId: string, secret: string): Buffer =>
  sealing.seal(Buffer.from(secret), contextOf(userId));

export const openSecret = (sealing: Sealing, userId: string, sealed: Buffer): string =>
  sealing.open(sealed, contextOf(userId)).toString();
