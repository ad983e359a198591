import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { buildServer } from "../../src/server/build-server.ts";
import type { App } from "../../src/server/http/app.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import { type ConnectionConfig, connectionConfig } from "../../src/server/platform/database/database.ts";
import { openLog } from "../../src/server/platform/log.ts";
import type { Patience } from "../../src/server/platform/patience.ts";
import { formatSecrets, makeSecrets } from "../../src/server/platform/secrets.ts";
import { type DatabaseAccess, openResources, type Resources } from "../../src/server/resources.ts";
import { ApiClient } from "./api-client.ts";
import { describedByOwnCode } from "./openapi-check.ts";

export interface TestServer {
  readonly app: App;
  readonly resources: Resources;
  readonly access: DatabaseAccess;
  readonly url: string;
  /** As people and tokens know it: by name. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly api: ApiClient;
  /** As the owner of the database: to look at rows, or to make a state that only time would make. */
  sql<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Another instance of the program on the same database. */
  another(environment?: Record<string, string>): Promise<TestServer>;
  close(): Promise<void>;
}

/** The real program on a database of its own, listening on a free port of the loopback interface. */
export async function startTestServer(
  environment: Record<string, string> = {},
  options: ServerParts = {},
): Promise<TestServer> {
  const database = await createTestDatabase();
  const { application } = database;
  const access = { ...database, application: options.through?.(application) ?? application };
  return startOn(access, { ...secretsAsEnvironment(), ...environment }, options, database.drop);
}

/** What most tests do without. */
export interface ServerParts {
  readonly pagesFolder?: string;
  /** Whether jobs are worked on, e.g. mails sent. */
  readonly jobs?: boolean;
  /** The way of the program's own role to the database, e.g. through a pooler. */
  readonly through?: (direct: ConnectionConfig) => ConnectionConfig;
  /** Is given each line of the log, of which LOG_LEVEL says how much there is. */
  readonly onLogLine?: (line: string) => void;
  /** For tests of these limits themselves: `PATIENCE`. Others are not to meet them, however busy the machine is. */
  readonly patience?: Patience;
}

/** More than any test waits in vain; work, for which many wait, is looked for more often. */
export const UNHURRIED: Patience = {
  statement: 60_000,
  connection: 60_000,
  silence: 60_000,
  redis: 30_000,
  lease: 30_000,
  jobs: 500,
};

export interface TestDatabase extends DatabaseAccess {
  readonly name: string;
  drop(): Promise<void>;
}

/**
 * A copy of the migrated template: empty, but for the tables of reference.
 * @param from another database to copy, as it stands; nobody is connected to it
 */
export async function createTestDatabase(from?: string): Promise<TestDatabase> {
  const { host, port, superuser, password, template: migrated } = inject("postgres");
  const template = from ?? migrated;
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = { host, port, user: superuser, ...(password === undefined ? {} : { password }) };
  const run = async (statement: string) => {
    const client = new pg.Client({ ...admin, database: "postgres" });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  // Files are copied in half the time in which their pages go through the log.
  await run(`create database ${name} template ${template} owner swideal_owner strategy file_copy`);
  const connect = (user: string) => connectionConfig({ connection: { ...admin, user, database: name } });
  return {
    name,
    application: connect("swideal_app"),
    owner: connect("swideal_owner"),
    applicationRole: "swideal_app",
    exited: null,
    close: async () => {},
    drop: () => run(`drop database if exists ${name} with (force)`),
  };
}

async function startOn(
  access: DatabaseAccess,
  environment: Record<string, string>,
  parts: ServerParts,
  drop: () => Promise<void>,
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-data-"));
  const config = readConfig(
    { LOG_LEVEL: "silent", RATE_LIMITS: "off", DEMO: "off", DATA_DIR: dataDir, ...environment },
    "embedded-allowed",
  );
  const { onLogLine } = parts;
  const resources = await openResources(
    config,
    openLog(config.logLevel, onLogLine && { write: onLogLine }),
    access,
    parts.patience ?? UNHURRIED,
  );
  let url = "";
  const app = await buildServer(resources, {
    version: "0.0.0-test",
    publicUrl: () => config.publicUrl ?? url,
    pagesFolder: parts.pagesFolder ?? null,
  });
  await resources.jobs.open();
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  url = address.replace("127.0.0.1", "localhost");
  if (parts.jobs) await resources.jobs.start();
  const description = describedByOwnCode(address);
  const watcher = new pg.Pool({ ...access.owner, max: 2 });
  watcher.on("error", () => {});
  return {
    app,
    resources,
    access,
    url: address,
    publicUrl: url,
    dataDir,
    api: new ApiClient(address),
    sql: async (text, values = []) => (await watcher.query(text, values)).rows,
    another: (changes = {}) => startOn(access, { ...environment, ...changes }, parts, async () => {}),
    async close() {
      description.forget();
      await app.close();
      await resources.close();
      await watcher.end();
      await rm(dataDir, { recursive: true, force: true });
      await drop();
    },
  };
}

/** What `swideal secrets --json` prints. */
export function secretsAsEnvironment(): Record<string, string> {
  const lines = formatSecrets(makeSecrets()).split("\n");
  return Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...value] = line.split("=");
      return [name, value.join("=").replace(/^'|'$/g, "")];
    }),
  );
}
