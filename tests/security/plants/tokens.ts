import type { Plant } from "./plant.ts";

const file = "src/server/features/sessions/access-tokens.ts";

const KEY =
  "const key = verifying.get(header);\n    if (key === undefined || ![claims, ...signature].every(isSpelledOneWay)) {";
const VERIFY = `const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: publicUrl(),
      audience: audience(),
      requiredClaims: ["exp", "iat", "jti"],
    });`;
/** What a header says, read by whoever believes it. */
const READ = 'const said = JSON.parse(Buffer.from(header, "base64url").toString());';
const ANY_HEADER = "if (key === undefined) {";

/** Access tokens (ASVS V9). Here a protection taken out is a reader that believes more of a token than ours does. */
export const tokenPlants: readonly Plant[] = [
  {
    rows: ["48"],
    does: "reads what a token claims and looks at no signature",
    changes: [
      {
        file,
        text: VERIFY,
        instead: 'const payload = JSON.parse(Buffer.from(claims, "base64url").toString());',
      },
    ],
  },
  {
    rows: ["62", "65"],
    does: "says that a token is too old before it knows whose it is",
    changes: [
      {
        file,
        text: "error instanceof errors.JWTExpired ?",
        instead: 'Buffer.from(token.split(".")[1] ?? "", "base64url").toString().includes(\'"exp"\') ?',
      },
    ],
    fail: ["as expired, and only then"],
  },
  {
    rows: ["63"],
    does: "takes the algorithm that a header names, our public key being the secret of HMAC",
    changes: [
      {
        file,
        text: KEY,
        instead: `${READ}
    const own = ours.find((one) => one.header.kid === said.kid);
    const key = own && (String(said.alg).startsWith("HS") ? Buffer.from(own.published.x, "base64url") : own.publicKey);
    ${ANY_HEADER}`,
      },
      { file, text: "algorithms: [ALGORITHM],", instead: "" },
    ],
    fail: ["signed by another algorithm"],
  },
  {
    rows: ["63"],
    does: 'takes a token without a signature when its header says "none"',
    changes: [
      {
        file,
        text: KEY,
        instead: `${READ}\n    const key = ours.find((one) => one.header.kid === said.kid)?.publicKey;\n    ${ANY_HEADER}`,
      },
      {
        file,
        text: "const { payload } = await jwtVerify(token, key, {",
        instead:
          'const { payload } = said.alg === "none" ? { payload: JSON.parse(Buffer.from(claims, "base64url").toString()) } : await jwtVerify(token, key, {',
      },
    ],
    fail: ["without a signature"],
  },
  {
    rows: ["64"],
    does: "checks a signature by the key that the header brings",
    changes: [
      {
        file,
        text: KEY,
        instead: `${READ}\n    const key = said.jwk ? createPublicKey({ key: said.jwk, format: "jwk" }) : ours.find((one) => one.header.kid === said.kid)?.publicKey;\n    ${ANY_HEADER}`,
      },
    ],
    fail: ["brings its own key"],
  },
  {
    rows: ["64"],
    does: "takes the first of its keys for a name that it does not know",
    changes: [{ file, text: KEY, instead: `const key = ours[0]?.publicKey;\n    ${ANY_HEADER}` }],
    fail: ["whose kid is a path"],
  },
  {
    rows: ["65"],
    does: "believes that it is 1970",
    changes: [
      {
        file,
        text: "audience: audience(),",
        instead: "audience: audience(),\n      currentDate: new Date(0),",
      },
    ],
    fail: ["as expired, and only then"],
  },
  {
    rows: ["65"],
    does: "takes tokens that are to last for years",
    changes: [{ file, text: "exp - iat <= ACCESS_TOKEN_SECONDS", instead: "exp > iat" }],
    fail: ["that %s"],
  },
  {
    rows: ["66"],
    does: "takes any kind of token that its key has signed",
    changes: [
      {
        file,
        text: KEY,
        instead: `${READ}\n    const key = ours.find((one) => one.header.kid === said.kid)?.publicKey;\n    ${ANY_HEADER}`,
      },
      { file, text: "typ: TYPE,\n      issuer", instead: "issuer" },
    ],
    fail: ["another kind of token"],
  },
  {
    rows: ["66"],
    does: "refreshes a session for its name alone",
    changes: [
      {
        file: "src/server/features/sessions/refresh-tokens.ts",
        text: "FORM.test(value);",
        instead: 'value !== "";',
      },
      {
        file: "src/server/features/sessions/session-queries.ts",
        text: "where token.token_hash = ${tokenHash} and token.used_at is null",
        instead:
          "where (token.token_hash = ${tokenHash} or sha256(convert_to(session.id::text, 'UTF8')) = ${tokenHash}) and token.used_at is null",
      },
    ],
    fail: ["neither a refresh token"],
  },
  {
    rows: ["67"],
    does: "asks neither by whom a token was issued nor for whom",
    changes: [{ file, text: "issuer: publicUrl(),\n      audience: audience(),", instead: "" }],
  },
  {
    rows: ["S9"],
    does: "checks tokens by the key alone that signs",
    changes: [{ file, text: "new Map(ours.map(", instead: "new Map(ours.slice(0, 1).map(" }],
    fail: ["keys change on three"],
  },
  {
    rows: ["S9"],
    does: "takes a code of an authenticator twice",
    changes: [
      {
        file: "src/server/features/second-factor/second-factor-queries.ts",
        text: '\n    .where("last_step", "<", step)',
        instead: "",
      },
    ],
    fail: ["refuses a code that was used"],
  },
  {
    rows: ["S9"],
    does: "takes a passkey that did not verify its user",
    changes: [
      {
        file: "src/server/features/passkeys/ceremony.ts",
        text: "requireUserVerification: true,\n      credential: {",
        instead: "requireUserVerification: false,\n      credential: {",
      },
    ],
    fail: ["passkey-sign-in.test.ts > %s is refused"],
  },
  {
    rows: ["S9"],
    does: "asks for a code where a passkey was shown",
    changes: [
      {
        file: "src/server/features/signing-in/passkey-sign-in.ts",
        text: "const refusal = admissionRefusal(account, emailVerification);",
        instead:
          'const factor = await database.writer.selectFrom("totp_secrets").select("user_id").where("user_id", "=", account.id).executeTakeFirst();\n      const refusal = factor ? "second_factor_required" : admissionRefusal(account, emailVerification);',
      },
    ],
    fail: ["counts as both factors"],
  },
  {
    rows: ["S9"],
    does: "lists sessions by no order",
    changes: [
      {
        file: "src/server/features/sessions/own-session-queries.ts",
        text: "order by last_used_at desc, id desc limit ${limit}",
        instead: "order by id limit ${limit}",
      },
    ],
    fail: ["are listed last used first"],
  },
];
