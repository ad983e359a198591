// The one table of rooms: who may import whom, with floors.ts and exceptions.ts. From it `node scripts/rooms.ts` makes
// Biome's overrides and the tables of docs/architecture.md; tests/house.test.ts plants what it refuses and what it allows.

import { type Floor, floors } from "./floors.ts";
import { HTTP, httpRooms } from "./http-rooms.ts";

export interface Room {
  readonly name: string;
  /** Whose features these are. */
  readonly floor?: string;
  /** It only catches files that nobody gave a room, and refuses them everything. */
  readonly catches?: true;
  /** From the project's root; `*` stands for one name. Where two rooms hold a file, the later one counts. */
  readonly folders: readonly string[];
  /** Absent: all that is in the folders, and they may import all that is in their own. */
  readonly files?: readonly string[];
  /** Globs from the project's root. */
  readonly mayImport: readonly string[];
  /** Absent: any that no ban names. */
  readonly packages?: readonly string[];
  /** What the linter says of everything else. */
  readonly advice: string;
  readonly bans: readonly Ban[];
  /** Of these it imports types alone, which a plugin of the linter sees to. */
  readonly typesAlone?: { readonly files: string; readonly plugin: string; readonly advice: string };
}

export interface Ban {
  readonly name: string;
  /** As in an import, with `/**` for what is below it. */
  readonly imports: readonly string[];
  readonly advice: string;
}

export const PROCESS = "node:process";

const drivers: Ban = {
  name: "drivers",
  imports: [
    "pg",
    "pg/**",
    "pg-copy-streams",
    "pg-boss",
    "node-pg-migrate",
    "ioredis",
    "ioredis/**",
    "nodemailer",
    "nodemailer/**",
    "aws4fetch",
  ],
  advice:
    "Only src/server/platform speaks to PostgreSQL, Redis, S3 and mail servers: take the connection, the jobs or the mailer as an argument.",
};

export const processBan: Ban = {
  name: "the process",
  imports: ["process", PROCESS],
  advice:
    "Only cli/main.ts touches the process: take what you need as an argument; settings come from platform/config.ts.",
};

const serverLibraries: Ban = {
  name: "the server's libraries",
  imports: ["fastify", "fastify/**", "@fastify/**", "kysely", "pino", "jose", "@node-rs/**"],
  advice: "This library belongs to the server: web knows the public API and nothing else.",
};

const testTools: Ban = {
  name: "tests' tools",
  imports: ["**/testing/**", "**/*.test.ts", "**/*.test.tsx", "**/*.test-support.ts"],
  advice: "The program does not know its tests: move what both need into a file of its own.",
};

/** The part of search that is text and numbers alone: it reads no database and can be tried without one. */
const searchText = [
  "analyse.ts",
  "budgets.ts",
  "document-keys.ts",
  "english.ts",
  "facets.ts",
  "highlights.ts",
  "keys.ts",
  "normalise.ts",
  "plan.ts",
  "query.ts",
  "rerank.ts",
  "spelling.ts",
  "stem.ts",
  "stop-words.ts",
  "synonyms.ts",
  "text-terms.ts",
];

const FEATURES = "src/server/features";
const SEARCH = `${FEATURES}/listing/search`;
const COMMON_CONTRACT = `${HTTP}/common-contract.ts`;

const below = {
  shared: "src/shared/**",
  core: "src/server/core/**",
  platform: "src/server/platform/**",
  http: "src/server/http/**",
};
const CONTRACT_ADVICE =
  "A contract imports zod and http/common-contract.ts, so that the pages can read its types without the server.";
const WHOLE_ADVICE =
  "The server's list and the command line know the rooms of the server, features by their index.ts alone; pages are served from the build, and tests are not known.";
const everyDoor = `${FEATURES}/*/index.ts`;
const doorsOf = ({ features }: Floor) => Object.keys(features).map((name) => `${FEATURES}/${name}/index.ts`);

export const rooms: readonly Room[] = [
  {
    name: "no room",
    catches: true,
    folders: ["src"],
    files: ["**"],
    mayImport: [],
    packages: [],
    advice: "This file stands in no room: give its folder one in rooms.ts.",
    bans: [],
  },
  {
    name: "shared",
    folders: ["src/shared"],
    mayImport: [],
    packages: [],
    advice: "shared imports nothing: server and pages both stand on it, in Node and in the browser.",
    bans: [testTools],
  },
  {
    name: "core",
    folders: ["src/server/core"],
    mayImport: [],
    packages: [],
    advice:
      "core imports nothing: take what it needs as an argument, or move the code to the layer that has it.",
    bans: [testTools],
  },
  {
    name: "platform",
    folders: ["src/server/platform"],
    mayImport: [below.core],
    advice:
      "platform imports core and itself: what it needs from above, such as a setting or a handler, comes as an argument.",
    bans: [processBan, testTools],
  },
  ...httpRooms.map(
    ({ name, folder, mayImport }): Room => ({
      name,
      folders: [folder],
      mayImport: [below.shared, below.core, below.platform, `${HTTP}/*`, ...mayImport],
      advice:
        "http imports core, platform, shared, and of itself the rooms below; a feature registers its routes with http, never the other way round.",
      bans: [drivers, processBan, testTools],
    }),
  ),
  {
    name: "http, for all its rooms",
    folders: [HTTP],
    files: ["./*"],
    mayImport: [below.shared, below.core, below.platform],
    advice:
      "What all rooms of http know imports core, platform and shared alone; what answers or refuses has a room in http.",
    bans: [drivers, processBan, testTools],
  },
  {
    name: "a feature without a floor",
    catches: true,
    folders: [`${FEATURES}/*`],
    mayImport: [],
    packages: [],
    advice: "This feature has no floor: name it in rooms.ts, with its tables.",
    bans: [],
  },
  ...floors.map(
    ({ name, features }, index): Room => ({
      name: `a feature of the floor ${name}`,
      floor: name,
      folders: Object.keys(features).map((feature) => `${FEATURES}/${feature}`),
      mayImport: [...Object.values(below), ...floors.slice(0, index + 1).flatMap(doorsOf)],
      advice:
        "A feature imports itself, core, platform, http, shared and the index.ts of a feature on its own floor or a lower one: export there what others may use, or move what both need to a lower floor.",
      bans: [drivers, processBan, testTools],
    }),
  ),
  {
    name: "the text of search",
    folders: [SEARCH],
    files: searchText,
    mayImport: searchText.map((file) => `${SEARCH}/${file}`),
    packages: [],
    advice:
      "The text of search imports nothing but itself: it is tried without a database; take counts and words as arguments.",
    bans: [],
  },
  {
    name: "a feature's contract",
    folders: [`${FEATURES}/*`],
    files: ["*-contract.ts"],
    mayImport: [COMMON_CONTRACT],
    packages: ["zod"],
    advice: CONTRACT_ADVICE,
    bans: [],
  },
  {
    name: "a contract of http",
    folders: [HTTP],
    files: ["*-contract.ts"],
    mayImport: [COMMON_CONTRACT],
    packages: ["zod"],
    advice: CONTRACT_ADVICE,
    bans: [],
  },
  {
    name: "build-server",
    folders: ["src/server"],
    files: ["./*"],
    mayImport: ["src/server/*", ...Object.values(below), everyDoor],
    advice: WHOLE_ADVICE,
    bans: [drivers, processBan, testTools],
  },
  {
    name: "cli",
    folders: ["src/cli"],
    mayImport: ["src/server/*", ...Object.values(below), everyDoor],
    advice: WHOLE_ADVICE,
    bans: [drivers, processBan, testTools],
  },
  {
    name: "web",
    folders: ["src/web"],
    mayImport: [below.shared, "src/server/**/*-contract.ts"],
    advice:
      "web knows the public API and nothing else of the server: import types of a *-contract.ts, and read data through the API.",
    bans: [serverLibraries, drivers, processBan, testTools],
    typesAlone: {
      files: "src/**/*-contract.ts",
      plugin: "./tests/house/web-imports-types-only.grit",
      advice:
        "web imports only types of a contract: write `import type`; a value that pages need goes into src/web.",
    },
  },
];
