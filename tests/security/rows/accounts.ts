import type { Requirement } from "../evidence.ts";

/** Who somebody is: passwords, sign-in, sessions (ASVS V6, V7). */
export const accountRows: readonly Requirement[] = [
  {
    row: "35",
    asvs: "V6.1.1",
    mustHold: "throttling documented (doc)",
    shownBy: [
      "tests/limits/documentation.test.ts > docs/limits.md says how many guesses and mails are allowed, and how many subjects are held",
    ],
  },
  {
    row: "36",
    asvs: "V6.2.1",
    mustHold: "at least 15 code points, second factor or not",
    shownBy: [
      "src/server/features/accounts/password-rules.test.ts > of %s is refused",
      "src/server/features/accounts/credentials-with-second-factor.test.ts > a second factor shortens no password: fourteen characters are refused with a right code as without",
    ],
  },
  {
    row: "37",
    asvs: "V6.2.3",
    mustHold: "change needs current password",
    shownBy: [
      "src/server/features/accounts/change-password.test.ts > needs the current password, and changes nothing without it",
    ],
  },
  {
    row: "38",
    asvs: "V6.2.4",
    mustHold: "top-3000 list refused",
    shownBy: [
      "src/server/features/accounts/common-password.test.ts > when it is one of the 3,000 most common, by its length or by the list",
      "src/server/features/accounts/password-rules.test.ts > of %s is refused",
    ],
  },
  {
    row: "39",
    asvs: "V6.2.5",
    mustHold: "no composition rule",
    shownBy: ["src/server/features/accounts/password-rules.test.ts > of %s is taken"],
  },
  {
    row: "40",
    asvs: "V6.2.8",
    mustHold: "no trimming/truncation",
    shownBy: [
      "src/server/features/accounts/password-rules.test.ts > of %s fits as it was typed alone: nothing is cut, trimmed or folded",
      "src/server/features/accounts/password-hashing.test.ts > are compared to their last character, 128 of four bytes each",
    ],
  },
  {
    row: "41",
    asvs: "V6.2.9",
    mustHold: "≥ 64 chars accepted",
    shownBy: ["src/server/features/accounts/password-rules.test.ts > of %s is taken"],
  },
  {
    row: "42",
    asvs: "V6.2.10",
    mustHold: "no forced rotation",
    shownBy: ["src/server/features/accounts/password-rules.test.ts > goes on fitting, however old it is"],
  },
  {
    row: "43",
    asvs: "V6.2.12",
    mustHold: "breached list check",
    shownBy: [
      "src/server/features/accounts/common-password.test.ts > when it leaked often: each of thousands that are long enough",
      "src/server/features/accounts/password-rules.test.ts > of %s is refused",
    ],
  },
  {
    row: "44",
    asvs: "V6.3.1",
    mustHold: "stuffing/brute force controls",
    shownBy: [
      "tests/limits/guesses.test.ts > an address that goes on failing on an account waits longer each time, until a success",
      "tests/limits/guesses.test.ts > one address trying one password on many accounts is refused",
      "tests/limits/guesses.test.ts > of many guesses at once no more are tried than one after another",
      "tests/limits/accounts-from-everywhere.test.ts > tried too often from everywhere, an account takes one try of each address that has not failed yet: %s",
      "tests/limits/shared.test.ts > with Redis killed each instance goes on from the count that it knew, and sign-ins stay limited",
    ],
  },
  {
    row: "45",
    asvs: "V6.3.2",
    mustHold: "no default accounts",
    shownBy: [
      "src/server/features/accounts/default-accounts.test.ts > a migrated and running installation without demonstration has no account at all",
    ],
  },
  {
    row: "46",
    asvs: "V6.3.8",
    mustHold:
      "no enumeration on login, sign-up, reset (with `EMAIL_VERIFICATION=required`, the only value in production)",
    shownBy: [
      "src/server/features/accounts/registration-by-mail.test.ts > answers for a known address as for a new one, and tells the owner by mail",
      "src/server/features/accounts/forgotten-password.test.ts > is asked for where nobody has the address: the same answer, and no mail to anybody",
      "src/server/features/signing-in/password-sign-in.test.ts > answers a wrong password and an unknown address alike",
      "tests/limits/guesses.test.ts > known and unknown accounts are refused alike: status, body and fields",
      "src/server/features/accounts/enumeration.test.ts > from a sign-in with a wrong password: known and unknown addresses get one answer, and times not told apart",
      "src/server/features/accounts/enumeration.test.ts > from a forgotten password: known and unknown addresses get one answer, and times not told apart",
    ],
  },
  {
    row: "47",
    asvs: "V6.4.3",
    mustHold: "reset token single-use, short, random",
    shownBy: [
      "src/server/features/accounts/forgotten-password.test.ts > works once, also when it is used twice at the same time on two instances",
      "src/server/features/accounts/forgotten-password.test.ts > is too old after an hour",
      "src/server/features/accounts/forgotten-password.test.ts > comes from the system's own randomness, 256 bits for this link alone",
      "src/server/features/accounts/forgotten-password.test.ts > holds 256 random bits, and its hash alone is kept",
    ],
  },
  {
    row: "48",
    asvs: "V7.2.1",
    mustHold: "tokens verified server-side",
    shownBy: [
      "src/server/features/sessions/access-tokens.test.ts > changed in any part",
      "src/server/features/sessions/forged-tokens.test.ts > not one character of a token can be another",
    ],
  },
  {
    row: "49",
    asvs: "V7.2.3",
    mustHold: "refresh token ≥ 128 bit CSPRNG, stored hashed",
    shownBy: [
      "src/server/features/sessions/refresh.test.ts > begins with a token that comes from the system's own randomness, 256 bits at each sign-in",
      "src/server/features/sessions/refresh.test.ts > goes on with a token that only the installation's key gives: whoever has a token cannot work out the next",
      "src/server/features/sessions/refresh.test.ts > keeps hashes alone",
    ],
  },
  {
    row: "50",
    asvs: "V7.2.4",
    mustHold: "new session at login",
    shownBy: [
      "src/server/features/signing-in/password-sign-in.test.ts > begins a session of its own each time",
    ],
  },
  {
    row: "51",
    asvs: "V7.3.2",
    mustHold: "absolute lifetime",
    shownBy: [
      "src/server/features/sessions/refresh.test.ts > ends 30 days after its sign-in, however much it was used",
      "src/server/features/sessions/refresh.test.ts > ends when it was not refreshed for 14 days",
    ],
  },
  {
    row: "52",
    asvs: "V7.4.1",
    mustHold: "logout kills session on all instances",
    shownBy: ["src/server/features/sessions/every-instance.test.ts > a logout holds"],
  },
  {
    row: "53",
    asvs: "V7.4.2",
    mustHold: "disabled/erased account loses sessions",
    shownBy: [
      "src/server/features/sessions/every-instance.test.ts > a suspension holds, and what it ended is over for good: whoever is let back signs in anew",
      "src/server/features/sessions/every-instance.test.ts > a suspension that the account alone tells of holds, whatever became of its sessions",
    ],
    open: "A suspension ends the sessions; erasing an account comes later.",
  },
  {
    row: "54",
    asvs: "V7.4.3",
    mustHold: "password change can end others",
    shownBy: [
      "src/server/features/accounts/change-password.test.ts > ends the other sessions, on every instance, and keeps the own one",
      "src/server/features/accounts/change-password.test.ts > leaves the other sessions when that is asked for",
    ],
  },
  {
    row: "55",
    asvs: "V7.4.5",
    mustHold: "admin can end sessions",
    shownBy: [
      "src/server/features/administration/administration.test.ts > an administrator signs an account out everywhere at once; a moderator does not",
      "src/server/features/sessions/every-instance.test.ts > the end of all sessions by an administrator holds",
    ],
  },
  {
    row: "56",
    asvs: "V7.5.1",
    mustHold: "re-auth before e-mail change",
    shownBy: [
      "src/server/features/accounts/change-email.test.ts > needs the current password, and changes nothing without it",
      "src/server/features/second-factor/second-factor.test.ts > needs the password, and changes nothing without it",
      "src/server/features/passkeys/own-passkeys.test.ts > is neither begun nor removed without the password, and the second factor where there is one",
    ],
  },
];
