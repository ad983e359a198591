import type { Plant } from "./plant.ts";

const sessions = "src/server/features/sessions";
const accounts = "src/server/features/accounts";
const queries = `${sessions}/session-queries.ts`;
const service = `${sessions}/session-service.ts`;
const cookie = `${sessions}/refresh-cookie.ts`;
const passwords = `${accounts}/password-service.ts`;
const administration = "src/server/features/administration/administration-service.ts";
const LIVE =
  "session.ended_at is null\n      and session.expires_at > clock_timestamp() and account.suspended_at is null";

/** What ends a session, and what of it is kept where (ASVS V7, V10). */
export const sessionEndPlants: readonly Plant[] = [
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
    changes: [{ file: passwords, text: "othersStay: !endOtherSessions,", instead: "othersStay: true," }],
    fail: ["ends the other sessions"],
  },
  {
    rows: ["54"],
    does: "ends the other sessions whatever was asked",
    changes: [{ file: passwords, text: "othersStay: !endOtherSessions,", instead: "othersStay: false," }],
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
        text: "const { userId, ownPartyId, partyId, partyRole, roles } = owner;",
        instead:
          "const { userId, ownPartyId, partyId, partyRole } = owner;\n      if (!known.has(subject.sessionId)) known.set(subject.sessionId, owner.roles);\n      const roles = known.get(subject.sessionId);",
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
