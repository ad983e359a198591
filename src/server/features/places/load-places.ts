import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import { KEYS_VERSION, placeKey, searchWords } from "./place-keys.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    reference_loads: { name: string; digest: string; loaded_at: Date };
  }
}

/** See scripts/build-communes.ts, which makes it, and NOTICE. */
const FILE = new URL("communes.tsv.gz", import.meta.url);

/** One array a column, in the order of the rows: what `unnest` takes. */
interface Columns {
  readonly inseeCodes: string[];
  readonly names: string[];
  readonly departments: string[];
  /** With commas between: an array of arrays of different lengths is none to PostgreSQL. */
  readonly postalCodes: string[];
  readonly latitudes: string[];
  readonly longitudes: string[];
  readonly populations: string[];
  readonly communes: string[];
  /** With | between. */
  readonly formerNames: string[];
  readonly formerKeys: string[];
  readonly wests: string[];
  readonly souths: string[];
  readonly easts: string[];
  readonly norths: string[];
  readonly nameKeys: string[];
  readonly words: string[];
}

/**
 * Brings the table of places to what the program's file says and returns how many rows it wrote: none
 * when nothing has changed. A commune that is no longer in the file stays, for the missions that lie
 * in it. To be run by the owner of the tables.
 */
export async function loadPlaces(connection: Connection): Promise<number> {
  const file = await readFile(FILE);
  const digest = createHash("sha256").update(`${KEYS_VERSION} `).update(file).digest("base64url");
  return connection.transaction().execute(async (tx) => {
    // Two programs that start at once would each wait for the other's rows.
    await sql`lock table reference_loads in exclusive mode`.execute(tx);
    const loaded = await tx
      .selectFrom("reference_loads")
      .select("digest")
      .where("name", "=", "places")
      .executeTakeFirst();
    if (loaded?.digest === digest) return 0;
    const written = await writeRows(tx, toColumns((await promisify(gunzip)(file)).toString("utf8")));
    await sql`create index if not exists places_words on places using gin (words) with (fastupdate = off)`.execute(
      tx,
    );
    await sql`analyze places (insee_code, latitude)`.execute(tx);
    await sql`
      insert into reference_loads (name, digest) values ('places', ${digest})
      on conflict (name) do update set digest = excluded.digest, loaded_at = clock_timestamp()
    `.execute(tx);
    return written;
  });
}

function toColumns(text: string): Columns {
  const rows = text
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
  const column = (index: number) => rows.map((row) => row[index] ?? "");
  const [inseeCodes, names, postalCodes] = [column(0), column(1), column(2)];
  const formerNames = column(8);
  const words = names.map((name, at) =>
    searchWords({
      name,
      formerNames: listOf(formerNames[at]),
      postalCodes: (postalCodes[at] ?? "").split(","),
    }).join(","),
  );
  return {
    ...{ communes: column(7), formerNames, wests: column(9), souths: column(10) },
    ...{ easts: column(11), norths: column(12) },
    formerKeys: formerNames.map((list) => listOf(list).map(placeKey).join("|")),
    ...{ inseeCodes, names, postalCodes, departments: column(3) },
    ...{ latitudes: column(4), longitudes: column(5), populations: column(6) },
    ...{ nameKeys: names.map(placeKey), words },
  };
}

function listOf(text = ""): string[] {
  return text.split("|").filter(Boolean);
}

async function writeRows(tx: Connection, columns: Columns): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into places
      (insee_code, name, department, postal_codes, latitude, longitude, population, name_key, words,
       commune_code, former_names, former_keys, west, south, east, north)
    select insee_code, name, department, string_to_array(postal_codes, ','), latitude, longitude, population,
      name_key, array_to_tsvector(string_to_array(words, ',')),
      nullif(commune_code, ''), string_to_array(former_names, '|'), string_to_array(former_keys, '|'),
      nullif(west, '')::float8, nullif(south, '')::float8, nullif(east, '')::float8, nullif(north, '')::float8
    from unnest(
      ${columns.inseeCodes}::text[], ${columns.names}::text[], ${columns.departments}::text[],
      ${columns.postalCodes}::text[], ${columns.latitudes}::float8[], ${columns.longitudes}::float8[],
      ${columns.populations}::integer[], ${columns.nameKeys}::text[], ${columns.words}::text[],
      ${columns.communes}::text[], ${columns.formerNames}::text[], ${columns.formerKeys}::text[],
      ${columns.wests}::text[], ${columns.souths}::text[], ${columns.easts}::text[], ${columns.norths}::text[]
    ) as row (insee_code, name, department, postal_codes, latitude, longitude, population, name_key, words,
      commune_code, former_names, former_keys, west, south, east, north)
    on conflict (insee_code) do update set
      (name, department, postal_codes, latitude, longitude, population, name_key, words,
       commune_code, former_names, former_keys, west, south, east, north)
      = (excluded.name, excluded.department, excluded.postal_codes, excluded.latitude, excluded.longitude,
        excluded.population, excluded.name_key, excluded.words, excluded.commune_code, excluded.former_names,
        excluded.former_keys, excluded.west, excluded.south, excluded.east, excluded.north)
    where places is distinct from excluded
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
