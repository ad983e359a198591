/**
 * The PostgreSQL that Swideal brings along: started on a folder, tied to this process, stopped with it.
 * Tried on Linux (x64); the parts for macOS and Windows follow the documentation and were not run.
 */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { copyBinaries, installedBinaries, linkMissingLibraries } from "./binaries.ts";
import { clusterOf, createCluster, exists, readPassword, superuserName } from "./cluster-folder.ts";
import { diagnose, EmbeddedPostgresError, fromFileError, saysFolderTaken } from "./errors.ts";
import { findPostmaster, type Postmaster, waitUntilFree, waitUntilReady } from "./postmaster.ts";
import {
  type Connection,
  databaseName,
  ensureRolesAndDatabase,
  readVersion,
  roleNames,
} from "./roles-and-database.ts";
import { canExecute, chooseServerUser } from "./server-user.ts";
import { serverArguments } from "./settings.ts";
import { makeSocketFolder, socketFolderOf } from "./socket-folder.ts";
import { startTied, type TiedProcess } from "./tied-process.ts";

export type { EmbeddedPostgresErrorCode } from "./errors.ts";
export type { Connection } from "./roles-and-database.ts";
export { EmbeddedPostgresError };

export interface EmbeddedPostgres {
  /** `owner` may create (migrations, operator commands); `application` gets what migrations grant it. */
  connection(role: "owner" | "application"): Connection;
  /** For the test suite, which makes databases from templates, and for statistics. */
  superuser(): Connection;
  /** Such as "15.18". */
  readonly version: string;
  /** Number of the postmaster. */
  readonly processId: number;
  /** Settles with null after `stop`, with the reason in one line when the server ended by itself. */
  readonly exited: Promise<EmbeddedPostgresError | null>;
  /** Ends connections, writes a checkpoint, returns when the server is gone. Does nothing to a server found running. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** DATA_DIR; may be relative. The database goes into its folder `postgres`. */
  readonly dataDir: string;
  /** Receives each line of PostgreSQL's log. */
  readonly log: (line: string) => void;
  /** Settings of PostgreSQL by name, over the defaults. */
  readonly settings?: Record<string, string>;
  /** Another `native` folder than the installed one, to run another version. */
  readonly binaries?: string;
  /** Listens on 127.0.0.1 at this port as well, with a password. */
  readonly listenTcp?: number;
}

/** How long a start waits for the server before it, which may be stopping, before it calls the folder taken. */
const patience = 6000;

/** @throws EmbeddedPostgresError, whose message is one line that says what to do */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  try {
    return await start(dataDir, options);
  } catch (error) {
    throw fromFileError(error, dataDir);
  }
}

async function start(dataDir: string, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = clusterOf(dataDir);
  const socketFolder = socketFolderOf(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const user = await chooseServerUser(dataDir, cluster);
  let native = options.binaries ?? installedBinaries();
  if (!canExecute(user, native)) native = await copyBinaries(native, join(dataDir, "postgres-programs"));
  const libraryPath = await linkMissingLibraries(native, join(dataDir, "postgres-libraries"));
  if (!exists(cluster)) await createCluster(dataDir, native, user, libraryPath);
  if (socketFolder !== undefined) await makeSocketFolder(socketFolder, user);

  const command = [
    join(native, "bin", "postgres"),
    ...serverArguments(cluster, socketFolder, options.listenTcp, options.settings ?? {}),
  ];
  const deadline = Date.now() + patience;
  for (;;) {
    await waitUntilFree(dataDir, cluster, socketFolder, deadline, options.log);
    const spawnedAt = Date.now();
    const server = startTied(command, user, libraryPath, options.log);
    let hasEnded = false;
    void server.exited.then(() => {
      hasEnded = true;
    });
    const postmaster = await waitUntilReady(cluster, server.processId, spawnedAt, () => hasEnded);
    if (postmaster !== undefined) return await open(dataDir, postmaster, server);
    // Another start was faster between our look and our server's.
    if (!saysFolderTaken(server.lastLines) || Date.now() >= deadline)
      throw diagnose(server.lastLines, dataDir);
  }
}

async function open(dataDir: string, postmaster: Postmaster, server: TiedProcess): Promise<EmbeddedPostgres> {
  let stopping: Promise<void> | undefined;
  const exited = server.exited.then(() => (stopping ? null : diagnose(server.lastLines, dataDir)));
  const stop = () => {
    stopping ??= server.exited.then(() => {});
    server.interrupt();
    return stopping;
  };
  try {
    const connections = connectionsTo(postmaster, await readPassword(clusterOf(dataDir)));
    const version = await ensureRolesAndDatabase(connections.superuser());
    return { ...connections, version, processId: postmaster.processId, exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * For operator commands: the way to the server that runs on this DATA_DIR, or null. Starts and stops nothing.
 * @throws EmbeddedPostgresError when one runs that this user may not use, or that does not become ready
 */
export async function findRunningPostgres(dataDir: string): Promise<EmbeddedPostgres | null> {
  const cluster = clusterOf(resolve(dataDir));
  try {
    const postmaster = await findPostmaster(cluster, Date.now() + patience);
    if (postmaster === undefined) return null;
    const connections = connectionsTo(postmaster, await readPassword(cluster));
    const version = await readVersion(connections.superuser());
    const { processId } = postmaster;
    return { ...connections, version, processId, exited: new Promise(() => {}), stop: async () => {} };
  } catch (error) {
    throw fromFileError(error, resolve(dataDir));
  }
}

function connectionsTo(postmaster: Postmaster, password: string) {
  const host = postmaster.socketFolder || "127.0.0.1";
  const { port } = postmaster;
  return {
    connection: (role: "owner" | "application"): Connection => ({
      host,
      port,
      database: databaseName,
      user: roleNames[role],
      password,
    }),
    superuser: (): Connection => ({ host, port, database: "postgres", user: superuserName, password }),
  };
}
