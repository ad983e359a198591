import { type BulkConnection, withBulkConnection } from "../../platform/database/bulk.ts";
import { type ConnectionConfig, openDatabase } from "../../platform/database/database.ts";
import { createQueryReader, refreshSearch } from "../listing/index.ts";
import type { RecordSigner } from "../record-keys/index.ts";
import { type ExampleSearch, saveExamples } from "../saved-searches/index.ts";
import { createDemoRows } from "./demo-rows.ts";
import type { TableLines } from "./gathered-rows.ts";
import { createDemoWorld, generateMission } from "./mission.ts";
import type { OwnMissions } from "./own-missions.ts";
import type { DemoPlace } from "./places.ts";
import { createProofs } from "./proofs.ts";

export interface DemonstrationOptions {
  readonly missions: number;
  readonly seed: number;
  /** The moment the missions are seen from; null: the database's clock. */
  readonly at: Date | null;
  readonly currency: string;
  readonly ownMissions: OwnMissions | null;
  /**
   * Signs the records of auctions that are over. Absent: prices have no commitment and auctions no record, as in a load for
   * figures, which nobody looks at one by one.
   */
  readonly recordSigner?: RecordSigner;
  /** Where the operator's synonyms may stand, by which the searches of whoever owns missions are read. */
  readonly dataDir?: string;
  /** From how many missions on the cards' indexes are made anew, where nobody reads meanwhile; 20,000 when absent. */
  readonly rebuildIndexesFrom?: number;
  readonly onProgress: (missions: number) => void;
}

const BATCH = 2_000;
/** From here on it is quicker to build the cards' indexes anew than to keep them up row by row. */
const REBUILD_INDEXES_FROM = 20_000;

/**
 * Loads example missions with their offers, cards and tallies by COPY, as the owner, in one transaction: all of
 * them or none. The same seed, time and number give the same content, ids and salts included; the same key signs it alike.
 */
export async function loadDemonstration(
  owner: ConnectionConfig,
  options: DemonstrationOptions,
): Promise<{ missions: number; offers: number }> {
  const loaded = await withBulkConnection(owner, async (bulk) => {
    await bulk.run("begin");
    const at = (options.at ?? (await clock(bulk))).getTime();
    const rebuild = options.missions >= (options.rebuildIndexesFrom ?? REBUILD_INDEXES_FROM);
    const indexes = rebuild && (await isUnused(bulk)) ? await dropCardIndexes(bulk) : [];
    const world = createDemoWorld({ ...options, at, places: await places(bulk) });
    const { recordSigner: signer } = options;
    const proofs = signer === undefined ? null : createProofs({ ...options, at, signer });
    const rows = createDemoRows({ ...options, at, proofs });
    for (let index = 0; index < options.missions; index++) {
      rows.add(generateMission(world, index));
      if ((index + 1) % BATCH === 0 || index + 1 === options.missions) {
        await copyBatch(bulk, rows.take());
        if (proofs !== null) await copyBatch(bulk, await proofs.take());
        options.onProgress(index + 1);
      }
    }
    if (indexes.length > 0) await bulk.run("set local maintenance_work_mem = '512MB'");
    for (const definition of indexes) await bulk.run(definition);
    await bulk.run("commit");
    await bulk.run("analyze missions, offers, mission_cards, mission_tallies, parties");
    return { missions: options.missions, offers: rows.offers, newest: rows.newest() };
  });
  await makeSearchable(owner, options, loaded.newest);
  return loaded;
}

/** What counts words, and those who have asked to hear of missions, come after the missions themselves. */
async function makeSearchable(
  owner: ConnectionConfig,
  { ownMissions, dataDir }: DemonstrationOptions,
  newest: readonly string[],
): Promise<void> {
  const database = openDatabase({
    connection: owner,
    poolMax: 1,
    patience: { statement: 0 },
    onError: () => {},
  });
  try {
    await refreshSearch(database.writer);
    if (ownMissions === null || dataDir === undefined) return;
    const reader = createQueryReader(dataDir);
    await saveExamples({ database, reader }, searchesOf(ownMissions), newest);
  } finally {
    await database.close();
  }
}

const searchesOf = ({ clientUserId, providerUserId }: OwnMissions): ExampleSearch[] => [
  {
    userId: providerUserId,
    name: "Électricité, toute la France",
    query: "category=electricite",
    frequency: "instant",
  },
  {
    userId: providerUserId,
    name: "Dépannages autour de Lyon",
    query: "lat=45.764&lng=4.8357&radiusKm=60",
    frequency: "daily",
  },
  {
    userId: providerUserId,
    name: "« tableau électrique »",
    query: "q=tableau+%C3%A9lectrique",
    frequency: "weekly",
  },
  { userId: clientUserId, name: "Jardin et haies", query: "category=jardinage-paysage", frequency: "weekly" },
];

async function copyBatch(bulk: BulkConnection, batch: readonly TableLines[]): Promise<void> {
  for (const { table, columns, lines } of batch) await bulk.copy(table, columns, [lines.join("")]);
}

async function clock(bulk: BulkConnection): Promise<Date> {
  const [row] = await bulk.run("select date_trunc('milliseconds', clock_timestamp()) as now");
  return (row as { now: Date }).now;
}

async function places(bulk: BulkConnection): Promise<DemoPlace[]> {
  const rows = await bulk.run(
    `select insee_code as "inseeCode", name, postal_codes[1] as "postalCode", latitude, longitude, population
       from places where commune_code is null order by insee_code`,
  );
  return rows as unknown as DemoPlace[];
}

/** Missions or accounts are there: what is loaded would stand among what people made. */
export async function isInUse(owner: ConnectionConfig): Promise<boolean> {
  return withBulkConnection(owner, async (bulk) => {
    const [row] = await bulk.run(
      "select exists (select from missions) or exists (select from users) as used",
    );
    return row?.used === true;
  });
}

/** Without its indexes a table is locked until the load is over, and every list waits. */
async function isUnused(bulk: BulkConnection): Promise<boolean> {
  const [row] = await bulk.run(
    `select not exists (select from mission_cards) and not exists (
       select from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend') as unused`,
  );
  return row?.unused === true;
}

/** Returns how to make them again. */
async function dropCardIndexes(bulk: BulkConnection): Promise<string[]> {
  const rows = (await bulk.run(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = 'mission_cards'::regclass and not indisprimary`,
  )) as { name: string; definition: string }[];
  for (const { name } of rows) await bulk.run(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}
