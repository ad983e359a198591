import { posix } from "node:path";
import { exceptions } from "./exceptions.ts";
import { bansOf, DEEPEST, exceptionsOf, filesOf, isFlat, roomOf } from "./may-import.ts";
import { type Ban, PROCESS, processBan, type Room, rooms } from "./rooms.ts";

/** As in biome.json. */
export interface Override {
  includes: string[];
  linter?: { rules: { style?: Record<string, unknown>; suspicious?: Record<string, unknown> } };
  plugins?: string[];
}

const TESTS = ["**/*.test.ts", "**/*.test.tsx", "src/**/testing/**", "tests/**"];

/** biome-rooms.json, which biome.json extends: what is written there comes after and counts more. */
export const biomeRooms = () => ({ overrides: overrides() });

function overrides(): Override[] {
  const depths = Array.from({ length: DEEPEST + 1 }, (_, depth) => depth);
  return [
    ...rooms.flatMap((room) =>
      depths
        .filter((depth) => filesOf(room, depth).length > 0)
        .map((depth) => restricting(filesOf(room, depth), room, depth, room.bans, [])),
    ),
    ...[...new Set(exceptions.map(({ file }) => file))].map(excepting),
    ...rooms.flatMap(({ folders, typesAlone }) => {
      const includes = [...folders.map((folder) => `${folder}/**`), ...TESTS.map((files) => `!${files}`)];
      return typesAlone === undefined ? [] : [{ includes, plugins: [typesAlone.plugin] }];
    }),
    style(["src/**", ...processFiles().map((file) => `!${file}`)], {
      noRestrictedGlobals: error({ deniedGlobals: { process: processBan.advice } }),
    }),
    style(TESTS, { noRestrictedImports: "off", noRestrictedGlobals: "off" }),
  ];
}

export const processFiles = () =>
  exceptions.filter(({ imports }) => imports === PROCESS).map(({ file }) => file);

function excepting(file: string): Override {
  const room = roomOf(file);
  const folder = room.folders.find((one) => file.startsWith(`${one}/`)) ?? posix.dirname(file);
  const depth = posix.relative(folder, file).split("/").length - 1;
  const more = exceptionsOf(file).map(({ imports }) => imports);
  return restricting([file], room, depth, bansOf(file), more);
}

/** What files `depth` folders below those of the room may not import. */
function restricting(
  includes: string[],
  room: Room,
  depth: number,
  bans: readonly Ban[],
  more: readonly string[],
): Override {
  const [folder = ""] = room.folders;
  // A room that is all of its folders writes the way to each of them alike; folders between have any name.
  const from = `${room.files === undefined ? `${posix.dirname(folder)}/_` : folder}${"/_".repeat(depth)}`;
  const written = (target: string) => {
    if (!target.startsWith("src/")) return target;
    const path = posix.relative(from, target);
    return path.startsWith(".") ? path : `./${path}`;
  };
  const allowed = [...(room.packages ?? []), ...room.mayImport, ...more].map(
    (target) => `!${written(target)}`,
  );
  const patterns = [
    { group: [...outside(room, depth), ...allowed], message: room.advice },
    ...bans.map(({ imports, advice }) => ({ group: imports, message: advice })),
  ];
  return style(includes, { noRestrictedImports: error({ patterns }) });
}

/** All that is not the room's own. */
function outside(room: Room, depth: number): string[] {
  if (isFlat(room)) return ["**", "!./**"];
  if (room.packages !== undefined) return ["**"];
  return room.files === undefined ? [`${"../".repeat(depth + 1)}**`] : ["./**", "../**"];
}

const error = (options: unknown) => ({ level: "error", options });
const style = (includes: string[], rules: Record<string, unknown>): Override => ({
  includes,
  linter: { rules: { style: rules } },
});
