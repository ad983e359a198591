import type { Requirement } from "../evidence.ts";

/** The security chapter of the founding document, as far as this stands yet. */
export const foundingRows: readonly Requirement[] = [
  {
    row: "S1",
    asvs: "",
    mustHold:
      "limits per endpoint: 5 missions per 15 min, 60 searches a minute, shared by all instances through Redis, per user, else per IP",
    shownBy: [
      "tests/limits/windows.test.ts > a mission counts when it is valid and made, and neither when it is refused nor when it is not permitted",
      "tests/limits/shared.test.ts > three instances together allow the limit once, and refuse one more",
      "tests/limits/addresses.test.ts > IPv6 addresses of one /64 are counted together, those of another apart",
      "tests/limits/windows.test.ts > at the limit all is well, one more is refused until the window ends, and then all is well again",
    ],
  },
  {
    row: "S2",
    asvs: "",
    mustHold: "global limit 100 a minute per user or IP; health and static files exempt",
    shownBy: [
      "tests/limits/every-request.test.ts > %s counts once",
      "tests/limits/every-request.test.ts > health is not counted: %s %s",
      "tests/limits/every-request.test.ts > every refusal says where the caller stands",
      "tests/limits/shared.test.ts > many at once on three instances get no more than the limit",
    ],
  },
  {
    row: "S3",
    asvs: "",
    mustHold:
      "Redis gone: limits go on in memory and say so in a metric; answers stay fast; logins never become unlimited",
    shownBy: [
      "tests/limits/frozen-redis.test.ts > with Redis frozen no answer is lost, few are slow, and limits go on",
      "tests/limits/shared.test.ts > with Redis killed each instance goes on from the count that it knew, and sign-ins stay limited",
    ],
  },
  {
    row: "S4",
    asvs: "",
    mustHold:
      "security headers: CSP without `unsafe-inline`, HSTS (preload only when the operator says so: it binds the domain's other hosts), and what Mozilla Observatory asks for A+",
    shownBy: [
      "src/server/http/answers/security-headers.test.ts > every kind of answer of the API carries the security headers",
      "tests/browser/page-headers.test.ts > public pages, under one constant policy that takes scripts and styles from our files alone",
      "src/server/http/answers/security-headers.test.ts > HSTS is as configured: absent, two years with subdomains, or open for preloading",
    ],
  },
  {
    row: "S5",
    asvs: "",
    mustHold: "no HTML in user text, and text comes back as typed",
    shownBy: [
      "tests/attacks/user-text.test.ts > in a mission, its skills, its addendum, an offer and a name",
      "src/server/http/requests/hostile-input.test.ts > text comes back as it was typed, in NFC",
    ],
  },
  {
    row: "S6",
    asvs: "",
    mustHold:
      "validation with bounds of the document (title 3–500, description 10–5,000, budget 100–100,000,000 cents), every error listed",
    shownBy: [
      "tests/attacks/every-field.test.ts > is counted in characters after trimming: the greatest length passes in emoji and accents, one more does not",
      "src/server/http/requests/hostile-input.test.ts > a field out of its bounds is named by its pointer, and nothing is written",
      "src/server/http/requests/hostile-input.test.ts > every error of a body is listed at once, in the caller's language",
    ],
  },
  {
    row: "S9",
    asvs: "",
    mustHold:
      "JWT access tokens (asymmetric, key rotation, JWKS, RFC 8725), refresh tokens rotating, hashed, with reuse detection, list and revocation of sessions; TOTP and passkeys; password rules of NIST 800-63B with an offline list of breached ones",
    shownBy: [
      "src/server/features/sessions/key-rotation.test.ts > keys change on three running instances, one after the other, and nobody who works meanwhile is refused",
      "src/server/features/second-factor/second-factor.test.ts > refuses a code that was used, and any older one",
      "src/server/features/signing-in/passkey-sign-in.test.ts > counts as both factors",
      "src/server/features/signing-in/passkey-sign-in.test.ts > %s is refused",
      "src/server/features/accounts/common-password.test.ts > when it leaked often: each of thousands that are long enough",
      "src/server/features/accounts/password-rules.test.ts > of %s is refused",
      "src/server/features/sessions/own-sessions.test.ts > are listed last used first, with where and by what each began",
    ],
  },
  {
    row: "S10",
    asvs: "",
    mustHold: "RBAC with granular permissions, in one table that a reader can check; ownership in SQL",
    shownBy: [
      "tests/permissions/permissions-doc.test.ts > docs/permissions.md is what the program does: if it is stale, run node scripts/permissions-doc.ts",
      "tests/permissions/walk.test.ts > every route of the running server is in the table, and no other",
      "tests/permissions/walk.test.ts > by every kind of caller: %s",
    ],
  },
  {
    row: "S11",
    asvs: "",
    mustHold: "parameters in every statement; no string-built SQL outside one reviewed place",
    shownBy: [
      "tests/permissions/sql-statements.test.ts > every statement is a constant text with parameters, but in the places that were reviewed",
    ],
  },
  {
    row: "S12",
    asvs: "",
    mustHold: "HTTPS: `PUBLIC_URL` https in production, secure cookies, redirect, documented TLS termination",
    shownBy: [
      "src/server/platform/config.test.ts > production takes neither unverified addresses, nor no limits, nor plain http",
      "tests/proxy/nginx.test.ts > plain http is sent to the public address and writes by it are refused, whatever the client claims",
    ],
  },
];
