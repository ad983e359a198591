import type { Plant } from "./plant.ts";

const accounts = "src/server/features/accounts";
const contract = `${accounts}/account-contract.ts`;
const hashing = `${accounts}/password-hashing.ts`;
const common = `${accounts}/common-password.ts`;
const attempts = "src/server/http/limits/attempts.ts";
const SHORTEST = 'if (length < 15) refuse("too_short", { minimum: 15 });';
const LONGEST = 'if (length > 128) refuse("too_long", { maximum: 128 });';

/** Passwords (ASVS V6). */
export const accountPlants: readonly Plant[] = [
  {
    rows: ["35"],
    does: "allows 1,000 wrong passwords an hour, where the document says 100",
    changes: [
      {
        file: attempts,
        text: "ACCOUNT_FAILURES: Rate = { points: 100,",
        instead: "ACCOUNT_FAILURES: Rate = { points: 1_000,",
      },
    ],
  },
  {
    rows: ["36"],
    does: "takes passwords of eight characters",
    changes: [
      { file: contract, text: SHORTEST, instead: 'if (length < 8) refuse("too_short", { minimum: 8 });' },
    ],
  },
  {
    rows: ["36"],
    does: "counts bytes, not characters",
    changes: [
      {
        file: contract,
        text: "const length = [...password].length;",
        instead: "const length = Buffer.byteLength(password);",
      },
    ],
    fail: ["of %s is refused"],
  },
  {
    rows: ["37"],
    does: "changes a password without asking for the present one",
    changes: [
      {
        file: `${accounts}/password-service.ts`,
        text: "await deps.reauthenticate(actor, proof);",
        instead: "",
      },
    ],
  },
  {
    rows: ["38"],
    does: "knows no common password",
    changes: [
      {
        file: common,
        text: "if (known.long.has(folded)) return true;",
        instead: 'if (folded !== "") return false;',
      },
    ],
    fail: ["common-password.test.ts"],
  },
  {
    rows: ["38", "43", "S9"],
    does: "does not ask the list when a password is chosen",
    changes: [
      {
        file: common,
        text: "if (isCommonPassword(password, known, context)) throw",
        instead: 'if (path === "") throw',
      },
    ],
    fail: ["of %s is refused"],
  },
  {
    rows: ["39"],
    does: "wants a digit in every password",
    changes: [
      {
        file: contract,
        text: LONGEST,
        instead: `${LONGEST}\n    if (!/\\d/.test(password)) refuse("too_short", { minimum: 15 });`,
      },
    ],
  },
  {
    rows: ["40"],
    does: "takes blanks off both ends",
    changes: [
      {
        file: hashing,
        text: 'return password.normalize("NFC");',
        instead: 'return password.normalize("NFC").trim();',
      },
    ],
    fail: ["fits as it was typed alone"],
  },
  {
    rows: ["40"],
    does: "compares 72 characters and no more",
    changes: [
      {
        file: hashing,
        text: 'return password.normalize("NFC");',
        instead: 'return [...password.normalize("NFC")].slice(0, 72).join("");',
      },
    ],
  },
  {
    rows: ["41"],
    does: "takes at most 63 characters",
    changes: [
      { file: contract, text: LONGEST, instead: 'if (length > 63) refuse("too_long", { maximum: 63 });' },
    ],
  },
  {
    rows: ["42"],
    does: "lets nobody in whose account is older than a year",
    changes: [
      {
        file: "src/server/features/signing-in/admission.ts",
        text: "  return null;",
        instead: '  return account.createdAt.getTime() < Date.now() - 31_536_000_000 ? "forbidden" : null;',
      },
    ],
  },
  {
    rows: ["43", "S9"],
    does: "has no list of what leaked",
    changes: [
      { file: common, text: "  if (known.long.has(folded)) return true;\n", instead: "" },
      { file: common, text: "known.long.has(disguise.text) || ", instead: "" },
    ],
    fail: ["when it leaked often"],
  },
];
