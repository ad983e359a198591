import type { StyleSpecification } from "maplibre-gl";

type Ring = number[][];

/** `src/web/map/france.geojson`: one feature of the land's polygons, one of the borders of départements. */
export interface Outlines {
  readonly features: readonly [
    { readonly geometry: { readonly coordinates: Ring[][] } },
    { readonly geometry: { readonly coordinates: number[][][] } },
  ];
}

/** `src/web/map/towns.json`: the largest first. */
export type Towns = readonly (readonly [name: string, longitude: number, latitude: number])[];

/**
 * The map under the missions: what lies outside of France is laid over the ground, so that until it is drawn
 * everything stands on land, and no neighbouring country looks like the sea. Names are drawn in the page's own font.
 */
export function baseMap(outlines: Outlines, towns: Towns, circle: [number, number][]): StyleSpecification {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const color = dark
    ? { land: "#1f292f", outside: "#151d22", border: "#43525b", around: "#63d0bd", name: "#c9d3d8" }
    : { land: "#fbfaf6", outside: "#e9e7df", border: "#c5bfae", around: "#0b5d52", name: "#4c4a42" };
  const [land, borders] = outlines.features;
  return {
    version: 8,
    sources: {
      outside: source("Polygon", everythingBut(land.geometry.coordinates)),
      borders: source("MultiLineString", borders.geometry.coordinates),
      around: source("Polygon", [circle]),
      towns: {
        type: "geojson",
        data: {
          type: "FeatureCollection",
          features: towns.map(([name, ...point], rank) => ({
            type: "Feature",
            properties: { name, rank },
            geometry: { type: "Point", coordinates: point },
          })),
        },
      },
    },
    layers: [
      { id: "land", type: "background", paint: { "background-color": color.land } },
      { id: "outside", type: "fill", source: "outside", paint: { "fill-color": color.outside } },
      ...(["outside", "borders"] as const).map((name) => ({
        id: `${name}-line`,
        type: "line" as const,
        source: name,
        paint: { "line-color": color.border, "line-width": 1 },
      })),
      {
        id: "around",
        type: "fill",
        source: "around",
        paint: { "fill-color": color.around, "fill-opacity": 0.07 },
      },
      {
        id: "around-line",
        type: "line",
        source: "around",
        paint: { "line-color": color.around, "line-opacity": 0.5, "line-dasharray": [2, 2] },
      },
      {
        id: "names",
        type: "symbol",
        source: "towns",
        layout: {
          "text-field": ["get", "name"],
          "text-font": ["system-ui", "sans-serif"],
          "text-size": ["step", ["get", "rank"], 15, 40, 13, 400, 12],
          "text-padding": 6,
          "symbol-sort-key": ["get", "rank"],
        },
        paint: { "text-color": color.name, "text-halo-color": color.land, "text-halo-width": 1.5 },
      },
    ],
  };
}

const source = <Kind extends "Polygon" | "MultiLineString">(type: Kind, coordinates: number[][][]) =>
  ({
    type: "geojson",
    data: { type: "Feature", properties: {}, geometry: { type, coordinates } },
  }) as const;

/** The whole world with a hole for each polygon's outer ring. */
function everythingBut(polygons: readonly Ring[][]): Ring[] {
  const world = [
    [-180, -85],
    [180, -85],
    [180, 85],
    [-180, 85],
    [-180, -85],
  ];
  return [world, ...polygons.flatMap(([outer]) => (outer === undefined ? [] : [outer]))];
}
