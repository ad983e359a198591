import type { Plant } from "./plant.ts";

const contract = "src/server/http/common-contract.ts";
const administration = "src/server/features/accounts/managed-user-queries.ts";
const app = "src/server/http/entry/create-app.ts";

/** What comes in (ASVS V1). */
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
        file: "src/server/features/listing/search/query.ts",
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
        file: "src/server/features/listing/list-request.ts",
        text: "const search = q === null ? null : readQuery(q, synonyms, language);",
        instead:
          "const search = q === null || new RegExp(q).test(q) === null ? null : readQuery(q, synonyms, language);",
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
        file: "src/server/http/answers/accept-encoding.ts",
        text: 'header.toLowerCase().split(",")',
        instead: "header.toLowerCase().split(/\\s*,\\s*/)",
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
    rows: ["10", "13"],
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
        file: "src/server/http/requests/json-body.ts",
        text: "parse(request, body.toString(), done);",
        instead:
          'parse(request, body.toString().replace(/("title": "[^"]*",)(.*), "title": "[^"]*"/, "$1$2"), done);',
      },
    ],
    fail: ["of a key that comes twice"],
  },
];
