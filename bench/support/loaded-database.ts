import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { progressBar } from "../../src/cli/progress.ts";
import { loadDemonstration } from "../../src/server/features/demo/index.ts";
import { rebuildCards } from "../../src/server/features/listing/index.ts";
import { CARD_VERSION } from "../../src/server/features/listing/search/document-keys.ts";
import { migrateDatabase } from "../../src/server/migrate-database.ts";
import { openDatabase } from "../../src/server/platform/database/database.ts";
import {
  type Connection,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../src/server/platform/embedded-postgres/index.ts";
import { freePort } from "../../tests/support/free-port.ts";
import { contentVersion, migrationVersions } from "./content-version.ts";
import { removeBenchRows } from "./remove-bench-rows.ts";

export const SEED = 1;
/** Fixed, so that every machine measures the same missions. */
export const AT = new Date("2026-11-01T08:00:00Z");
/** When the demonstration's parties are said to have come: what tells them from the bench's own. */
const PARTIES_SINCE = new Date(AT.getTime() - 900 * 86_400_000);

export interface LoadedDatabase {
  readonly missions: number;
  /** DATA_DIR of the embedded PostgreSQL. */
  readonly folder: string;
  readonly version: string;
  /** All over TCP on the loopback, as the floors are. */
  connection(role: "owner" | "application"): Connection;
  superuser(): Connection;
  /** Takes away what a question has added, and vacuums. */
  clean(): Promise<void>;
  stop(): Promise<void>;
}

/** What a complete load leaves beside the database. */
interface Marker {
  readonly content: string;
  /** Hash of each migration that had run, by its file's name. */
  readonly migrations: Record<string, string>;
}

/**
 * The embedded PostgreSQL with so many demonstration missions, loaded on the first call and kept in `bench/data` for
 * the next. Migrations and analyses that are new since are applied; when what was loaded would be another today,
 * the folder is made anew. Only one process can have it open; a second one gets the launcher's error.
 */
export async function openLoadedDatabase(missions: number): Promise<LoadedDatabase> {
  const folder = join(import.meta.dirname, "..", "data", `missions-${missions}`);
  const markerFile = join(folder, "loaded.json");
  const kept = existsSync(markerFile)
    ? await openKept(folder, JSON.parse(await readFile(markerFile, "utf8")))
    : null;
  if (kept !== null) return present(missions, folder, kept);

  await rm(folder, { recursive: true, force: true });
  const server = await start(folder);
  try {
    await migrate(server);
    await load(server, missions);
    const marker: Marker = {
      content: await contentVersion(server.connection("owner"), { seed: SEED, at: AT }),
      migrations: await migrationVersions(),
    };
    await writeFile(markerFile, `${JSON.stringify(marker, null, 2)}\n`);
    return present(missions, folder, server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** null, after one line that says why, when what is there cannot be used. */
async function openKept(folder: string, marker: Marker): Promise<EmbeddedPostgres | null> {
  const now = await migrationVersions();
  const edited = Object.entries(marker.migrations).find(([name, hash]) => now[name] !== hash);
  if (edited !== undefined) {
    console.error(`${folder} is loaded anew: the migration ${edited[0]}, which ran there, has changed.`);
    return null;
  }
  const server = await start(folder);
  try {
    await migrate(server);
    const content = await contentVersion(server.connection("owner"), { seed: SEED, at: AT });
    if (content === marker.content) {
      await writeFile(
        join(folder, "loaded.json"),
        `${JSON.stringify({ content, migrations: now }, null, 2)}\n`,
      );
      await removeBenchRows(server.connection("owner"), PARTIES_SINCE);
      await analyseAgain(server);
      return server;
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
  await server.stop();
  console.error(`${folder} is loaded anew: the demonstration's content, or what a card shows, has changed.`);
  return null;
}

async function start(folder: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: folder, log: () => {}, listenTcp: await freePort() });
}

async function migrate(server: EmbeddedPostgres): Promise<void> {
  const owner = server.connection("owner");
  const applicationRole = server.connection("application").user;
  await migrateDatabase({ owner, applicationRole, log: console.error });
}

async function load(server: EmbeddedPostgres, missions: number): Promise<void> {
  const terminal = {
    environment: process.env,
    print: console.log,
    note: console.error,
    errorStream: process.stderr,
    interactive: process.stderr.isTTY === true,
    stopped: new Promise<NodeJS.Signals>(() => {}),
  };
  await loadDemonstration(server.connection("owner"), {
    missions,
    seed: SEED,
    at: AT,
    currency: "EUR",
    ownMissions: null,
    onProgress: progressBar(terminal, `loading ${missions} missions`, missions),
  });
  await analyseAgain(server);
  // What autovacuum would do in the first minutes, and then disturb what is measured.
  const client = new pg.Client(server.connection("owner"));
  await client.connect();
  await client.query("vacuum (analyze)");
  await client.end();
}

/** Until every card is as this program writes it. */
async function analyseAgain(server: EmbeddedPostgres): Promise<void> {
  const connection = server.connection("owner");
  const database = openDatabase({
    connection,
    poolMax: 1,
    patience: { statement: 0 },
    onError: console.error,
  });
  const client = new pg.Client(connection);
  await client.connect();
  try {
    for (let told = false; ; told = true) {
      const { rows } = await client.query<{ analysis: number }>("select analysis from search_progress");
      if ((rows[0]?.analysis ?? 0) >= CARD_VERSION) return;
      if (!told) console.error("The cards are made again as this program writes them.");
      await rebuildCards(database.writer, { currency: "EUR" });
    }
  } finally {
    await client.end();
    await database.close();
  }
}

function present(missions: number, folder: string, server: EmbeddedPostgres): LoadedDatabase {
  const overTcp = (connection: Connection) => ({ ...connection, host: "127.0.0.1" });
  return {
    missions,
    folder,
    version: server.version,
    connection: (role) => overTcp(server.connection(role)),
    superuser: () => overTcp(server.superuser()),
    clean: () => removeBenchRows(server.connection("owner"), PARTIES_SINCE),
    stop: () => server.stop(),
  };
}
