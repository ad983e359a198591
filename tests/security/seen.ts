import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { namedTests } from "./coverage.ts";
import type { Requirement } from "./evidence.ts";
import type { Plant } from "./plants/plant.ts";

/** Written by `npm run drill -- protections`, read by the page. */
export const SEEN_FILE = join(import.meta.dirname, "seen.json");

/** What was seen while one protection was out. */
export interface Seen {
  /** Of what was changed and which tests were to fail: once that is another, nothing was seen of it. */
  readonly digest: string;
  /** YYYY-MM-DD, in UTC. */
  readonly day: string;
  readonly commit: string;
  /** How many of the tests that were to fail did. */
  readonly red: number;
  /** Those that did not: `row N: file > title`. */
  readonly green: readonly string[];
}

/** By `plantName`. */
export type SeenPlants = Readonly<Record<string, Seen>>;

export const readSeen = (): SeenPlants => JSON.parse(readFileSync(SEEN_FILE, "utf8")) as SeenPlants;

export const plantName = ({ rows, does }: Pick<Plant, "rows" | "does">): string =>
  `${rows.join(", ")}: ${does}`;

export function plantDigest(requirements: readonly Requirement[], { rows, fail, changes }: Plant): string {
  // A file that only moved to another folder is as it was.
  const moved = changes.map((change) => ({ ...change, file: basename(change.file) }));
  const named = namedTests(requirements, rows, fail);
  const whole = JSON.stringify([moved, named]).replaceAll(/(?:[\w.-]+\/)+(?=[\w.-]+\.test\.ts)/g, "");
  return createHash("sha256").update(whole).digest("hex").slice(0, 12);
}

/** What was seen of the plant as it is now; undefined where it has not run since it became so. */
export function seenOf(
  seen: SeenPlants,
  requirements: readonly Requirement[],
  plant: Plant,
): Seen | undefined {
  const last = seen[plantName(plant)];
  return last?.digest === plantDigest(requirements, plant) ? last : undefined;
}

/** As the file holds it: the plants in their order, one a line, and none that is no more. */
export function seenText(seen: SeenPlants, plants: readonly Plant[]): string {
  const lines = plants
    .map(plantName)
    .flatMap((name) =>
      seen[name] === undefined ? [] : [`  ${JSON.stringify(name)}: ${JSON.stringify(seen[name])}`],
    );
  return `{\n${lines.join(",\n")}\n}\n`;
}
