/**
 * Makes `src/web/map/towns.json`, the names that the map shows: communes of at least 5,000 people, the largest first,
 * as `[name, longitude, latitude]` in degrees WGS 84. A developer runs it after `build-communes.ts`, the program never.
 *
 *     node scripts/build-map-towns.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const COMMUNES = new URL("../src/server/features/places/communes.tsv.gz", import.meta.url);
export const TOWNS = new URL("../src/web/map/towns.json", import.meta.url);
/** Enough for every screen to hold some names, few enough for a file of some twenty kilobytes on the wire. */
const LEAST_PEOPLE = 5_000;

export type NamedTown = readonly [name: string, longitude: number, latitude: number];

/** The towns by the file of communes as it stands, the one with most people first. */
export function mapTowns(): NamedTown[] {
  const [header = "", ...lines] = gunzipSync(readFileSync(COMMUNES)).toString("utf8").trimEnd().split("\n");
  const columns = header.split("\t");
  const rows = lines.map((line) => {
    const values = line.split("\t");
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? ""]));
  });
  return rows
    .filter(({ commune, population }) => commune === "" && Number(population) >= LEAST_PEOPLE)
    .sort((one, other) => Number(other.population) - Number(one.population))
    .map(({ name = "", longitude, latitude }) => [name, Number(longitude), Number(latitude)]);
}

/** A line each, so that a change of one town is a change of one line. */
export function asFile(towns: readonly NamedTown[]): string {
  const lines = towns.map(([name, ...point]) => `  [${[JSON.stringify(name), ...point].join(", ")}]`);
  return `[\n${lines.join(",\n")}\n]\n`;
}

if (import.meta.main) writeFileSync(TOWNS, asFile(mapTowns()));
