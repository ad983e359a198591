import type { Plant } from "./plant.ts";

const accounts = "src/server/features/accounts";
const contract = `${accounts}/account-contract.ts`;
const hashing = `${accounts}/password-hashing.ts`;
const common = `${accounts}/common-password.ts`;
const attempts = "src/server/http/limits/attempts.ts";

const SHORTEST = 'if (length < 15) refuse("too_short", { minimum: 15 });';
const LONGEST = 'if (length > 128) refuse("too_long", { maximum: 128 });';

/** Passwords, and what can be guessed (ASVS V6). */
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
        file: "src/server/features/sessions/admission.ts",
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
  {
    rows: ["44"],
    does: "makes who goes on failing wait no longer each time",
    changes: [
      {
        file: attempts,
        text: "const seconds = Math.min(rate.seconds * 2 ** Math.min(times - 1, 20), LONGEST_BLOCK_SECONDS);",
        instead: "const seconds = rate.seconds;",
      },
    ],
    fail: ["waits longer each time"],
  },
  {
    rows: ["44"],
    does: "counts sign-ins by no address",
    changes: [
      {
        file: "src/server/features/sessions/session-routes.ts",
        text: 'limits: ["global", "login"]',
        instead: 'limits: ["global"]',
      },
    ],
    fail: ["on many accounts is refused"],
  },
  {
    rows: ["44"],
    does: "counts neither sign-ins by address nor failures on an account",
    changes: [
      {
        file: "src/server/features/sessions/session-routes.ts",
        text: 'limits: ["global", "login"]',
        instead: 'limits: ["global"]',
      },
      {
        file: "src/server/http/limits/create-limits.ts",
        text: "attempts: createAttempts({ counters, rate: rates.login, key }),",
        instead: "attempts: boundlessAttempts,",
      },
    ],
    fail: ["of many guesses at once"],
  },
  {
    rows: ["44"],
    does: "lets any number of addresses try one account again and again",
    changes: [
      {
        file: attempts,
        text: "everywhere.used > ACCOUNT_FAILURES.points && here.used > 1",
        instead: "everywhere.used < 0",
      },
    ],
    fail: ["tried too often from everywhere"],
  },
  {
    rows: ["44", "S3"],
    does: "counts nothing while Redis is away",
    changes: [
      {
        file: "src/server/platform/limits/counters.ts",
        text: "if (told === null) return { ...here, shared: false };",
        instead: "if (told === null) return { ...here, used: 0, shared: false };",
      },
    ],
    fail: ["with Redis"],
  },
  {
    rows: ["45"],
    does: "makes an account for an administrator at its start",
    changes: [
      {
        file: "src/server/build-server.ts",
        text: "  methods.finish();",
        instead: `  const party = await database.writer.insertInto("parties").values({ display_name: "Admin" }).returning("id").executeTakeFirstOrThrow();
  await database.writer.insertInto("users").values({ party_id: party.id, email: "admin@localhost", email_key: "admin@localhost", roles: ["admin"], locale: "fr" } as never).execute();
  methods.finish();`,
      },
    ],
  },
  {
    rows: ["46"],
    does: "tells who registers that an address is taken",
    changes: [
      {
        file: `${accounts}/registration.ts`,
        text: 'if (known.emailVerifiedAt !== null) return { kind: "exists", userId: known.id };',
        instead: 'if (known.emailVerifiedAt !== null) throw new AppError("forbidden");',
      },
    ],
    fail: ["registration-by-mail"],
  },
  {
    rows: ["46"],
    does: "tells who forgot a password that nobody has the address",
    changes: [
      {
        file: `${accounts}/password-service.ts`,
        text: "const userId = (await findAccountByEmail(tx, emailKey(email)))?.id ?? null;",
        instead:
          'const userId = (await findAccountByEmail(tx, emailKey(email)))?.id ?? null;\n          if (userId === null) throw new AppError("not_found");',
      },
    ],
    fail: ["is asked for where nobody has the address", "from a forgotten password"],
  },
  {
    rows: ["46"],
    does: "tells who signs in that nobody has the address",
    changes: [
      {
        file: "src/server/features/sessions/sign-in.ts",
        text: 'if (account === null || !right) return refuse(account, "invalid_credentials", origin);',
        instead:
          'if (account === null) return refuse(account, "not_found", origin);\n    if (!right) return refuse(account, "invalid_credentials", origin);',
      },
    ],
    fail: [
      "answers a wrong password and an unknown",
      "are refused alike",
      "from a sign-in with a wrong password",
    ],
  },
  {
    rows: ["46"],
    does: "hashes nothing for an unknown address and answers it at once",
    changes: [
      {
        file: hashing,
        text: "const compared = hash ?? (await decoy);",
        instead: "if (hash === null) return false;\n      const compared = hash;",
      },
      {
        file: "src/server/features/sessions/sign-in.ts",
        text: "refuseAtLevelTime(LEVEL_STEP_MS, () => signIn(credentials, origin));",
        instead: "signIn(credentials, origin);",
      },
    ],
    fail: ["from a sign-in with a wrong password"],
  },
  {
    rows: ["70"],
    does: "keeps a hash of an older cost for ever",
    changes: [
      {
        file: "src/server/features/sessions/sign-in.ts",
        text: "await renewHash(database, hashing, account, password);",
        instead: "",
      },
    ],
    fail: ["is made anew at the next sign-in"],
  },
  {
    rows: ["70"],
    does: "hashes with a fifth of the memory",
    changes: [{ file: hashing, text: "memoryKib: 19_456", instead: "memoryKib: 4_096" }],
    fail: ["are hashed as OWASP says"],
  },
  {
    rows: ["17"],
    does: "commits a new name before its copies",
    changes: [
      {
        file: `${accounts}/account-service.ts`,
        text: "if (renamed) await deps.onRenamed(tx, account.partyId, displayName);",
        instead:
          "if (renamed) database.transaction((own) => deps.onRenamed(own, account.partyId, displayName)).catch(() => {});",
      },
    ],
    fail: ["is not taken when its copies cannot be"],
  },
];
