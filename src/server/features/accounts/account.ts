import { typeset } from "../../../shared/typography.ts";
import type { Role } from "../../core/actor.ts";
import { asciiDomain } from "../../http/common-contract.ts";
import type { SignedIn, User } from "./account-contract.ts";

/** A user with its own party, as the record has it. */
export interface Account {
  readonly id: string;
  readonly partyId: string;
  readonly email: string;
  readonly emailVerifiedAt: Date | null;
  /** null: signs in by other means than a password. */
  readonly passwordHash: string | null;
  readonly displayName: string;
  readonly roles: Role[];
  readonly locale: "fr" | "en";
  readonly suspendedAt: Date | null;
  /** In a moderator's words. */
  readonly suspensionReason: string | null;
  /** What If-Match on the profile compares. */
  readonly version: number;
  readonly createdAt: Date;
}

/** A session that has just begun: what the answer says, and what only the cookie may carry. */
export interface OpenedSession {
  readonly signedIn: SignedIn;
  readonly refreshToken: string;
}

/**
 * By which addresses are compared: NFC and lower case, nothing trimmed, for some providers tell `a.b` from `ab`; the
 * domain as DNS knows it, so that `société.fr` and `xn--socit-esab.fr` are one. Any text has a key.
 */
export function emailKey(email: string): string {
  const key = email.normalize("NFC").toLowerCase().normalize("NFC");
  const at = key.lastIndexOf("@");
  const domain = at === -1 ? null : asciiDomain(key.slice(at + 1));
  return domain === null ? key : `${key.slice(0, at)}@${domain}`;
}

export const ERASED = typeset({ fr: "Compte supprimé", en: "Deleted account" });

/** The name that an erased account has: who reads it is not known. */
export const ERASED_NAME = `${ERASED.fr} · ${ERASED.en}`;

/** A party's name in its reader's language. */
export const shownName = (displayName: string, language: "fr" | "en"): string =>
  displayName === ERASED_NAME ? ERASED[language] : displayName;

export function toUser(account: Account): User {
  return {
    id: account.id,
    partyId: account.partyId,
    email: account.email,
    emailVerified: account.emailVerifiedAt !== null,
    displayName: account.displayName,
    roles: account.roles,
    locale: account.locale,
    createdAt: account.createdAt.toISOString(),
  };
}
