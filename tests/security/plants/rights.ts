import type { Plant } from "./plant.ts";

const missions = "src/server/features/missions";
const permissions = "src/server/core/permissions.ts";
const rights = "src/server/http/requests/permissions.ts";

/** Who may do what, and what is kept from whom (ASVS V8, V13 to V15). */
export const rightsPlants: readonly Plant[] = [
  {
    rows: ["57", "S10"],
    does: "lets clients read accounts, where the document says moderators",
    changes: [
      {
        file: permissions,
        text: '"users:read": { roles: ["moderator", "admin"],',
        instead: '"users:read": { roles: ["client", "moderator", "admin"],',
      },
    ],
    fail: ["docs/permissions.md is what the program does"],
  },
  {
    rows: ["60"],
    does: "lets clients read accounts",
    changes: [
      {
        file: permissions,
        text: '"users:read": { roles: ["moderator", "admin"],',
        instead: '"users:read": { roles: ["client", "moderator", "admin"],',
      },
    ],
    fail: ["its address stands in no answer"],
  },
  {
    rows: ["58", "S10"],
    does: "asks for the permission of no route",
    changes: [
      {
        file: rights,
        text: 'if (!may(actor, permission)) throw new AppError("forbidden");',
        instead: "may(actor, permission);",
      },
    ],
    fail: ["by every kind of caller"],
  },
  {
    rows: ["58", "S10"],
    does: "has a route that the table does not know",
    changes: [
      {
        file: "src/server/build-server.ts",
        text: "      problemRoutes(api, publicUrl);",
        instead:
          '      problemRoutes(api, publicUrl);\n      api.get("/everything", { config: { access: "public" } }, async () => "everything");',
      },
    ],
    fail: ["every route of the running server"],
  },
  {
    rows: ["58"],
    does: "starts with a route that does not say who may call it",
    changes: [
      {
        file: rights,
        text: "if (config?.access === undefined) {",
        instead: "if (config?.access === null) {",
      },
    ],
    fail: ["does not start, and names the route"],
  },
  {
    rows: ["59"],
    does: "shows drafts, hidden and cancelled missions to whoever knows their id",
    changes: [
      {
        file: `${missions}/mission-queries.ts`,
        text: "where m.id = ${id} and (\n      m.published_at is not null and m.status not in ('hidden', 'cancelled')",
        instead: "where m.id = ${id} and (\n      m.id is not null",
      },
    ],
    fail: ["byte for byte as what never was", "by every kind of caller"],
  },
  {
    rows: ["59"],
    does: "gives anybody's offer to whoever knows its id",
    changes: [
      {
        file: "src/server/features/offers/offer-queries.ts",
        text: "${partyId} in (o.provider_party_id, o.client_party_id) as own",
        instead: "${partyId}::uuid is not null as own",
      },
      {
        file: "src/server/features/offers/offer-queries.ts",
        text: "and ${partyId} in (o.provider_party_id, o.client_party_id)`",
        instead: "and ${partyId}::uuid is not null`",
      },
    ],
    fail: ["by every kind of caller"],
  },
  {
    rows: ["60"],
    does: "tells everybody what would raise a mission's score",
    changes: [
      {
        file: `${missions}/mission-view.ts`,
        text: "    ...(owner && {\n      qualityHints",
        instead: "    ...(hints && {\n      qualityHints",
      },
    ],
    fail: ["tells its client alone what would raise"],
  },
  {
    rows: ["71"],
    does: "lets the program's role make databases",
    changes: [
      {
        file: "src/server/platform/embedded-postgres/roles-and-database.ts",
        text: "nosuperuser nocreatedb nocreaterole",
        instead: "nosuperuser createdb nocreaterole",
      },
    ],
    fail: ["is no superuser"],
  },
  {
    rows: ["71"],
    does: "lets the program delete offers",
    changes: [
      {
        file: "src/server/features/offers/manifest.ts",
        text: 'rights: "select, insert, update",',
        instead: "",
      },
    ],
    fail: ["has on each table the rights", "takes nothing back from the audit log"],
  },
  {
    rows: ["71"],
    does: "lets the program change the audit log",
    changes: [
      {
        file: "src/server/features/audit/manifest.ts",
        text: 'audit_entries: {\n      rights: "select, insert",',
        instead: "audit_entries: {",
      },
    ],
    fail: ["has on each table the rights", "takes nothing back from the audit log"],
  },
  {
    rows: ["73"],
    does: "takes the token of a mail in the address",
    changes: [
      {
        file: "src/server/features/accounts/credential-routes.ts",
        text: "      body: EmailToken,",
        instead: "      body: EmailToken,\n      querystring: EmailToken.partial(),",
      },
    ],
    fail: ["no route takes one"],
  },
  {
    rows: ["73"],
    does: "writes the token of a mail into the query of its link",
    changes: [
      {
        file: "src/server/features/accounts/account-mails.ts",
        text: "tokenFragment(token)",
        instead: "`?token=${token}`",
      },
    ],
    fail: ["behind the #"],
  },
  {
    rows: ["75"],
    does: "takes any number of addenda",
    changes: [
      {
        file: `${missions}/mission-addenda.ts`,
        text: "const MOST_ADDENDA = 50;",
        instead: "const MOST_ADDENDA = 5_000;",
      },
    ],
    fail: ["takes fifty addenda"],
  },
  {
    rows: ["75"],
    does: "compares passwords while everything else stands still",
    changes: [
      {
        file: "src/server/features/accounts/password-hashing.ts",
        text: "const right = await argon2Verify(compared, prepare(password));",
        instead: 'const right = (await import("@node-rs/argon2")).verifySync(compared, prepare(password));',
      },
    ],
    fail: ["stall nobody"],
  },
  {
    rows: ["75"],
    does: "lets everybody in, however many are at work",
    changes: [
      {
        file: "src/server/http/entry/overload.ts",
        text: "if (atWork >= MOST_AT_WORK)",
        instead: "if (atWork < 0)",
      },
    ],
    fail: ["more at once than can be worked on"],
  },
  {
    rows: ["75"],
    does: "lets any number wait for their password",
    changes: [
      {
        file: "src/server/features/accounts/password-hashing.ts",
        text: "if (waiting.length > maxWaiting)",
        instead: "if (waiting.length < 0)",
      },
    ],
    fail: ["sends away who would wait"],
  },
  {
    rows: ["76"],
    does: "takes every field that a caller sends, prototypes included",
    changes: [
      {
        file: "src/server/http/requests/json-body.ts",
        text: 'app.getDefaultJsonParser("error", "error")',
        instead: 'app.getDefaultJsonParser("ignore", "ignore")',
      },
      {
        file: "src/server/http/problems/field-errors.ts",
        text: "if (parsed.success) return parsed.data;",
        instead:
          'if (parsed.success) return parsed.data;\n  if (parsed.error.issues.every(({ code }) => code === "unrecognized_keys")) return data as z.output<Schema>;',
      },
    ],
  },
];
