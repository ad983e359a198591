import type { Plant } from "./plant.ts";

const sessions = "src/server/features/sessions";
const accounts = "src/server/features/accounts";
const queries = `${sessions}/session-queries.ts`;
const service = `${sessions}/session-service.ts`;
const cookie = `${sessions}/refresh-cookie.ts`;
const mailTokens = `${accounts}/mail-tokens.ts`;
const passwords = `${accounts}/password-service.ts`;
const administration = "src/server/features/administration/administration-service.ts";

const LIVE =
  "session.ended_at is null\n      and session.expires_at > clock_timestamp() and account.suspended_at is null";

/** Who is signed in, and by what (ASVS V7, V10). */
export const sessionPlants: readonly Plant[] = [
  {
    rows: ["47"],
    does: "takes a link for a new password again and again",
    changes: [
      {
        file: mailTokens,
        text: '.where("purpose", "in", purposes)\n    .where("used_at", "is", null)',
        instead: '.where("purpose", "in", purposes)',
      },
      {
        file: mailTokens,
        text: '.where("token_hash", "=", hashOf(token))\n    .where("used_at", "is", null)',
        instead: '.where("token_hash", "=", hashOf(token))',
      },
      { file: passwords, text: "    await forgetMailTokens(tx, account.id);\n", instead: "" },
    ],
    fail: ["works once"],
  },
  {
    rows: ["47"],
    does: "takes a link for a new password however old it is",
    changes: [
      {
        file: mailTokens,
        text: "found === undefined || found.lateMs > heldMs(origin)",
        instead: "found === undefined",
      },
      {
        file: mailTokens,
        text: "taken !== undefined && taken.lateMs <= heldMs(origin)",
        instead: "taken !== undefined",
      },
    ],
    fail: ["is too old after an hour"],
  },
  {
    rows: ["47"],
    does: "makes links for a new password that last two days",
    changes: [
      { file: `${accounts}/account-mails.ts`, text: "RESET_HOURS = 1;", instead: "RESET_HOURS = 48;" },
    ],
    fail: ["is too old after an hour"],
  },
  {
    rows: ["47"],
    does: "makes its links' tokens of the account and the clock",
    changes: [
      {
        file: mailTokens,
        text: 'const token = randomBytes(32).toString("base64url");',
        instead: 'const token = hashOf(`${about.userId} ${Date.now()}`).toString("base64url");',
      },
    ],
    fail: ["comes from the system's own randomness"],
  },
  {
    rows: ["47"],
    does: "keeps the token of a link itself",
    changes: [
      {
        file: mailTokens,
        text: 'createHash("sha256").update(token).digest();',
        instead: "Buffer.from(token);",
      },
    ],
    fail: ["its hash alone is kept"],
  },
  {
    rows: ["49"],
    does: "makes refresh tokens of the clock",
    changes: [
      {
        file: `${sessions}/refresh-tokens.ts`,
        text: 'randomBytes(32).toString("base64url");',
        instead: 'createHash("sha256").update(String(Date.now())).digest("base64url");',
      },
    ],
    fail: ["comes from the system's own randomness"],
  },
  {
    rows: ["49"],
    does: "derives the next refresh token without its own key",
    changes: [
      {
        file: `${sessions}/refresh-tokens.ts`,
        text: 'createHmac("sha256", key).update(token)',
        instead: 'createHmac("sha256", "swideal").update(token)',
      },
    ],
    fail: ["whoever has a token cannot work out the next"],
  },
  {
    rows: ["49"],
    does: "keeps refresh tokens themselves",
    changes: [
      {
        file: `${sessions}/refresh-tokens.ts`,
        text: 'createHash("sha256").update(token).digest();',
        instead: "Buffer.from(token);",
      },
    ],
    fail: ["keeps hashes alone"],
  },
  {
    rows: ["50"],
    does: "goes on with a session that is there already",
    changes: [
      {
        file: queries,
        text: `insert into sessions (user_id, expires_at, user_agent, address)
      select id, clock_timestamp()`,
        instead: `insert into sessions (id, user_id, expires_at, user_agent, address)
      select coalesce((select s.id from sessions s where s.user_id = account.id and s.ended_at is null limit 1), uuid_v7()), id, clock_timestamp()`,
      },
      {
        file: queries,
        text: "from account\n      returning id, user_id",
        instead:
          "from account\n      on conflict (id) do update set last_used_at = clock_timestamp() returning id, user_id",
      },
    ],
  },
  {
    rows: ["51", "69"],
    does: "lengthens a session each time it is used",
    changes: [
      {
        file: queries,
        text: "update sessions session set last_used_at = clock_timestamp()\n",
        instead:
          "update sessions session set last_used_at = clock_timestamp(), expires_at = clock_timestamp() + interval '30 days'\n",
      },
    ],
    fail: ["ends 30 days after its sign-in"],
  },
  {
    rows: ["51"],
    does: "takes access tokens of a session past its 30 days",
    changes: [
      {
        file: queries,
        text: LIVE,
        instead: "session.ended_at is null and account.suspended_at is null",
      },
    ],
    fail: ["ends 30 days after its sign-in"],
  },
  {
    rows: ["51"],
    does: "refreshes a session that nobody used for 14 days",
    changes: [
      {
        file: queries,
        text: "\n        and session.last_used_at > clock_timestamp() - make_interval(days => ${IDLE_DAYS})",
        instead: "",
      },
    ],
    fail: ["ends when it was not refreshed"],
  },
  {
    rows: ["52"],
    does: "forgets the cookie at a sign-out and leaves the session",
    changes: [
      { file: service, text: 'actor && (await queries.endSession(tx, actor, "logout")),', instead: "null," },
    ],
  },
  {
    rows: ["53"],
    does: "ends no session at a suspension",
    changes: [{ file: administration, text: 'await endSessionsOf(tx, user.id, "suspended");', instead: "" }],
    fail: ["a suspension holds, and what it ended"],
  },
  {
    rows: ["53"],
    does: "does not look at the account when a token comes",
    changes: [{ file: queries, text: LIVE, instead: LIVE.replace(" and account.suspended_at is null", "") }],
    fail: ["a suspension that the account alone"],
  },
  {
    rows: ["54"],
    does: "ends no other session when a password changes",
    changes: [
      {
        file: passwords,
        text: 'await deps.endSessionsOf(tx, account.id, "password_changed", actor.sessionId);',
        instead: "",
      },
    ],
    fail: ["ends the other sessions"],
  },
  {
    rows: ["54"],
    does: "ends the other sessions whatever was asked",
    changes: [{ file: passwords, text: "if (endOtherSessions) {", instead: "if (account !== null) {" }],
    fail: ["leaves the other sessions"],
  },
  {
    rows: ["55"],
    does: "ends no session for an administrator",
    changes: [
      {
        file: administration,
        text: 'await endSessionsOf(tx, user.id, "ended_by_administrator");',
        instead: "",
      },
    ],
  },
  {
    rows: ["56"],
    does: "changes an address without the password",
    changes: [
      { file: `${accounts}/email-service.ts`, text: "await deps.reauthenticate(actor, proof);", instead: "" },
    ],
    fail: ["change-email"],
  },
  {
    rows: ["56"],
    does: "begins a second factor without the password",
    changes: [
      {
        file: "src/server/features/second-factor/second-factor-service.ts",
        text: "await reauthenticate(actor, { password });",
        instead: "",
      },
    ],
    fail: ["second-factor.test"],
  },
  {
    rows: ["56"],
    does: "removes a passkey without the password",
    changes: [
      {
        file: "src/server/features/passkeys/passkey-service.ts",
        text: "async remove(actor, id, proof) {\n      await reauthenticate(actor, proof);",
        instead: "async remove(actor, id, proof) {",
      },
    ],
    fail: ["is neither begun nor removed"],
  },
  {
    rows: ["61"],
    does: "remembers the roles of a session",
    changes: [
      {
        file: service,
        text: "const unanswered = new UnansweredRefreshes();",
        instead: "const unanswered = new UnansweredRefreshes();\n  const known = new Map();",
      },
      {
        file: service,
        text: "const { userId, partyId, roles } = owner;",
        instead:
          "const { userId, partyId } = owner;\n      if (!known.has(subject.sessionId)) known.set(subject.sessionId, owner.roles);\n      const roles = known.get(subject.sessionId);",
      },
    ],
  },
  {
    rows: ["68"],
    does: "leaves a session alone whose token came a second time",
    changes: [
      { file: service, text: 'await queries.endSession(tx, spent, "refresh_token_reused");', instead: "" },
    ],
    fail: ["for stolen, and ends the session"],
  },
  {
    rows: ["68"],
    does: "rotates one token as often as it comes at once",
    changes: [
      {
        file: queries,
        text: "where token.token_hash = ${tokenHash} and token.used_at is null",
        instead: "where token.token_hash = ${tokenHash}",
      },
    ],
    fail: ["twenty at once"],
  },
  {
    rows: ["21"],
    does: "sends the refresh cookie over plain http as well",
    changes: [{ file: cookie, text: "secure: secure(),", instead: "secure: false," }],
  },
  {
    rows: ["21"],
    does: "gives the refresh cookie a name that any page could set",
    changes: [
      { file: cookie, text: '`${secure() ? "__Secure-" : ""}swideal_refresh`', instead: '"swideal_refresh"' },
    ],
  },
  {
    rows: ["22"],
    does: "sends the refresh cookie along from other sites' links",
    changes: [{ file: cookie, text: 'sameSite: "strict"', instead: 'sameSite: "lax"' }],
  },
  {
    rows: ["23"],
    does: "shows the refresh cookie to scripts",
    changes: [{ file: cookie, text: "httpOnly: true", instead: "httpOnly: false" }],
    fail: ["is for no script"],
  },
  {
    rows: ["23"],
    does: "answers the refresh token in the body too",
    changes: [
      {
        file: `${accounts}/account-contract.ts`,
        text: "accessTokenExpiresAt: Instant })",
        instead: "accessTokenExpiresAt: Instant, refreshToken: z.string() })",
      },
      {
        file: service,
        text: "...(await accessTokens.issue(moment, moment.now)),",
        instead: "...(await accessTokens.issue(moment, moment.now)),\n      refreshToken,",
      },
    ],
    fail: ["nor does a refresh token in a body"],
  },
];
