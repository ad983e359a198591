import type { Plant } from "./plant.ts";

const accounts = "src/server/features/accounts";
const hashing = `${accounts}/password-hashing.ts`;
const attempts = "src/server/http/limits/attempts.ts";

/** What somebody may guess, and how often (ASVS V6). */
export const guessingPlants: readonly Plant[] = [
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
        file: "src/server/features/signing-in/signing-in-routes.ts",
        text: 'limits: ["global", "login"],',
        instead: 'limits: ["global"],',
      },
    ],
    fail: ["on many accounts is refused"],
  },
  {
    rows: ["44"],
    does: "counts neither sign-ins by address nor failures on an account",
    changes: [
      {
        file: "src/server/features/signing-in/signing-in-routes.ts",
        text: 'limits: ["global", "login"],',
        instead: 'limits: ["global"],',
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
        instead: "if (told === null) { own.takeBack(subject); return { ...here, used: 0, shared: false }; }",
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
        text: "  http.methods.finish();",
        instead: `  const party = await database.writer.insertInto("parties").values({ display_name: "Admin" }).returning("id").executeTakeFirstOrThrow();
  await database.writer.insertInto("users").values({ party_id: party.id, email: "admin@localhost", email_key: "admin@localhost", roles: ["admin"], locale: "fr" } as never).execute();
  http.methods.finish();`,
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
        file: "src/server/features/signing-in/password-sign-in.ts",
        text: 'if (account === null || !right) throw signInRefusal(account, "invalid_credentials", "password");',
        instead:
          'if (account === null) throw signInRefusal(account, "not_found");\n    if (!right) throw signInRefusal(account, "invalid_credentials", "password");',
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
        file: "src/server/features/signing-in/password-sign-in.ts",
        text: "equaliseRefusalTiming(TIMING_STEP_MS, () => signIn(credentials, origin, failures)),",
        instead: "signIn(credentials, origin, failures),",
      },
    ],
    fail: ["from a sign-in with a wrong password"],
  },
  {
    rows: ["70"],
    does: "keeps a hash of an older cost for ever",
    changes: [
      {
        file: "src/server/features/signing-in/password-sign-in.ts",
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
        text: 'if (renamed) await deps.emit(tx, actor, "account.renamed", { partyId: account.partyId });',
        instead:
          'if (renamed) database.transaction((own) => deps.emit(own, actor, "account.renamed", { partyId: account.partyId })).catch(() => {});',
      },
    ],
    fail: ["is not taken when its copies cannot be"],
  },
  {
    rows: ["75"],
    does: "does not look at who has failed already",
    changes: [
      {
        file: "src/server/http/limits/attempts.ts",
        text: "await work(around.used - 1);",
        instead: "await work(0);",
      },
    ],
    fail: ["whose turn comes later", "does not wait behind a hundred guesses"],
  },
  {
    rows: ["75"],
    does: "lets everybody wait behind those who guess",
    changes: [
      {
        file: "src/server/features/accounts/password-hashing.ts",
        text: "waiting.findLastIndex((one) => one.failures <= failures) + 1",
        instead: "waiting.findLastIndex((one) => one.failures <= failures + 1_000) + 1",
      },
    ],
    fail: ["begins with who has failed least", "does not wait behind a hundred guesses"],
  },
];
