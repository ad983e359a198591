import { describe, expect, test } from "vitest";
import { type Finding, lintPlanted } from "./house/planted-project.ts";

// The table "folder | may import" of docs/architecture.md, in both directions: every line below is planted beside
// the project's lint rules; the linter must refuse the first kind, with advice, and pass the second.

interface Plant {
  file: string;
  /** One line of code; "#" stands for a number, so that names differ. */
  code: string;
  /** Absent: the line must pass. */
  refusal?: { rule: string; says: string };
}

const importing = (from: string) => `import { thing as t# } from "${from}"; export const u# = t#;`;

function refusedImports(files: string[], says: string, sources: string[]): Plant[] {
  const refusal = { rule: "lint/style/noRestrictedImports", says };
  return files.flatMap((file) => sources.map((from) => ({ file, code: importing(from), refusal })));
}

function acceptedImports(file: string, sources: string[]): Plant[] {
  return sources.map((from) => ({ file, code: importing(from) }));
}

const readsProcess = "export const home# = process.env.HOME;";
const MISSIONS = "src/server/features/missions";
const MISSION_CONTRACT = "../../server/features/missions/mission-contract.ts";
const processFree = [
  "src/server/build-server.ts",
  "src/server/platform/config.ts",
  "src/server/platform/database/database.ts",
  "src/server/http/app.ts",
  `${MISSIONS}/mission-service.ts`,
  `${MISSIONS}/search/find.ts`,
  "src/cli/commands/start.ts",
  "src/web/lib/format.ts",
];

const plants: Plant[] = [
  ...refusedImports(
    [
      `${MISSIONS}/mission-queries.ts`,
      `${MISSIONS}/search/find.ts`,
      `${MISSIONS}/search/french/stem.ts`,
      "src/server/http/app.ts",
      "src/server/http/limits/limit.ts",
      "src/server/resources.ts",
      "src/server/main.ts",
      "src/cli/main.ts",
      "src/cli/commands/start.ts",
      "src/web/root.tsx",
    ],
    "Only src/server/platform",
    ["pg", "pg-copy-streams", "pg-boss", "node-pg-migrate", "ioredis", "nodemailer"],
  ),
  ...refusedImports(processFree, "Only server/main.ts and cli/main.ts", ["node:process"]),
  ...["src/server/core/clock.ts", ...processFree].map((file) => ({
    file,
    code: readsProcess,
    // The advice is in Biome's output for people, but not in the one for programs.
    refusal: { rule: "lint/style/noRestrictedGlobals", says: "Do not use the global variable process" },
  })),
  ...["src/server/main.ts", "src/cli/main.ts", `${MISSIONS}/mission.test.ts`].flatMap((file) => [
    { file, code: readsProcess },
    ...acceptedImports(file, ["node:process"]),
  ]),

  ...refusedImports(["src/shared/format.ts"], "shared imports nothing", [
    "node:crypto",
    "zod",
    "react",
    "../server/core/errors.ts",
    "../web/i18n/paths.ts",
  ]),
  ...acceptedImports("src/shared/format.ts", ["./locale.ts"]),
  ...refusedImports(["src/server/core/ids.ts"], "core imports nothing", [
    "node:crypto",
    "zod",
    "pg",
    "../platform/log.ts",
    "../http/app.ts",
    "../features/offers/index.ts",
    "../../shared/format.ts",
  ]),
  ...acceptedImports("src/server/core/ids.ts", ["./actor.ts"]),

  ...refusedImports(["src/server/platform/log.ts"], "platform imports core and itself", [
    "../http/app.ts",
    "../features/offers/index.ts",
    "../resources.ts",
    "../../web/root.tsx",
  ]),
  ...acceptedImports("src/server/platform/log.ts", [
    "pg",
    "ioredis",
    "node:fs",
    "../core/errors.ts",
    "./config.ts",
  ]),
  ...refusedImports(
    ["src/server/platform/database/bulk.ts", "src/server/platform/embedded-postgres/operating-system.ts"],
    "platform imports core and itself",
    ["../../http/app.ts", "../../features/offers/index.ts", "../../main.ts"],
  ),
  ...acceptedImports("src/server/platform/database/bulk.ts", ["pg", "../config.ts", "../../core/errors.ts"]),
  ...acceptedImports("src/server/platform/embedded-postgres/operating-system.ts", ["node:process"]),
  ...refusedImports(["src/server/platform/a/b/deep.ts"], "platform imports core and itself", [
    "../../../http/app.ts",
  ]),

  ...refusedImports(["src/server/http/app.ts"], "http imports core, platform, shared and itself", [
    "../features/offers/index.ts",
    "../build-server.ts",
    "../../cli/main.ts",
    "../../web/root.tsx",
  ]),
  ...acceptedImports("src/server/http/app.ts", [
    "fastify",
    "../core/errors.ts",
    "../platform/log.ts",
    "../../shared/format.ts",
    "./limits/a.ts",
  ]),
  ...refusedImports(["src/server/http/limits/limit.ts"], "http imports core", [
    "../../features/offers/index.ts",
  ]),
  ...acceptedImports("src/server/http/limits/limit.ts", [
    "../app.ts",
    "../../core/errors.ts",
    "../../platform/log.ts",
    "../../../shared/format.ts",
  ]),
  ...refusedImports(["src/server/http/a/b/deep.ts"], "http imports core", [
    "../../../features/offers/index.ts",
  ]),

  ...refusedImports([`${MISSIONS}/mission-service.ts`], "another feature's index.ts", [
    "../offers/offer-queries.ts",
    "../offers/deep/index.ts",
    "../../build-server.ts",
    "../../../web/root.tsx",
  ]),
  ...acceptedImports(`${MISSIONS}/mission-service.ts`, [
    "kysely",
    "./mission.ts",
    "./search/find.ts",
    "../offers/index.ts",
    "../../core/actor.ts",
    "../../platform/log.ts",
    "../../http/app.ts",
    "../../../shared/format.ts",
  ]),
  ...refusedImports([`${MISSIONS}/search/find.ts`], "another feature's index.ts", [
    "../../offers/offer-queries.ts",
    "../../../resources.ts",
  ]),
  ...acceptedImports(`${MISSIONS}/search/find.ts`, [
    "../mission.ts",
    "../../offers/index.ts",
    "../../../http/app.ts",
    "../../../../shared/format.ts",
  ]),
  ...refusedImports([`${MISSIONS}/search/french/stem.ts`], "another feature's index.ts", [
    "../../../offers/offer.ts",
  ]),

  ...refusedImports([`${MISSIONS}/mission-contract.ts`], "A contract imports zod", [
    "kysely",
    "node:crypto",
    "./mission.ts",
    "../offers/offer-contract.ts",
    "../../http/problem.ts",
  ]),
  ...acceptedImports(`${MISSIONS}/mission-contract.ts`, ["zod", "../../http/common-contract.ts"]),
  ...refusedImports(["src/server/http/web-pages-contract.ts"], "A contract imports zod", ["./problem.ts"]),
  ...acceptedImports("src/server/http/web-pages-contract.ts", ["zod", "./common-contract.ts"]),

  ...refusedImports(
    ["src/server/build-server.ts", "src/server/main.ts"],
    "neither the pages' source nor the tests",
    ["../web/root.tsx", "../../tests/support/server.ts"],
  ),
  ...acceptedImports("src/server/build-server.ts", [
    "./core/a.ts",
    "./platform/a.ts",
    "./http/a.ts",
    "./features/a/b.ts",
  ]),
  ...refusedImports(["src/cli/commands/start.ts"], "neither the pages' source nor the tests", [
    "../../web/root.tsx",
  ]),
  ...acceptedImports("src/cli/commands/start.ts", [
    "../../server/resources.ts",
    "../../server/features/demo/random.ts",
  ]),

  ...refusedImports(["src/web/lib/read-api.ts"], "web knows the public API and nothing else", [
    "../../server/features/missions/mission.ts",
    "../../server/http/app.ts",
    "../../cli/main.ts",
    "../../../tests/support/server.ts",
  ]),
  ...refusedImports(["src/web/lib/read-api.ts"], "belongs to the server", [
    "fastify",
    "@fastify/static",
    "kysely",
    "pino",
    "jose",
    "@node-rs/argon2",
  ]),
  ...acceptedImports("src/web/lib/read-api.ts", [
    "react",
    "react-router",
    "../i18n/paths.ts",
    "./format.ts",
    "../../shared/format.ts",
  ]),
  ...[
    `import { Mission as M# } from "${MISSION_CONTRACT}"; export const u# = M#;`,
    `import { type Mission as M# } from "${MISSION_CONTRACT}"; export type U# = M#;`,
    `import M# from "${MISSION_CONTRACT}"; export const u# = M#;`,
    `export { Mission as M# } from "${MISSION_CONTRACT}";`,
    `export * from "${MISSION_CONTRACT}";`,
  ].map((code) => ({
    file: "src/web/lib/api-types.ts",
    code,
    refusal: { rule: "plugin", says: "web imports only types of a contract" },
  })),
  { file: "src/web/lib/api-types.ts", code: `export type { Mission as M# } from "${MISSION_CONTRACT}";` },
  {
    file: "src/web/lib/api-types.ts",
    code: `import type { Mission as M# } from "${MISSION_CONTRACT}"; export type U# = M#;`,
  },

  ...acceptedImports(`${MISSIONS}/mission.test.ts`, [
    "pg",
    "../offers/offer.ts",
    "../../../../tests/support/server.ts",
  ]),
  ...acceptedImports("tests/support/server.ts", [
    "pg",
    "ioredis",
    "node:process",
    "../../src/server/resources.ts",
  ]),
];

const byFile = Map.groupBy(plants, (plant) => plant.file);
const content = (lines: Plant[]) =>
  lines.map(({ code }, index) => `${code.replaceAll("#", `${index}`)}\n`).join("");
const findings = await lintPlanted(new Map([...byFile].map(([file, lines]) => [file, content(lines)])));

/** What the rules of the table said about a line; planted files may break others, such as the one on cycles. */
function said(plant: Plant): Finding[] {
  const line = (byFile.get(plant.file) ?? []).indexOf(plant) + 1;
  const rules = ["lint/style/noRestrictedImports", "lint/style/noRestrictedGlobals", "plugin"];
  return findings.filter(
    (finding) => finding.file === plant.file && finding.line === line && rules.includes(finding.rule),
  );
}

const named = (selected: Plant[]) =>
  selected.map((plant) => ({ name: `${plant.file}: ${plant.code}`, plant }));

describe("the linter refuses, and says what to do instead", () => {
  test.each(named(plants.filter((plant) => plant.refusal)))("$name", ({ plant }) => {
    expect(said(plant)).toMatchObject([
      { rule: plant.refusal?.rule, message: expect.stringContaining(plant.refusal?.says ?? "") },
    ]);
  });
});

describe("the linter passes", () => {
  test.each(named(plants.filter((plant) => !plant.refusal)))("$name", ({ plant }) => {
    expect(said(plant)).toEqual([]);
  });
});

test.each([
  ["", "{ thing }"],
  ["of types", "type { Thing }"],
])("features that import each other in a circle %s are refused", async (_, what) => {
  const reExport = (from: string) => `export ${what} from "${from}";\n`;
  const found = await lintPlanted(
    new Map([
      [`${MISSIONS}/index.ts`, reExport("../offers/index.ts")],
      ["src/server/features/offers/index.ts", reExport("./offer.ts")],
      ["src/server/features/offers/offer.ts", reExport("../missions/index.ts")],
    ]),
  );
  expect(found.map(({ rule }) => rule)).toEqual(Array(3).fill("lint/suspicious/noImportCycles"));
});

test("a file may have 250 lines, a test file 400, and no more", async () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, n) => `export const n${n} = ${n};\n`).join("");
  const found = await lintPlanted(
    new Map([
      ["src/server/short.ts", lines(250)],
      ["src/server/long.ts", lines(251)],
      ["src/server/short.test.ts", lines(400)],
      ["src/server/long.test.ts", lines(401)],
    ]),
  );
  expect(found.map(({ rule, file }) => `${rule} ${file}`).sort()).toEqual([
    "lint/style/noExcessiveLinesPerFile src/server/long.test.ts",
    "lint/style/noExcessiveLinesPerFile src/server/long.ts",
  ]);
});
