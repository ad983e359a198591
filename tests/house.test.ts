import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { biomeRooms } from "./house/biome-overrides.ts";
import { exceptions } from "./house/exceptions.ts";
import { floors } from "./house/floors.ts";
import { importsOf, sourcesOf } from "./house/imports.ts";
import { type Finding, lintPlanted } from "./house/planted-project.ts";
import { type Plant, plantsIn, sampleFiles } from "./house/room-plants.ts";
import { PROCESS, rooms } from "./house/rooms.ts";
import { roomsPage } from "./house/rooms-page.ts";

// The table of rooms (tests/house/rooms.ts) in both directions: in a file of each room every import that it could have is
// planted beside the project's lint rules; the linter must refuse what the table refuses, with its advice, and pass the rest.

const ROOT = join(import.meta.dirname, "..");
const MISSIONS = "src/server/features/missions";
const MISSION_CONTRACT = "../../server/features/missions/mission-contract.ts";
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

const importing = (from: string) => `import { thing as t# } from "${from}"; export const u# = t#;`;

/** Walls that no change of the table takes away unseen: they stand here once more, by hand. */
const walls: readonly [file: string, code: string, says: string][] = [
  ...["pg", "ioredis", "nodemailer"].map((name): [string, string, string] => [
    `${MISSIONS}/mission-queries.ts`,
    importing(name),
    "Only src/server/platform",
  ]),
  ["src/server/http/entry/create-app.ts", importing(PROCESS), "Only cli/main.ts"],
  ["src/server/core/ids.ts", importing("zod"), "core imports nothing"],
  ["src/shared/format.ts", importing("../server/core/errors.ts"), "shared imports nothing"],
  ["src/server/platform/log.ts", importing("../http/app.ts"), "platform imports core and itself"],
  ["src/server/platform/a/b/c/d.ts", importing("../../../../../http/app.ts"), "platform imports core"],
  ["src/server/http/limits/limit.ts", importing("../../features/offers/index.ts"), "http imports core"],
  [`${MISSIONS}/mission-service.ts`, importing("../offers/offer-queries.ts"), "A feature imports itself"],
  ["src/server/features/accounts/a.ts", importing("../missions/index.ts"), "A feature imports itself"],
  ["src/server/features/audit/audit.ts", importing("../accounts/index.ts"), "A feature imports itself"],
  ["src/server/features/listing/search/stem.ts", importing("kysely"), "The text of search imports nothing"],
  [`${MISSIONS}/mission-contract.ts`, importing("./mission.ts"), "A contract imports zod"],
  ["src/server/build-server.ts", importing("./features/offers/offer.ts"), "The server's list"],
  ["src/web/lib/read-api.ts", importing("../../server/http/app.ts"), "web knows the public API"],
  ...[
    `import { Mission as M# } from "${MISSION_CONTRACT}"; export const u# = M#;`,
    `import { type Mission as M# } from "${MISSION_CONTRACT}"; export type U# = M#;`,
    `import M# from "${MISSION_CONTRACT}"; export const u# = M#;`,
    `export { Mission as M# } from "${MISSION_CONTRACT}";`,
    `export * from "${MISSION_CONTRACT}";`,
  ].map((code): [string, string, string] => [
    "src/web/lib/api-types.ts",
    code,
    "web imports only types of a contract",
  ]),
];

const free: readonly [file: string, code: string][] = [
  ["src/web/lib/more-types.ts", `export type { Mission as M# } from "${MISSION_CONTRACT}";`],
  ...["pg", PROCESS, "../offers/offer.ts", "../../../../tests/support/server.ts"].flatMap(
    (from): [string, string][] => [
      [`${MISSIONS}/mission.test.ts`, importing(from)],
      [`${MISSIONS}/testing/stage.ts`, importing(from)],
      ["tests/support/server.ts", importing(from)],
    ],
  ),
];

const plants: readonly Plant[] = [
  ...sampleFiles.flatMap(plantsIn),
  ...walls.map(([file, code, says]) => ({ file, code, says: [says] })),
  ...free.map(([file, code]) => ({ file, code, says: [] })),
];
const byFile = Map.groupBy(plants, ({ file }) => file);
const content = (lines: readonly Plant[]) =>
  lines.map(({ code }, index) => `${code.replaceAll("#", `${index}`)}\n`).join("");
const findings = Map.groupBy(
  await lintPlanted(
    new Map(Array.from(byFile, ([file, lines]) => [file, content(lines)])),
    "suspicious/noImportCycles",
  ),
  ({ file }) => file,
);

const ofRooms = ({ rule }: Finding) =>
  ["lint/style/noRestrictedImports", "lint/style/noRestrictedGlobals", "plugin"].includes(rule);

/** What was said of each line of a file, beside what is to be said. */
const answers = (file: string, which: (plant: Plant) => boolean) => {
  const lines = byFile.get(file) ?? [];
  const asked = lines.filter(which);
  const said = asked.map((plant) => [
    plant.code,
    (findings.get(file) ?? [])
      .filter((finding) => ofRooms(finding) && finding.line === lines.indexOf(plant) + 1)
      .map(({ message }) => message)
      .sort(),
  ]);
  const due = asked.map(({ code, says }) => [
    code,
    [...says].sort().map((part) => expect.stringContaining(part)),
  ]);
  return { said, due };
};
const isRefused = ({ says }: Plant) => says.length > 0;
const isPassed = ({ says }: Plant) => says.length === 0;
const filesWith = (which: (plant: Plant) => boolean) =>
  [...byFile].filter(([, lines]) => lines.some(which)).map(([file]) => file);

test.each(filesWith(isRefused))("%s is refused what the table refuses, with its advice", (file) => {
  const { said, due } = answers(file, isRefused);
  expect(said).toEqual(due);
});

test.each(filesWith(isPassed))("%s has what the table allows", (file) => {
  const { said, due } = answers(file, isPassed);
  expect(said).toEqual(due);
});

describe("the table of rooms", () => {
  test("biome-rooms.json is made from it: if it is stale, run node scripts/rooms.ts", () => {
    expect(JSON.parse(read("biome-rooms.json"))).toEqual(JSON.parse(JSON.stringify(biomeRooms())));
    const { extends: extended, overrides } = JSON.parse(read("biome.json"));
    expect(extended).toEqual(["./biome-rooms.json"]);
    // What stands there counts more.
    expect(JSON.stringify(overrides)).not.toMatch(/noRestrictedImports|noRestrictedGlobals|plugins/);
  });

  test("the page is made from it: if it is stale, run node scripts/rooms.ts", () => {
    const page = read("docs/architecture.md");
    expect(page).toBe(roomsPage(page));
  });

  test("names each feature once, and none that is not there", () => {
    const there = readdirSync(join(ROOT, "src/server/features"));
    expect(floors.flatMap(({ features }) => Object.keys(features)).sort()).toEqual(there.sort());
  });

  test("names no file of a room that is not there", () => {
    const named = rooms.flatMap(({ folders, files = [] }) =>
      files.filter((file) => !file.includes("*")).map((file) => `${folders[0]}/${file}`),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  test.each(exceptions.map((exception) => ({ ...exception })))(
    "$file still needs $imports, else the exception is struck off",
    ({ file, imports }) => {
      const uses = imports === PROCESS ? /\bprocess\./.test(read(file)) : importsOf(file).includes(imports);
      expect(uses).toBe(true);
    },
  );

  test("no import takes a detour, which the walls would not see", () => {
    const written = sourcesOf("src").flatMap((file) =>
      importsOf(file, "as written").map((from) => [file, from]),
    );
    expect(written.length).toBeGreaterThan(1_000);
    const detours = written.filter(([file = "", from = ""]) => {
      const shortest = posix.relative(posix.dirname(file), posix.join(posix.dirname(file), from));
      return from.startsWith(".") && from !== (shortest.startsWith(".") ? shortest : `./${shortest}`);
    });
    expect(detours).toEqual([]);
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
