/**
 * The PostgreSQL that Swideal brings along: started on a folder, tied to this process, stopped with it.
 * Tried on Linux (x64); the parts for macOS and Windows follow the documentation and were not run.
 */
import { join, resolve } from "node:path";
import { copyBinaries, installedBinaries, linkMissingLibraries } from "./binaries.ts";
import {
  clusterOf,
  createCluster,
  isCluster,
  readPassword,
  refuseOtherVersion,
  superuserName,
} from "./cluster-folder.ts";
import {
  diagnoseEnd,
  diagnoseStart,
  diskFull,
  EmbeddedPostgresError,
  fromFileError,
  noSpaceLeft,
  saysFolderTaken,
} from "./errors.ts";
import { findPostmaster, type Postmaster, waitUntilFree, waitUntilReady } from "./postmaster.ts";
import {
  type Connection,
  databaseName,
  ensureRolesAndDatabase,
  readVersion,
  roleNames,
} from "./roles-and-database.ts";
import { canExecute, chooseServerUser, enterDataDir } from "./server-user.ts";
import { serverArguments } from "./settings.ts";
import {
  freeLoopbackPort,
  makeSocketFolder,
  removeTemporarySocketFolder,
  socketFolderOf,
} from "./socket-folder.ts";
import { finishSwap } from "./swap-cluster.ts";
import { startTied, type TiedProcess } from "./tied-process.ts";

export type { EmbeddedPostgresErrorCode } from "./errors.ts";
export type { Connection } from "./roles-and-database.ts";
export { diskFull, EmbeddedPostgresError, noSpaceLeft };

export interface EmbeddedPostgres {
  /** `owner` may create (migrations, operator commands); `application` gets what migrations grant it. */
  connection(role: "owner" | "application"): Connection;
  /** For the test suite, which makes databases from templates, and for statistics. */
  superuser(): Connection;
  /** Such as "15.18". */
  readonly version: string;
  /** Number of the postmaster. */
  readonly processId: number;
  /**
   * Settles with null after `stop`, with the reason in one line when the server ended by itself. For a server found
   * running it never settles.
   */
  readonly exited: Promise<EmbeddedPostgresError | null>;
  /** Ends connections, writes a checkpoint, returns when the server is gone. Does nothing to a server found running. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** DATA_DIR; may be relative. The database goes into its folder `postgres`. */
  readonly dataDir: string;
  /** Receives each line of PostgreSQL's log. */
  readonly log: (line: string) => void;
  /** Settings of PostgreSQL by name, over the defaults; a function is asked once the cluster's folder is there. */
  readonly settings?: Record<string, string> | ((cluster: string) => Promise<Record<string, string>>);
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
  await finishSwap(dataDir);
  const user = await chooseServerUser(cluster);
  await enterDataDir(dataDir, cluster, user);
  const installed = options.binaries ?? installedBinaries();
  const native = canExecute(user, installed)
    ? installed
    : await copyBinaries(installed, join(dataDir, "postgres-programs"));
  const libraryPath = await linkMissingLibraries(native, join(dataDir, "postgres-libraries"));
  const programs = { native, libraryPath, user };
  if (!(await isCluster(cluster))) await createCluster(dataDir, programs, options.log);
  if (socketFolder !== undefined) await makeSocketFolder(socketFolder, user);

  const tcpPort = options.listenTcp ?? (socketFolder === undefined ? await freeLoopbackPort() : undefined);
  const { settings = {} } = options;
  const chosen = typeof settings === "function" ? await settings(cluster) : settings;
  const args = serverArguments(cluster, socketFolder, tcpPort, chosen);
  const deadline = Date.now() + patience;
  for (;;) {
    await waitUntilFree(dataDir, cluster, socketFolder, deadline, options.log);
    const server = startTied(programs, "postgres", args, options.log);
    try {
      const postmaster = await waitUntilReady(cluster, server);
      if (postmaster !== undefined) return await open(dataDir, postmaster, server);
    } catch (error) {
      server.interrupt();
      await server.exited;
      throw noSpaceLeft(error) ? diskFull(dataDir, error) : error;
    }
    // Another start was faster between our look and our server's.
    if (!saysFolderTaken(server.lastLines) || Date.now() >= deadline) {
      await refuseOtherVersion(dataDir, programs);
      throw diagnoseStart(server.lastLines, dataDir);
    }
  }
}

async function open(dataDir: string, postmaster: Postmaster, server: TiedProcess): Promise<EmbeddedPostgres> {
  const connections = connectionsTo(postmaster, await readPassword(clusterOf(dataDir)));
  const version = await ensureRolesAndDatabase(connections.superuser());
  let isStopping = false;
  return {
    ...connections,
    version,
    processId: postmaster.processId,
    exited: server.exited.then((status) =>
      isStopping ? null : diagnoseEnd(status, server.lastLines, dataDir),
    ),
    async stop() {
      isStopping = true;
      server.interrupt();
      await server.exited;
      await removeTemporarySocketFolder(postmaster.socketFolder);
    },
  };
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
