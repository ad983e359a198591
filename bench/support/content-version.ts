import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { createDemoRows, demoTables } from "../../src/server/features/demo/demo-rows.ts";
import { createDemoWorld, generateMission } from "../../src/server/features/demo/mission.ts";
import type { DemoPlace } from "../../src/server/features/demo/places.ts";

const MIGRATIONS = join(import.meta.dirname, "../../migrations");
/** A change to a trade's texts shows in so many missions; there are some fifty trades. */
const SAMPLE = 400;
/** Made by the search analysis, which has a version of its own and is brought up to date in place. */
const SEARCH_KEYS = demoTables.mission_cards.indexOf("search_keys");

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
  const { lines, add } = createDemoRows({ seed, at: at.getTime(), currency: "EUR", ownMissions: null });
  for (let index = 0; index < SAMPLE; index++) add(generateMission(world, index));
  const cards = lines.mission_cards.map((line) => line.split("\t").toSpliced(SEARCH_KEYS, 1).join("\t"));
  return hashOf(JSON.stringify({ ...lines, mission_cards: cards }));
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
