import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { asFile, mapTowns, TOWNS } from "../../../scripts/build-map-towns.ts";
import { baseMap, type Outlines } from "./map-style.ts";

const outlines = JSON.parse(
  readFileSync(new URL("../map/france.geojson", import.meta.url), "utf8"),
) as Outlines;
const outside = () => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  const source = baseMap(outlines, [], []).sources.outside as unknown as {
    data: { geometry: { coordinates: number[][][] } };
  };
  vi.unstubAllGlobals();
  return source.data.geometry.coordinates;
};

/** Whether a point lies in a polygon with holes: a ray from it crosses its rings an odd number of times. */
function lies([x, y]: readonly [number, number], rings: readonly number[][][]): boolean {
  const crossings = rings.flatMap((ring) =>
    ring.slice(1).filter(([x2 = 0, y2 = 0], index) => {
      const [x1 = 0, y1 = 0] = ring[index] ?? [];
      return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
    }),
  );
  return crossings.length % 2 === 1;
}

it.each([
  ["Lyon", [4.8479, 45.7491], false],
  ["Brest", [-4.4861, 48.3904], false],
  ["Saint-Denis, La Réunion", [55.4504, -20.882], false],
  ["Genève", [6.1432, 46.2044], true],
  ["the Gulf of Lion", [4.2, 42.9], true],
] as const)("%s lies where it is on the map, on land or outside of France", (_, point, isOutside) => {
  expect(lies(point, outside())).toBe(isOutside);
});

it("the towns that the map names are those of the program's communes", () => {
  expect(readFileSync(TOWNS, "utf8")).toBe(asFile(mapTowns()));
});
