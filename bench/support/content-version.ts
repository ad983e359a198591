import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { createDemoRows } from "../../src/server/features/demo/demo-rows.ts";
import { createDemoWorld, generateMission } from "../../src/server/features/demo/mission.ts";
import type { DemoPlace } from "../../src/server/features/demo/places.ts";
import { cardRows } from "../../src/server/features/listing/index.ts";

const MIGRATIONS = join(import.meta.dirname, "../../migrations");
/** A change to a trade's texts shows in so many missions; there are some fifty trades. */
const SAMPLE = 400;
/** Made by the search analysis, which has a version of its own and is brought up to date in place. */
const SEARCH_KEYS = cardRows.columns.indexOf("search_keys");

/** A hash of what the first missions would be loaded as by this program. */
export async function contentVersion(
  owner: pg.ClientConfig,
  { seed, at }: { seed: number; at: Date },
): Promise<string> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows: places } = await client.query<DemoPlace>(
    `select insee_code as "inseeCode", name, postal_codes[1] as "postalCode", latitude, longitude, population
       from places where commune_code is null order by insee_code`,
  );
  await client.end();
  const world = createDemoWorld({ seed, at: at.getTime(), missions: SAMPLE, places });
  const rows = createDemoRows({ seed, at: at.getTime(), currency: "EUR", ownMissions: null, proofs: null });
  for (let index = 0; index < SAMPLE; index++) rows.add(generateMission(world, index));
  const versioned = (table: string, line: string) =>
    table === cardRows.table ? line.split("\t").toSpliced(SEARCH_KEYS, 1).join("\t") : line;
  const content = rows.take().map(({ table, lines }) => [table, lines.map((line) => versioned(table, line))]);
  return hashOf(JSON.stringify(Object.fromEntries(content)));
}

/** A hash of each migration, by its file's name. */
export async function migrationVersions(): Promise<Record<string, string>> {
  const files = (await readdir(MIGRATIONS)).filter((name) => /^\d+_/.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(MIGRATIONS, name), "utf8")));
  return Object.fromEntries(files.map((name, index) => [name, hashOf(texts[index] as string)]));
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
