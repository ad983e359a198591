import { createHash, randomBytes } from "node:crypto";

/** 32 characters that are not taken for one another, on paper or aloud: neither l, o, 0 nor 1. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
const CHARACTERS = 16;
export const RECOVERY_CODES = 10;

/** 16 characters of 5 random bits each, in groups of four: 80 bits, which nobody guesses. */
function newRecoveryCode(): string {
  const characters = [...randomBytes(CHARACTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return characters.replace(/(.{4})(?=.)/g, "$1-");
}

export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, newRecoveryCode);

/** A code as it is compared: case, spaces and hyphens of what was typed do not matter. */
export const plainCode = (typed: string): string => typed.replace(/[\s\p{Pd}]/gu, "").toLowerCase();

/** What the database keeps. There is nothing to guess in 80 random bits, so a plain hash is enough. */
export const hashRecoveryCode = (code: string): Buffer =>
  createHash("sha256").update(plainCode(code)).digest();
