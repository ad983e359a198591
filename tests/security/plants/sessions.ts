import type { Plant } from "./plant.ts";

const sessions = "src/server/features/sessions";
const accounts = "src/server/features/accounts";
const queries = `${sessions}/session-queries.ts`;
const mailTokens = `${accounts}/mail-tokens.ts`;
const passwords = `${accounts}/password-service.ts`;
const LIVE =
  "session.ended_at is null\n      and session.expires_at > clock_timestamp() and account.suspended_at is null";

/** Who is signed in, and by what (ASVS V7). */
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
      { file: `${accounts}/account-letters.ts`, text: "RESET_HOURS = 1;", instead: "RESET_HOURS = 48;" },
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
];
