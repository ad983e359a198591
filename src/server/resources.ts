import { queueEntries } from "./features/audit/index.ts";
import { type AnswerCache, createAnswerCache } from "./platform/cache/answer-cache.ts";
import { closeAll } from "./platform/close-all.ts";
import { type Config, ConfigError } from "./platform/config.ts";
import {
  type ConnectionConfig,
  connectionConfig,
  type Database,
  openDatabase,
} from "./platform/database/database.ts";
import { findRunningPostgres, startEmbeddedPostgres } from "./platform/embedded-postgres/index.ts";
import { createInvalidation, type Invalidation } from "./platform/invalidation/invalidation.ts";
import { type Jobs, openJobs } from "./platform/jobs.ts";
import { createHub, type Hub } from "./platform/live/hub.ts";
import type { Log } from "./platform/log.ts";
import { type Mailer, openMailer } from "./platform/mail.ts";
import { PATIENCE, type Patience } from "./platform/patience.ts";
import { type AuditKeys, auditKeysOf } from "./platform/proof/keys.ts";
import { openRedis, type Redis, redisReady } from "./platform/redis.ts";
import { loadSecrets, type Secrets } from "./platform/secrets.ts";
import { prepareArchiving } from "./platform/wal/archive-command.ts";

const SLOW_STATEMENT_MS = 1_000;

/** The two roles under which a database is reached; neither is a superuser. */
export interface DatabaseAccess {
  readonly application: ConnectionConfig;
  readonly owner: ConnectionConfig;
  readonly applicationRole: string;
  /** Set when the database ends by itself. */
  readonly exited: Promise<Error | null> | null;
  close(): Promise<void>;
}

/** Whatever holds a connection; opened in this order, closed in reverse. */
export interface Resources {
  readonly config: Config;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly auditKeys: AuditKeys;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly mailer: Mailer;
  readonly redis: Redis | null;
  readonly invalidation: Invalidation;
  readonly hub: Hub;
  readonly cache: AnswerCache;
  close(): Promise<void>;
}

/**
 * Reaches the database that the configuration names. Embedded: starts it, or, with `join`, uses the one
 * that already runs on this DATA_DIR and leaves it running.
 */
export async function openDatabaseAccess(
  config: Config,
  log: Log,
  options: { join: boolean },
): Promise<DatabaseAccess> {
  if (config.database !== null) {
    const { url, adminUrl } = config.database;
    const application = configured(url, config);
    const owner = configured(adminUrl, config);
    const applicationRole = decodeURIComponent(new URL(url).username);
    return { application, owner, applicationRole, exited: null, close: async () => {} };
  }
  const { wal } = config.backups;
  const running = options.join ? await findRunningPostgres(config.dataDir) : null;
  const server =
    running ??
    (await startEmbeddedPostgres({
      dataDir: config.dataDir,
      log: (line) => log.debug({ postgres: line }, "postgres"),
      // Whoever starts it has it archived: what a command changes must not be missing between two starts.
      settings: async (cluster) =>
        wal === null ? {} : prepareArchiving(config.dataDir, cluster, wal.mostBytes),
    }));
  const application = server.connection("application");
  return {
    application: connectionConfig({ connection: application, caFile: undefined }),
    owner: connectionConfig({ connection: server.connection("owner"), caFile: undefined }),
    applicationRole: application.user,
    exited: running === null ? server.exited : null,
    close: () => (running === null ? server.stop() : Promise.resolve()),
  };
}

/** What follows may hold what people wrote. */
const firstLine = (text: string): string => text.split("\n", 1)[0] as string;

/** Throws ConfigError where the file of authorities cannot be read. */
function configured(connection: string, { databaseCaFile }: Config): ConnectionConfig {
  try {
    return connectionConfig({ connection, caFile: databaseCaFile });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError([`DATABASE_CA_FILE: cannot be read (${code ?? "unknown reason"})`]);
  }
}

export async function openResources(
  config: Config,
  log: Log,
  access: DatabaseAccess,
  patience: Patience = PATIENCE,
): Promise<Resources> {
  const opened: (() => Promise<void>)[] = [];
  const close = () =>
    closeAll(opened.splice(0), (error) => log.error({ err: error }, "a part could not be closed"));
  try {
    const secrets = await loadSecrets(config);
    const auditKeys = auditKeysOf(secrets.auditKeys);
    const connectRedis = async (url: string): Promise<Redis> => {
      const connection = await openRedis(url, (error) => log.warn({ err: error }, "redis"), patience.redis);
      opened.push(async () => connection.disconnect());
      await redisReady(connection);
      return connection;
    };
    const redis = config.redisUrl === null ? null : await connectRedis(config.redisUrl);
    const subscriber = config.redisUrl === null ? null : await connectRedis(config.redisUrl);
    const invalidation = createInvalidation(
      redis && subscriber && { redis, subscriber, lease: patience.lease },
    );
    opened.push(async () => invalidation.close());
    const hub = createHub({
      invalidation,
      onError: (error) => log.warn({ err: error }, "what is watched live could not be read"),
    });
    opened.push(async () => hub.close());
    const cache = createAnswerCache({ invalidation, redis });
    const database = openDatabase({
      connection: access.application,
      poolMax: config.databasePoolMax,
      patience,
      onError: (error) => log.warn({ err: error }, "an idle database connection was lost"),
      onChanged: invalidation.tell,
      lastStatement: queueEntries(auditKeys.mac),
      onNotice: ({ severity, code, message }) =>
        log[severity === "WARNING" ? "warn" : "info"](
          { severity, code, notice: firstLine(message) },
          "a notice of PostgreSQL",
        ),
      onSilence: (silent) => {
        if (silent) log.warn("the database does not answer: what needs it is refused until it does");
        else log.info("the database answers again");
      },
      onStatement: ({ sql, milliseconds }) => {
        if (milliseconds > SLOW_STATEMENT_MS)
          log.warn({ sql: sql.replace(/\s+/g, " ").trim(), milliseconds }, "slow statement");
      },
    });
    opened.push(() => database.close());
    const jobs = await openJobs({
      connection: access.application,
      timeZone: config.timeZone,
      pollEvery: patience.jobs,
      scheduling: config.scheduler === "app",
      onError: (error) => log.warn({ err: error }, "a job failed"),
    });
    opened.push(() => jobs.stop());
    const mailer = openMailer({
      smtpUrl: config.smtpUrl,
      from: config.mailFrom,
      dataDir: config.dataDir,
    });
    opened.push(() => mailer.close());
    return {
      config,
      log,
      secrets,
      auditKeys,
      database,
      jobs,
      mailer,
      redis,
      invalidation,
      hub,
      cache,
      close,
    };
  } catch (error) {
    // What could not be opened says more than what could not be closed then; that stands in the log.
    await close().catch(() => {});
    throw error;
  }
}
