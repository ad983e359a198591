import type { Plant } from "./plant.ts";

const missions = "src/server/features/missions";
const offers = "src/server/features/offers";
const contract = "src/server/http/common-contract.ts";
const whenDone = "src/server/http/limits/when-done.ts";

/** What may be done with what comes in: bounds, rules and their order (ASVS V2). */
export const rulePlants: readonly Plant[] = [
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
        file: "src/server/http/problems/field-errors.ts",
        text: "if (parsed.success) return parsed.data;",
        instead:
          'if (parsed.success) return parsed.data;\n  if (parsed.error.issues.every(({ code }) => code === "unrecognized_keys")) return data as z.output<Schema>;',
      },
    ],
    fail: ["a field that nobody knows"],
  },
  {
    rows: ["14"],
    does: "searches by half a point, from the higher budget to the lower",
    changes: [
      {
        file: "src/server/features/listing/list-request.ts",
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
        file: `${missions}/transition-queries.ts`,
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
        text: 'audit: "account.forgot_password", limits: ["global", "reset"] },',
        instead: 'audit: "account.forgot_password", limits: ["global"] },',
      },
    ],
    fail: ["sign-ups and forgotten passwords"],
  },
  {
    rows: ["19"],
    does: "counts a search as any reading",
    changes: [
      {
        file: "src/server/features/listing/listing-routes.ts",
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
        file: "src/server/features/listing/listing-routes.ts",
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
        file: "src/server/http-parts.ts",
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
        text: "const tooLong = [...text.trim()].length > max ||",
        instead: "const tooLong = text.length > max ||",
      },
    ],
    fail: ["is counted in characters after trimming"],
  },
  {
    rows: ["S6"],
    does: "says of a body the first error alone",
    changes: [
      {
        file: "src/server/http/problems/field-errors.ts",
        text: "const fields = fieldErrors(parsed.error.issues);",
        instead: "const fields = fieldErrors(parsed.error.issues).slice(0, 1);",
      },
    ],
    fail: ["every error of a body"],
  },
];
