import type { Plant } from "./plant.ts";

const missions = "src/server/features/missions";
const offers = "src/server/features/offers";
const contract = "src/server/http/common-contract.ts";
const administration = "src/server/features/administration/administration-queries.ts";
const whenDone = "src/server/http/limits/when-done.ts";
const app = "src/server/http/app.ts";

/** What comes in (ASVS V1, V2), and the limits of the text's bounds. */
export const inputPlants: readonly Plant[] = [
  {
    rows: ["1", "S5"],
    does: "takes what looks like markup out of a text before it keeps it",
    changes: [
      {
        file: contract,
        text: '.normalize("NFC"))\n    .check((context) => {\n      const text',
        instead: '.normalize("NFC").replace(/<[^>]*>/g, ""))\n    .check((context) => {\n      const text',
      },
    ],
  },
  {
    rows: ["3"],
    does: "lets an account name its web site, as a URL of any kind",
    changes: [
      {
        file: "src/server/features/accounts/account-contract.ts",
        text: "    displayName: DisplayName,\n    locale: Locale,\n    id: compared,",
        instead:
          "    displayName: DisplayName,\n    website: z.url().max(200),\n    locale: Locale,\n    id: compared,",
      },
    ],
    fail: ["no field of the API stores one"],
  },
  {
    rows: ["4", "S11"],
    does: "puts what an administrator searches for into the statement's text",
    changes: [
      { file: administration, text: "${folded(q)}) > 0`", instead: "${folded(sql.raw(`'${q}'`))}) > 0`" },
    ],
    fail: ["every statement is a constant text"],
  },
  {
    rows: ["4"],
    does: "compiles a feature's statement by hand",
    changes: [
      {
        file: administration,
        text: "order by u.id desc limit ${limit}`.execute(connection);",
        instead:
          "order by u.id desc limit ${limit}`.compile(connection);\n  await connection.executeQuery(rows as never);",
      },
    ],
    fail: ["no feature's statement comes from a request"],
  },
  {
    rows: ["5"],
    does: "reads ! before a word as the language of tsquery does",
    changes: [
      {
        file: `${missions}/search/query.ts`,
        text: "/(?<![^\\s(])-(?=[\\p{L}\\p{N}])(\\S+)/gu",
        instead: "/(?<![^\\s(])[-!] ?(?=[\\p{L}\\p{N}])(\\S+)/gu",
      },
    ],
    fail: ["change nothing of what a search finds"],
  },
  {
    rows: ["5"],
    does: "keeps the signs of LIKE in the names of communes",
    changes: [
      {
        file: "src/server/features/places/place-keys.ts",
        text: "match(/[a-z]+|\\d+[a-z]*/g)",
        instead: "match(/[a-z%_\\\\]+|\\d+[a-z]*/g)",
      },
    ],
    fail: ["nor of the communes"],
  },
  {
    rows: ["5"],
    does: "makes a regular expression of what is searched for",
    changes: [
      {
        file: `${missions}/mission-list.ts`,
        text: "search: q === null ? null : readQuery(q, synonyms, language),",
        instead:
          "search: q === null || new RegExp(q).test(q) === null ? null : readQuery(q, synonyms, language),",
      },
    ],
    fail: ["any string may be searched"],
  },
  {
    rows: ["5"],
    does: "looks for accounts by LIKE",
    changes: [
      {
        file: administration,
        text: "sql`strpos(${folded(column)}, ${folded(q)}) > 0`",
        instead: "sql`${folded(column)} like '%' || ${folded(q)} || '%'`",
      },
    ],
    fail: ["administration.test.ts"],
  },
  {
    rows: ["8"],
    does: "hands any address on to the mail server",
    changes: [
      {
        file: "src/server/platform/mail.ts",
        text: "if (!ADDRESS.test(to)) throw",
        instead: 'if (to === "") throw',
      },
    ],
    fail: ["mail.test.ts"],
  },
  {
    rows: ["8"],
    does: "takes any text with an @ for an address, and hands it on",
    changes: [
      {
        file: "src/server/platform/mail.ts",
        text: "if (!ADDRESS.test(to)) throw",
        instead: 'if (to === "") throw',
      },
      {
        file: contract,
        text: 'const at = context.value.lastIndexOf("@");',
        instead: 'if (context.value.includes("@")) return;\n    const at = context.value.lastIndexOf("@");',
      },
    ],
    fail: ["mail-delivery.test.ts"],
  },
  {
    rows: ["9"],
    does: "reads a header by an expression that goes back over blanks again and again",
    changes: [
      {
        file: "src/server/http/accept-encoding.ts",
        text: 'header.toLowerCase().split(",")',
        instead: 'header.toLowerCase().replace(/\\s*x?\\s*$/, "").split(/\\s*,\\s*/)',
      },
    ],
  },
  {
    rows: ["10"],
    does: "takes numbers of any size from an address",
    changes: [{ file: contract, text: "z.int().min(min).max(max));", instead: "z.int());" }],
    fail: ["every number that a caller", "every field of every body"],
  },
  {
    rows: ["10", "S6"],
    does: "takes sums of less than a euro",
    changes: [
      {
        file: contract,
        text: "z.int().min(100).max(100_000_000);",
        instead: "z.int().min(1).max(100_000_000);",
      },
    ],
    fail: ["a field out of its bounds"],
  },
  {
    rows: ["10"],
    does: "takes sums that the database cannot hold",
    changes: [{ file: contract, text: "z.int().min(100).max(100_000_000);", instead: "z.int().min(100);" }],
    fail: ["thousands of requests"],
  },
  {
    rows: ["11"],
    does: "reads of a parameter that comes twice the last, by a parser of its own",
    changes: [
      {
        file: app,
        text: "ignoreTrailingSlash: false }",
        instead:
          "ignoreTrailingSlash: false, querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)) }",
      },
    ],
    fail: ["a parameter that comes twice"],
  },
  {
    rows: ["11"],
    does: "reads of a key that comes twice the first",
    changes: [
      {
        file: "src/server/http/json-body.ts",
        text: "parse(request, body.toString(), done);",
        instead:
          'parse(request, body.toString().replace(/("title": "[^"]*",)(.*), "title": "[^"]*"/, "$1$2"), done);',
      },
    ],
    fail: ["of a key that comes twice"],
  },
  {
    rows: ["12"],
    does: "allows thirty exports a day, where the document says three",
    changes: [
      {
        file: "src/server/http/limits/policies.ts",
        text: "EXPORT_RATE: Rate = { points: 3,",
        instead: "EXPORT_RATE: Rate = { points: 30,",
      },
    ],
  },
  {
    rows: ["13"],
    does: "lets a registration hold any further field",
    changes: [
      {
        file: "src/server/features/accounts/account-contract.ts",
        text: ".strictObject({\n    email: Email,\n    password: NewPassword,",
        instead: ".looseObject({\n    email: Email,\n    password: NewPassword,",
      },
    ],
    fail: ["every field of every body"],
  },
  {
    rows: ["13"],
    does: "passes over fields that nobody knows",
    changes: [
      {
        file: "src/server/http/field-errors.ts",
        text: "if (parsed.success) return parsed.data;",
        instead:
          'if (parsed.success) return parsed.data;\n  if (parsed.error.issues.every(({ code }) => code === "unrecognized_keys")) return data as z.output<Schema>;',
      },
    ],
    fail: ["a field that nobody knows"],
  },
  {
    rows: ["13"],
    does: "takes characters that the database cannot hold",
    changes: [
      {
        file: contract,
        text: 'if (forbidden !== null) refuse("invalid_characters", placeOf(forbidden));',
        instead: "",
      },
    ],
    fail: ["thousands of requests"],
  },
  {
    rows: ["14"],
    does: "searches by half a point, from the higher budget to the lower",
    changes: [
      {
        file: `${missions}/mission-list.ts`,
        text: 'if (errors.length > 0) throw new AppError("validation_failed", { fields: errors });',
        instead: "",
      },
    ],
  },
  {
    rows: ["15"],
    does: "lets work be delivered that never began",
    changes: [
      {
        file: `${missions}/mission.ts`,
        text: 'deliver: { from: ["in_progress"],',
        instead: 'deliver: { from: ["in_progress", "awarded"],',
      },
    ],
  },
  {
    rows: ["16"],
    does: "rounds the step of a price down",
    changes: [
      {
        file: "src/shared/price-step.ts",
        text: "Math.ceil(lastCents / 100)",
        instead: "Math.floor(lastCents / 100)",
      },
    ],
    fail: ["a price comes down"],
  },
  {
    rows: ["16"],
    does: "makes missions beyond the limit",
    changes: [{ file: whenDone, text: "if (refusal === undefined) return;", instead: "return;" }],
    fail: ["of many missions sent at once"],
  },
  {
    rows: ["17"],
    does: "keeps the key of a request that was refused",
    changes: [
      {
        file: "src/server/platform/database/write.ts",
        text: "const result = await carryOut(tx);",
        instead:
          'await database.transaction((own) => keepAnswer(own, command, "null"));\n    const result = await carryOut(tx);',
      },
    ],
    fail: ["after a refusal the key is free"],
  },
  {
    rows: ["17"],
    does: "looks whether an account is suspended and does not hold it",
    changes: [
      {
        file: "src/server/features/accounts/active-account.ts",
        text: "and suspended_at is null for share`",
        instead: "and suspended_at is null`",
      },
    ],
    fail: ["at the very moment of a suspension"],
  },
  {
    rows: ["18"],
    does: "awards without holding the mission, and as often as it is asked",
    changes: [
      {
        file: `${missions}/move-queries.ts`,
        text: "from missions where id = ${id} for update`",
        instead: "from missions where id = ${id}`",
      },
      {
        file: `${offers}/offer-service.ts`,
        text: 'if (TAKEN.has(mission.status)) throw new AppError("already_awarded");',
        instead: "",
      },
    ],
  },
  {
    rows: ["19"],
    does: "sends mails for forgotten passwords to whoever asks, however often",
    changes: [
      {
        file: "src/server/features/accounts/credential-routes.ts",
        text: 'api.post("/auth/password/forgot", {\n    config: { access: "public", limits: ["global", "reset"] },',
        instead: 'api.post("/auth/password/forgot", {\n    config: { access: "public", limits: ["global"] },',
      },
    ],
    fail: ["sign-ups and forgotten passwords"],
  },
  {
    rows: ["19"],
    does: "counts a search as any reading",
    changes: [
      {
        file: `${missions}/list-routes.ts`,
        text: "asked[name] !== undefined) ? SEARCH_LIMITS : FEED_LIMITS;",
        instead: "asked[name] === null) ? SEARCH_LIMITS : FEED_LIMITS;",
      },
    ],
    fail: ["searches have a limit"],
  },
  {
    rows: ["19"],
    does: "counts suggestions of missions by no limit",
    changes: [
      {
        file: `${missions}/list-routes.ts`,
        text: 'limits: ["suggest"] },',
        instead: "limits: [] },",
      },
    ],
    fail: ["suggestions of missions and of places"],
  },
  {
    rows: ["19"],
    does: "counts no request that the router cannot read",
    changes: [
      {
        file: "src/server/build-server.ts",
        text: "beforeUnrouted: limits.countUnrouted,",
        instead: "beforeUnrouted: async () => {},",
      },
    ],
    fail: ["a flood of unknown"],
  },
  {
    rows: ["S6"],
    does: "counts the units of UTF-16 and the blanks around a text",
    changes: [
      {
        file: contract,
        text: 'if ([...text.trim()].length > max) refuse("too_long"',
        instead: 'if (text.length > max) refuse("too_long"',
      },
    ],
    fail: ["is counted in characters after trimming"],
  },
  {
    rows: ["S6"],
    does: "says of a body the first error alone",
    changes: [
      {
        file: "src/server/http/field-errors.ts",
        text: "const fields = fieldErrors(parsed.error.issues);",
        instead: "const fields = fieldErrors(parsed.error.issues).slice(0, 1);",
      },
    ],
    fail: ["every error of a body"],
  },
];
