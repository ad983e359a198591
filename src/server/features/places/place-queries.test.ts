import fc from "fast-check";
import { RawNode, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { type Connection, type Database, openDatabase } from "../../platform/database/database.ts";
import { loadPlaces } from "./load-places.ts";
import type { Place, Point } from "./place.ts";
import { NEAREST_KM, nearestPlace, placeAt, placesAt } from "./place-at-queries.ts";
import { placeKey } from "./place-keys.ts";
import { placeByInseeCode, searchPlaces } from "./place-queries.ts";
import { parsePlaceSearch } from "./place-search.ts";

let own: TestDatabase;
let database: Database;
let communes: Place[];

beforeAll(async () => {
  own = await createTestDatabase();
  database = openDatabase({ connection: own.owner, poolMax: 2, onError: () => {} });
  await loadPlaces(database.writer);
  const { rows } = await sql<Place>`
    select insee_code as "inseeCode", name, department, postal_codes as "postalCodes", latitude, longitude, population
    from places where commune_code is null
  `.execute(database.reader);
  communes = rows;
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const search = (typed: string, limit = 20) => searchPlaces(database.reader, parsePlaceSearch(typed), limit);
const names = async (typed: string, limit?: number) => (await search(typed, limit)).map(({ name }) => name);

/** The plan of the statements that `run` makes on the connection it is given. */
async function planOf(run: (connection: Connection) => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const explaining = database.reader.withPlugin({
    transformQuery({ node }) {
      if (!RawNode.is(node)) return node;
      const [first = "", ...others] = node.sqlFragments;
      return { ...node, sqlFragments: [`explain ${first}`, ...others] };
    },
    async transformResult({ result }) {
      lines.push(...result.rows.map((row) => String(row["QUERY PLAN"])));
      return { ...result, rows: [] };
    },
  });
  await run(explaining);
  return lines.join("\n");
}

describe("searching", () => {
  it.each([
    ["st etienne", "42218"],
    ["Saint-Étienne", "42218"],
    ["saint etien", "42218"],
    ["69003", "69383"],
    ["69 003", "69383"],
    ["F-69003", "69383"],
    ["Lyon 69003", "69383"],
    ["Lyon cedex 03", "69383"],
    ["69431 Lyon cedex 03", "69383"],
    ["75116", "75116"],
    ["75 015 Paris", "75115"],
    ["paris", "75056"],
    ["paris 15e", "75115"],
    ["paris 15", "75115"],
    ["marseille 13", "13055"],
    ["marseille 13e", "13213"],
    ["Saint Denis, La Réunion", "97411"],
    ["Fontenay ss bois", "94033"],
    ["annecy le vieux", "74010"],
    ["Sartène (2A)", "2A272"],
    ["havre", "76351"],
    ["le havre", "76351"],
    ["lhay les roses", "94038"],
    ["L’Haÿ-les-Roses", "94038"],
    ["mons en baroeul", "59410"],
    ["st denis 93", "93066"],
    ["st denis 974", "97411"],
    ["97400", "97411"],
    ["ajaccio", "2A004"],
    ["chalon s/ saone", "71076"],
    ["ste genevieve des bois 91", "91549"],
    ["44000 Nantes", "44109"],
  ])("%s finds %s first", async (typed, inseeCode) => {
    expect((await search(typed))[0]?.inseeCode).toBe(inseeCode);
  });

  it("the name typed comes first, then names that begin so, then the others, the largest first", async () => {
    const found = await search("vienne", 50);
    const rank = ({ name }: Place) => {
      const key = placeKey(name);
      return key === "vienne" ? 0 : key.startsWith("vienne") ? 1 : 2;
    };
    const expected = found.toSorted((a, b) => rank(a) - rank(b) || b.population - a.population);
    expect(found).toEqual(expected);
    expect(found[0]?.inseeCode).toBe("38544");
    expect(new Set(found.map(rank))).toEqual(new Set([0, 1, 2]));
  });

  it("the beginning of a postal code finds its communes, the largest first", async () => {
    const found = await search("42", 5);
    expect(found.every(({ postalCodes }) => postalCodes.some((code) => code.startsWith("42")))).toBe(true);
    expect(found[0]?.inseeCode).toBe("42218");
  });

  it("every commune is found by its name and by each of its postal codes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...communes), async ({ inseeCode, name, postalCodes }) => {
        for (const typed of [name, placeKey(name), ...postalCodes, `${name} ${postalCodes[0]}`]) {
          const codes = (await search(typed, 100)).map((place) => place.inseeCode);
          expect(codes, typed).toContain(inseeCode);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("any text is a search, and what no commune is called finds nothing", async () => {
    expect(await names("zzzz")).toEqual([]);
    expect(await names("'; drop table places; --")).not.toContain("Paris");
    expect(await names("% _ \\ ' : & | !")).toEqual([]);
    const text = fc
      .array(fc.nat(0x10ffff), { maxLength: 40 })
      .map((points) => String.fromCodePoint(...points));
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, fc.string({ maxLength: 40 })), async (typed) => {
        expect((await search(typed, 3)).length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 60 },
    );
  });

  it("reads the index on words, not the table", async () => {
    const plan = await planOf((connection) =>
      searchPlaces(connection, parsePlaceSearch("saint etienne"), 20),
    );
    expect(plan).toContain("places_words");
    expect(plan).not.toContain("Seq Scan");
  });
});

describe("a commune by its code", () => {
  it("is given whole, its main postal code first", async () => {
    expect(await placeByInseeCode(database.reader, "13004")).toEqual({
      ...{ inseeCode: "13004", name: "Arles", department: "13" },
      postalCodes: ["13200", "13104", "13123", "13129", "13280"],
      ...{ latitude: 43.6768, longitude: 4.6303, population: 51811, commune: null, formerNames: [] },
    });
  });

  it("is null for a code that no commune has", async () => {
    expect(await placeByInseeCode(database.reader, "99999")).toBeNull();
  });
});

describe("the nearest commune", () => {
  /** Kilometres, by the spherical law of cosines: another formula than the query's. */
  function distance(a: Point, b: Point): number {
    const [latA, latB] = [(a.latitude * Math.PI) / 180, (b.latitude * Math.PI) / 180];
    const between = ((b.longitude - a.longitude) * Math.PI) / 180;
    const cosine = Math.sin(latA) * Math.sin(latB) + Math.cos(latA) * Math.cos(latB) * Math.cos(between);
    return 6371 * Math.acos(Math.min(1, Math.max(-1, cosine)));
  }

  const near = () =>
    fc
      .tuple(
        fc.constantFrom(...communes),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
      )
      .map(([{ latitude, longitude }, north, east]) => ({
        latitude: Math.min(90, Math.max(-90, latitude + north)),
        longitude: Math.min(180, Math.max(-180, longitude + east)),
      }));
  const anywhere = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });

  it("is the one that measuring every commune gives, anywhere on the globe", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: near() }, anywhere), async (point) => {
        const least = communes.reduce((best, place) => Math.min(best, distance(point, place)), Infinity);
        // A hair's breadth from the limit the two formulas may round apart.
        fc.pre(Math.abs(least - NEAREST_KM) > 0.01);
        const found = await nearestPlace(database.reader, point);
        if (least > NEAREST_KM) expect(found).toBeNull();
        else expect(found && distance(point, found)).toBeCloseTo(least, 3);
      }),
      { numRuns: 80 },
    );
  });

  it("is found across the line where longitudes change sign, and over the pole", async () => {
    // Nothing of France lies there: Uvea is moved for as long as the transaction lasts.
    const moved = database.transaction(async (tx) => {
      const move = (latitude: number, longitude: number) =>
        sql`update places set latitude = ${latitude}, longitude = ${longitude} where insee_code = '98613'`.execute(
          tx,
        );
      await move(0, -179.9);
      expect((await nearestPlace(tx, { latitude: 0.1, longitude: 179.9 }))?.name).toBe("Uvea");
      await move(89.9, 10);
      expect((await nearestPlace(tx, { latitude: 89.9, longitude: -170 }))?.name).toBe("Uvea");
      throw new Error("back to Wallis");
    });
    await expect(moved).rejects.toThrow("back to Wallis");
  });

  it("reads the index on latitudes, not the table", async () => {
    const plan = await planOf((connection) => nearestPlace(connection, { latitude: 45.75, longitude: 4.85 }));
    expect(plan).toContain("places_latitude");
    expect(plan).not.toContain("Seq Scan");
  });
});

describe("the place that a point lies in", () => {
  const at = (latitude: number, longitude: number) => placesAt(database.reader, { latitude, longitude });
  const codes = async (latitude: number, longitude: number) =>
    (await at(latitude, longitude)).places.map(({ inseeCode }) => inseeCode);

  it("is an arrondissement where the town has them, though a neighbour's town hall be nearer than the town's", async () => {
    expect((await placeAt(database.reader, { latitude: 48.8417, longitude: 2.3003 }))?.inseeCode).toBe(
      "75115",
    );
    expect(await at(48.8417, 2.3003)).toMatchObject({ certain: true });
    expect((await codes(43.3186, 5.4084))[0]).toBe("13213");
    expect((await codes(45.7612, 4.8518))[0]).toBe("69383");
  });

  it("is asked about near a border, each neighbour among the answers", async () => {
    // Between the 6th and the 15th of Paris.
    const between = await at(48.8455, 2.3155);
    expect(between.certain).toBe(false);
    expect(between.places.map(({ inseeCode }) => inseeCode)).toEqual(
      expect.arrayContaining(["75106", "75115"]),
    );
    // In the box around Villeurbanne and in that around Lyon.
    const { places, certain } = await at(45.7665, 4.8655);
    expect(certain).toBe(false);
    expect(places.map(({ name }) => name)).toContain("Villeurbanne");
  });

  it("is the nearest where no extent is known, and none far from France", async () => {
    expect((await codes(-13.29, -176.2))[0]).toMatch(/^986/);
    expect(await at(0, -30)).toEqual({ places: [], certain: false });
  });

  it("holds each commune's own point, so that its mission stays where it is", async () => {
    for (const { inseeCode, latitude, longitude } of communes.filter((_, index) => index % 700 === 0)) {
      expect(await codes(latitude, longitude), inseeCode).toContain(inseeCode);
    }
  });
});
