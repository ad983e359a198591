import { matchesGlob, posix } from "node:path";
import { processFiles } from "./biome-overrides.ts";
import { exceptions } from "./exceptions.ts";
import { DEEPEST, filesOf, refusalsOf, roomOf } from "./may-import.ts";
import { rooms } from "./rooms.ts";

/** One line of code that stands in a file beside the project's lint rules. */
export interface Plant {
  readonly file: string;
  /** "#" stands for a number, so that names differ. */
  readonly code: string;
  /** What the linter must say, all of it; none: the line must pass. */
  readonly says: readonly string[];
}

const READS_PROCESS = "export const home# = process.env.HOME;";
// The advice is in Biome's output for people, but not in the one for programs.
const PROCESS_REFUSED = "Do not use the global variable process";

/** No room of the program, and nothing that it may know. */
const OUTSIDE = ["tests", "bench", "drills", "scripts", "bin"].map((folder) => `${folder}/planted.ts`);
const TEST_TOOLS = [
  "src/server/core/testing/planted.ts",
  "src/server/http/planted.test.ts",
  "src/shared/planted.test-support.ts",
];
const PACKAGES = ["zod", "react", "kysely", "fastify", "node:fs", "node:crypto"];

/** A file that each of the rooms holds, at each depth; and those that are excepted from theirs. */
export const sampleFiles: readonly string[] = [
  ...new Set([
    ...rooms.flatMap((room) =>
      Array.from({ length: DEEPEST + 1 }, (_, depth) => filesOf(room, depth).map(sampleOf)).flat(),
    ),
    ...exceptions.map(({ file }) => file),
  ]),
];

/** A file's name that the glob matches. */
function sampleOf(glob: string): string {
  const path = glob.replace("**/*", "*").replaceAll("**", "*").replaceAll("*", "planted");
  return path.endsWith(".ts") ? path : `${path}.ts`;
}

const targets: readonly string[] = [
  ...new Set([
    ...rooms.flatMap((room) => filesOf(room, 0).map(sampleOf)),
    ...rooms.flatMap(({ mayImport }) => mayImport).map(sampleOf),
    ...exceptions.map(({ imports }) => imports).filter((one) => one.startsWith("src/")),
    ...TEST_TOOLS,
    ...OUTSIDE,
  ]),
];

const packages: readonly string[] = [
  ...new Set([
    ...PACKAGES,
    ...rooms
      .flatMap(({ bans }) => bans)
      .flatMap(({ imports }) => imports)
      .filter((one) => !one.startsWith("**/"))
      .map((one) => one.replace("/**", "/planted")),
  ]),
];

/** Every import that a file of a room could have: of a file of each other room, and of each package that is named. */
export function plantsIn(file: string): Plant[] {
  const beside = `${posix.dirname(file)}/neighbour.ts`;
  const imports = [beside, ...targets, ...packages].filter((target) => target !== file);
  return [
    ...imports.flatMap((target) => {
      const says = refusalsOf(file, target);
      const from = written(file, target);
      const { typesAlone } = roomOf(file);
      const value = { file, code: `import { thing as t# } from "${from}"; export const u# = t#;`, says };
      if (typesAlone === undefined || !matchesGlob(target, typesAlone.files)) return [value];
      const type = { file, code: `import type { Thing as T# } from "${from}"; export type U# = T#;`, says };
      return [{ ...value, says: [...says, typesAlone.advice] }, type];
    }),
    { file, code: READS_PROCESS, says: processFiles().includes(file) ? [] : [PROCESS_REFUSED] },
  ];
}

/** A target as the file imports it. */
function written(file: string, target: string): string {
  if (packages.includes(target)) return target;
  const path = posix.relative(posix.dirname(file), target);
  return path.startsWith(".") ? path : `./${path}`;
}
