import type { Requirement } from "../evidence.ts";

const MARKED = "tests/permissions/marked-secrets.test.ts";
const SETTINGS = "src/cli/marked-settings.test.ts";
const REFUSED = "tests/permissions/refused-attempts.test.ts";

/** What somebody may do, tokens, secrets and data (ASVS V8 to V16). */
export const tokenRows: readonly Requirement[] = [
  {
    row: "57",
    asvs: "V8.1.1",
    mustHold: "permission table (doc, machine readable)",
    shownBy: [
      "tests/permissions/permissions-doc.test.ts > docs/permissions.md is what the program does: if it is stale, run node scripts/permissions-doc.ts",
    ],
  },
  {
    row: "58",
    asvs: "V8.2.1",
    mustHold: "function-level",
    shownBy: [
      "tests/permissions/walk.test.ts > by every kind of caller: %s",
      "tests/permissions/walk.test.ts > every route of the running server is in the table, and no other",
      "tests/permissions/fail-closed.test.ts > a program with a route that does not say who may call it does not start, and names the route",
    ],
  },
  {
    row: "59",
    asvs: "V8.2.2",
    mustHold: "no IDOR",
    shownBy: [
      "src/server/features/missions/unseen-missions.test.ts > what was never published, hidden or cancelled answers a stranger byte for byte as what never was",
      "tests/permissions/walk.test.ts > by every kind of caller: %s",
      "tests/permissions/walk.test.ts > each route with an id is tried on an unknown one, too",
    ],
  },
  {
    row: "60",
    asvs: "V8.2.3",
    mustHold: "field-level",
    shownBy: [
      "tests/permissions/fields.test.ts > tells its client alone what would raise its score",
      "tests/permissions/fields.test.ts > its address stands in no answer to anybody else: on every route that reads, on every kind of thing",
    ],
  },
  {
    row: "61",
    asvs: "V8.3.2",
    mustHold: "role change immediate",
    shownBy: [
      "src/server/features/sessions/every-instance.test.ts > another role holds, for what it permits and for what it no longer does",
    ],
  },
  {
    row: "62",
    asvs: "V9.1.1",
    mustHold: "signature checked first",
    shownBy: [
      "src/server/features/sessions/access-tokens.test.ts > as expired, and only then, when it is ours and too old",
    ],
  },
  {
    row: "63",
    asvs: "V9.1.2",
    mustHold: "alg allow-list, `none` and HS/RS confusion refused",
    shownBy: [
      "src/server/features/sessions/forged-tokens.test.ts > that is signed by another algorithm, under our key's name or with our public key as a secret",
      "src/server/features/sessions/forged-tokens.test.ts > without a signature, with an empty one, or with one of zeros, whatever algorithm it names",
    ],
  },
  {
    row: "64",
    asvs: "V9.1.3",
    mustHold: "`jku/x5u/jwk/kid` not trusted",
    shownBy: [
      "src/server/features/sessions/forged-tokens.test.ts > that brings its own key, or says where to fetch one, and nothing is fetched",
      "src/server/features/sessions/forged-tokens.test.ts > whose kid is a path, a statement, an address or no text",
    ],
  },
  {
    row: "65",
    asvs: "V9.2.1",
    mustHold: "exp/nbf",
    shownBy: [
      "src/server/features/sessions/token-claims.test.ts > that %s",
      "src/server/features/sessions/access-tokens.test.ts > as expired, and only then, when it is ours and too old",
    ],
  },
  {
    row: "66",
    asvs: "V9.2.2",
    mustHold: "token type",
    shownBy: [
      "src/server/features/sessions/forged-tokens.test.ts > with a header of another kind of token, of extensions or of compression",
      "src/server/features/sessions/token-claims.test.ts > neither a refresh token, nor an id; and an access token refreshes nothing",
    ],
  },
  {
    row: "67",
    asvs: "V9.2.3",
    mustHold: "aud/iss",
    shownBy: [
      "src/server/features/sessions/token-claims.test.ts > that %s",
      "src/server/features/sessions/token-claims.test.ts > a token of another installation, be it under our name or of our keys",
    ],
  },
  {
    row: "68",
    asvs: "V10.4.5",
    mustHold: "refresh reuse revokes family",
    shownBy: [
      "src/server/features/sessions/refresh.test.ts > takes a parent that comes after 10 seconds for stolen, and ends the session",
      "src/server/features/sessions/refresh.test.ts > twenty at once on two instances, in the middle of a rotation of keys, leave one live token",
    ],
  },
  {
    row: "69",
    asvs: "V10.4.8",
    mustHold: "refresh absolute expiry",
    shownBy: [
      "src/server/features/sessions/refresh.test.ts > ends 30 days after its sign-in, however much it was used",
    ],
  },
  {
    row: "70",
    asvs: "V11.4.2",
    mustHold: "argon2id/scrypt/bcrypt with current cost",
    shownBy: [
      "src/server/features/accounts/password-at-sign-in.test.ts > is made anew at the next sign-in with the right password",
      "src/server/features/accounts/password-hashing.test.ts > are hashed as OWASP says unless told otherwise",
    ],
  },
  {
    row: "71",
    asvs: "V13.2.2",
    mustHold: "DB role least privilege",
    shownBy: [
      "tests/permissions/database-rights.test.ts > is no superuser, makes no roles and no databases, passes by no row security, and is no one else",
      "tests/permissions/database-rights.test.ts > has on each table the rights that the program uses, and no others",
      "tests/permissions/database-rights.test.ts > takes nothing back from the audit log, nor from what was offered",
    ],
  },
  {
    row: "72",
    asvs: "V13.4.5",
    mustHold: "`/metrics` and the detailed `/health` not public; `/docs` public on purpose",
    shownBy: [
      "src/server/http/answers/private-answers.test.ts > says nothing of the inside on the public listener: no metrics, no version, no reasons",
      "src/server/http/answers/private-answers.test.ts > the API's document is public on purpose",
    ],
  },
  {
    row: "73",
    asvs: "V14.2.1",
    mustHold: "no secret in URLs",
    shownBy: [
      "src/server/http/answers/contract-walk.test.ts > no route takes one in its path or its query",
      "src/server/http/answers/contract-walk.test.ts > the links of mails carry their token behind the #, which browsers send to nobody",
    ],
  },
  {
    row: "74",
    asvs: "V14.2.2 / V14.3.2",
    mustHold: "private data never in shared cache",
    shownBy: [
      "src/server/http/answers/private-answers.test.ts > is never kept by a cache, on any readable route that needs a token",
      "src/server/http/answers/private-answers.test.ts > on a route that anyone may read, only what a visitor gets as well may be shared",
      "src/server/http/answers/private-answers.test.ts > is not given to another who sends the owner's ETag",
      "src/server/http/answers/private-answers.test.ts > are given to nobody else, on any readable route, whoever asks first and with whatever ETags",
      "tests/cache/poisoning.test.ts > is what nobody's headers changed, whoever asks first",
      "tests/cache/poisoning.test.ts > is kept once, whatever is added to its address",
    ],
  },
  {
    row: "75",
    asvs: "V15.2.2",
    mustHold: "costly calls bounded",
    shownBy: [
      "src/server/features/missions/frozen-content.test.ts > a mission takes fifty addenda and no more, so that reading it stays cheap",
      "src/server/features/accounts/hashing-load.test.ts > 100 sign-ins at once stall nobody: 50 other requests are answered while most of them still wait",
      "tests/limits/overload.test.ts > more at once than can be worked on is told to come back, health still answers, and then all is well",
      "src/server/features/accounts/hashing-load.test.ts > a right password does not wait behind a hundred guesses that others are making",
      "src/server/features/accounts/password-hashing.test.ts > sends away who would wait behind too many",
      "src/server/http/limits/attempts.test.ts > whose turn comes later is told by the wrong passwords of the network around, whichever accounts they were for",
      "src/server/features/accounts/password-hashing.test.ts > begins with who has failed least, of equals with who came first, and sends away the last",
    ],
  },
  {
    row: "76",
    asvs: "V15.3.3 / V15.3.6",
    mustHold: "mass assignment, prototype pollution",
    shownBy: [
      "tests/permissions/extra-fields.test.ts > refuses each field that is not its own, by name",
      "tests/permissions/extra-fields.test.ts > refuses what reaches for a prototype, and every object stays as it was",
    ],
  },
  {
    row: "77",
    asvs: "V15.3.4",
    mustHold: "real client IP for limits and audit",
    shownBy: [
      "tests/attacks/proxy-headers.test.ts > the caller's address stays the connection's, in the audit log and in the list of sessions",
      "tests/limits/addresses.test.ts > behind nginx a forged X-Forwarded-For neither gives a fresh count nor uses up another's",
      "tests/proxy/nginx.test.ts > the program knows the client's own address, and nothing that the client wrote changes it",
    ],
  },
  {
    row: "78",
    asvs: "V16.2.5, V16.3.1-3, V16.4.1-2, V16.5.1-4",
    mustHold:
      "secrets masked; logins, refusals, bypass attempts logged; one JSON object per line; logs immutable; generic errors; fail closed; last-resort handler",
    shownBy: [
      `${MARKED} > the log says nothing of it, though statements fail on it and connections are lost`,
      `${MARKED} > a refusal says nothing of what was sent`,
      `${MARKED} > the log of actions holds none of it, but for a name that was given and a moderator's reason`,
      `${MARKED} > no job carries it, and none says it when its mail cannot be written`,
      `${MARKED} > a head of the log that a webhook cannot be told of is said by neither its address nor its secret`,
      `${MARKED} > a mail's subject names a mission and nothing that people wrote to each other`,
      `${SETTINGS} > a running program says at no level what its addresses hold: not of a Redis and a mail server that are away`,
      `${SETTINGS} > a command that fails on them says why, and nothing of what they hold`,
      `${SETTINGS} > a setting that is refused is named, and its value is not`,
      `${REFUSED} > a wrong password, for an account and for none, without what was typed`,
      `${REFUSED} > what a user lacked the permission for`,
      `${REFUSED} > a forged access token, a refresh token and a token of a mail that are none of ours; not one that has ended`,
      `${REFUSED} > a limit that was passed, by whom`,
      "src/cli/cli.test.ts > refuses a stale schema in one line, and serves a migrated one under the role without rights",
    ],
  },
];
