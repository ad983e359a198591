// What one file may beyond its room, each with its reason. A test fails when one is needed no more: strike it off.

import { PROCESS } from "./rooms.ts";

export interface Exception {
  readonly file: string;
  /** A file from the project's root, or a package. */
  readonly imports: string;
  readonly reason: string;
}

const SEARCH = "src/server/features/listing/search";

/** Meant to stay. */
export const grants: readonly Exception[] = [
  {
    file: "src/cli/main.ts",
    imports: PROCESS,
    reason:
      "the program begins here: arguments, environment, signals and the exit code are read and handed on",
  },
  {
    file: "src/server/platform/embedded-postgres/operating-system.ts",
    imports: PROCESS,
    reason: "which system this is, and who runs the program, decide how PostgreSQL is started",
  },
  {
    file: `${SEARCH}/english.ts`,
    imports: "node:fs",
    reason: "reads the word list that stands beside it, once",
  },
  {
    file: `${SEARCH}/synonyms.ts`,
    imports: "node:fs",
    reason: "reads the word list that stands beside it, or the operator's, once",
  },
];

/** To be mended. */
export const debts: readonly Exception[] = [];

export const exceptions: readonly Exception[] = [...grants, ...debts];
