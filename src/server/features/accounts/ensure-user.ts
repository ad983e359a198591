import { randomInt } from "node:crypto";
import type { Actor, Role } from "../../core/actor.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import { recordAudit } from "../audit/index.ts";
import { emailKey } from "./account.ts";
import { addRoles, findAccountByEmail, insertAccount, type NewAccount, vouchFor } from "./account-queries.ts";
import type { PasswordHashing } from "./password-hashing.ts";

export interface WantedUser {
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly locale?: "fr" | "en";
}

export interface EnsuredUser {
  readonly userId: string;
  readonly partyId: string;
  /** Made at random and kept nowhere; null when a confirmed account was there, whose password stays. */
  readonly password: string | null;
}

export interface EnsureUserDependencies {
  readonly database: Database;
  readonly hashing: PasswordHashing;
  readonly emit: Emit;
}

/**
 * For the operator and for demonstrations: makes a user whose address counts as confirmed, or gives
 * the one at that address the roles it lacks. Whoever registered the address without confirming it
 * may be anybody: that account gets a new password and loses its sessions.
 */
export async function ensureUser(
  { database, hashing, emit }: EnsureUserDependencies,
  actor: Actor,
  wanted: WantedUser,
): Promise<EnsuredUser> {
  const password = randomPassword();
  const passwordHash = await hashing.hash(password);
  return database.transaction(async (tx) => {
    const known = await findAccountByEmail(tx, emailKey(wanted.email));
    const account = known ?? (await insertAccount(tx, newAccount(wanted, passwordHash)));
    if (known !== null) await addRoles(tx, known.id, wanted.roles);
    const unconfirmed = known !== null && known.emailVerifiedAt === null;
    if (unconfirmed) {
      await vouchFor(tx, known.id, passwordHash);
      await emit(tx, actor, "account.credentials_changed", {
        userId: known.id,
        change: "account_taken_over",
        sessionId: null,
        othersStay: false,
      });
    }
    const newPassword = known === null || unconfirmed;
    await recordAudit(tx, actor, {
      action: known === null ? "account.create" : "account.add_roles",
      resource: { type: "user", id: account.id },
      changes: { roles: [...wanted.roles], newPassword },
    });
    return { userId: account.id, partyId: account.partyId, password: newPassword ? password : null };
  });
}

function newAccount(wanted: WantedUser, passwordHash: string): NewAccount {
  return {
    email: wanted.email,
    emailKey: emailKey(wanted.email),
    emailVerified: true,
    passwordHash,
    displayName: wanted.displayName,
    roles: wanted.roles,
    locale: wanted.locale ?? "fr",
    termsVersion: null,
  };
}

/** Letters and digits that nobody takes for one another. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** 5 groups of 5 out of 31: 123 bits, to be copied or read aloud. */
function randomPassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return Array.from({ length: 5 }, group).join("-");
}
