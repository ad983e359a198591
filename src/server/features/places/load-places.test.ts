import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { type Database, openDatabase } from "../../platform/database/database.ts";
import { loadPlaces } from "./load-places.ts";
import { placeByInseeCode } from "./place-queries.ts";

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  // As migrations have it: an operator's long work waits as long as it takes.
  database = openDatabase({
    connection: own.owner,
    poolMax: 2,
    patience: { statement: 0 },
    onError: () => {},
  });
  await loadPlaces(database.writer);
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const run = (statement: string) => sql.raw(statement).execute(database.writer);
/** What is France but neither a department of Europe nor one overseas. */
const COLLECTIVITIES = "('975', '977', '978', '986', '987', '988')";
const count = async (where: string) => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from places where ${sql.raw(where)}`.execute(
    database.reader,
  );
  return rows[0]?.n ?? 0;
};

describe("what is loaded", () => {
  it("is at least 99 in 100 of the 34,875 communes of France and its overseas departments", async () => {
    expect(await count(`department not in ${COLLECTIVITIES}`)).toBeGreaterThanOrEqual(0.99 * 34_875);
    const { rows } = await sql<{ departments: number }>`
      select count(distinct department) as departments from places
      where department not in ${sql.raw(COLLECTIVITIES)}
    `.execute(database.reader);
    // 96 in Europe, with Corsica's two, and five overseas.
    expect(rows).toEqual([{ departments: 101 }]);
  });

  /** Town centres as any atlas has them, to a hundredth of a degree. */
  it.each([
    ["75056", "Paris", 48.86, 2.35],
    ["69123", "Lyon", 45.76, 4.84],
    ["13055", "Marseille", 43.3, 5.37],
    ["42218", "Saint-Étienne", 45.44, 4.39],
    ["2A004", "Ajaccio", 41.92, 8.74],
    ["29019", "Brest", 48.39, -4.49],
    ["59183", "Dunkerque", 51.03, 2.38],
    ["67482", "Strasbourg", 48.58, 7.75],
    ["50129", "Cherbourg-en-Cotentin", 49.64, -1.62],
    ["85113", "L'Île-d'Yeu", 46.71, -2.35],
    ["97411", "Saint-Denis", -20.88, 55.45],
    ["97105", "Basse-Terre", 16, -61.73],
    ["97209", "Fort-de-France", 14.61, -61.07],
    ["97302", "Cayenne", 4.93, -52.33],
    ["97611", "Mamoudzou", -12.78, 45.23],
    ["97801", "Saint-Martin", 18.08, -63.05],
  ])("%s %s lies where it lies, within 3 km", async (inseeCode, name, latitude, longitude) => {
    const place = await placeByInseeCode(database.reader, inseeCode);
    expect(place?.name).toBe(name);
    const north = ((place?.latitude ?? 0) - latitude) * 111.2;
    const east = ((place?.longitude ?? 0) - longitude) * 111.2 * Math.cos((latitude * Math.PI) / 180);
    expect(Math.hypot(north, east)).toBeLessThan(3);
  });

  it("lies in France: in Europe between its outermost points, overseas near its islands", async () => {
    const europe = "latitude between 41.3 and 51.1 and longitude between -5.2 and 9.6";
    expect(await count(`length(department) = 2 and not (${europe})`)).toBe(0);
    expect(await count("department = '974' and not (latitude between -21.4 and -20.8)")).toBe(0);
    expect(await count("department = '973' and not (longitude between -54.7 and -51.6)")).toBe(0);
  });
});

describe("loading again", () => {
  it("writes nothing when nothing has changed", async () => {
    const before = await sql`select sum(xmin::text::bigint) as xmin from places`.execute(database.reader);
    expect(await loadPlaces(database.writer)).toBe(0);
    const after = await sql`select sum(xmin::text::bigint) as xmin from places`.execute(database.reader);
    expect(after.rows).toEqual(before.rows);
  });

  it("mends just what differs from a new file, adds what is missing, keeps what the file no longer has", async () => {
    await run("update places set name = 'Lugdunum', words = ''::tsvector where insee_code = '69123'");
    await run("delete from places where insee_code = '42218'");
    await run("update places set insee_code = '00000' where insee_code = '01001'");
    await run("update reference_loads set digest = 'of an older file'");
    expect(await loadPlaces(database.writer)).toBe(3);
    expect((await placeByInseeCode(database.reader, "69123"))?.name).toBe("Lyon");
    expect((await placeByInseeCode(database.reader, "42218"))?.name).toBe("Saint-Étienne");
    expect(await placeByInseeCode(database.reader, "00000")).not.toBeNull();
    expect(await placeByInseeCode(database.reader, "01001")).not.toBeNull();
    await run("delete from places where insee_code = '00000'");
  });

  it("two at once load it once, and neither fails", async () => {
    await run("delete from reference_loads where name = 'places'");
    await run("delete from places where department = '69'");
    const written = await Promise.all([loadPlaces(database.writer), loadPlaces(database.writer)]);
    expect(Math.max(...written)).toBeGreaterThan(200);
    expect(await count("department = '69'")).toBe(Math.max(...written));
  });
});
