import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { buildServer } from "../../src/server/build-server.ts";
import { migrateDatabase } from "../../src/server/migrate-database.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import { connectionConfig } from "../../src/server/platform/database/database.ts";
import { startEmbeddedPostgres } from "../../src/server/platform/embedded-postgres/index.ts";
import { openLog } from "../../src/server/platform/log.ts";
import { openResources, type Resources } from "../../src/server/resources.ts";
import { ApiClient } from "../../tests/support/api-client.ts";
import { missionInput, PASSWORD, type Person, withToken } from "../../tests/support/people.ts";
import { type Relay, startRelay } from "../../tests/support/relay.ts";

const run = promisify(execFile);
/** Room for a small database and its log of writes, and little more. */
const DISK_MB = 256;

/** The real program with its jobs, on a PostgreSQL of its own whose way and whose disk can be made bad. */
export interface Installation {
  readonly url: string;
  readonly api: ApiClient;
  readonly client: Person;
  readonly resources: Resources;
  readonly relay: Relay;
  /** As the owner of the tables, past the relay. */
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Holds locks of its own. */
  readonly holder: pg.Client;
  /** Fills the disk of PostgreSQL to its last block, and empties it again; null where none can be mounted. */
  readonly disk: { fill(): Promise<void>; empty(): Promise<void> } | null;
  stop(): Promise<void>;
}

export async function startInstallation(): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-hard-times-"));
  const ends: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const mounted = await run("mount", ["-t", "tmpfs", "-o", `size=${DISK_MB}m`, "swideal", dataDir]).then(
      () => true,
      () => false,
    );
    if (mounted) ends.push(() => run("umount", ["-l", dataDir]));
    const postgres = await startEmbeddedPostgres({
      dataDir,
      log: () => {},
      settings: { max_wal_size: "48MB" },
    });
    ends.push(() => postgres.stop());
    const owner = postgres.connection("owner");
    const application = postgres.connection("application");
    await migrateDatabase({ owner, applicationRole: application.user, log: () => {} });
    const relay = await startRelay(application);
    ends.push(() => relay.stop());
    const pool = new pg.Pool({ ...owner, max: 2 });
    pool.on("error", () => {});
    ends.push(() => pool.end());
    const { api, resources, close } = await serve(
      relay.through(connectionConfig({ connection: application })),
    );
    ends.push(close);
    const holder = new pg.Client(owner);
    holder.on("error", () => {});
    await holder.connect();
    ends.push(() => holder.end().catch(() => {}));
    return {
      url: api.url,
      api,
      client: await enrol(api),
      resources,
      relay,
      sql: async (text, values = []) => (await pool.query(text, values)).rows,
      holder,
      disk: mounted ? diskOf(dataDir) : null,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function serve(application: ReturnType<typeof connectionConfig>) {
  // Beside the database's disk, as where an operator's database has a machine of its own.
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-hard-times-data-"));
  const config = readConfig(
    { LOG_LEVEL: "silent", RATE_LIMITS: "off", DEMO: "off", DATA_DIR: dataDir, EMAIL_VERIFICATION: "off" },
    "embedded-allowed",
  );
  const resources = await openResources(config, openLog(config.logLevel), {
    application,
    owner: application,
    applicationRole: application.user ?? "",
    exited: null,
    close: async () => {},
  });
  let url = "";
  const app = await buildServer(resources, { version: "drill", publicUrl: () => url, pagesFolder: null });
  await resources.jobs.open();
  url = await app.listen({ host: "127.0.0.1", port: 0 });
  await resources.jobs.start();
  return {
    api: new ApiClient(url),
    resources,
    async close() {
      await app.close();
      await resources.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function enrol(api: ApiClient): Promise<Person> {
  const account = { email: "mairie@example.org", password: PASSWORD, displayName: "Mairie de Bron" };
  const { body } = await api.post("/auth/register", account);
  const client = withToken({ api }, body.accessToken, body.user);
  await client.post("/missions", missionInput());
  return client;
}

function diskOf(dataDir: string) {
  const ballast = join(dataDir, "ballast");
  return {
    async fill() {
      // dd stops where the disk ends, and keeps what it has written.
      await run("dd", ["if=/dev/zero", `of=${ballast}`, "bs=4096"]).catch(() => {});
    },
    empty: () => writeFile(ballast, ""),
  };
}
