import { AppError } from "../../core/errors.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import type { Account } from "./account.ts";
import { lockPasswordHash, replaceHash } from "./account-queries.ts";
import type { PasswordHashing } from "./password-hashing.ts";

/**
 * Whether the password that was found right a moment ago still is, now that nobody can change it before
 * the transaction ends: otherwise a session could begin with the old one right after all were ended.
 */
export async function passwordStillFits(
  tx: Tx,
  hashing: PasswordHashing,
  account: Account,
  password: string,
): Promise<boolean> {
  const hash = await lockPasswordHash(tx, account.id);
  return hash === account.passwordHash || hashing.verify(hash, password);
}

/** Hashes a right password once more where its hash was made at another cost than today's. */
export async function renewHash(
  database: Database,
  hashing: PasswordHashing,
  { id, passwordHash }: Account,
  password: string,
): Promise<void> {
  if (passwordHash === null || !hashing.isOutdated(passwordHash)) return;
  try {
    await replaceHash(database.writer, id, passwordHash, await hashing.hash(password));
  } catch (error) {
    // With too many at work there will be another sign-in.
    if (!(error instanceof AppError && error.code === "overloaded")) throw error;
  }
}
