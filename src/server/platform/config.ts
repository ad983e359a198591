import { resolve } from "node:path";
import { z } from "zod";
import { type HeadsPlace, headsPlaces } from "./audit-heads.ts";
import { type Witness, witnessedLogs, witnesses } from "./audit-witnesses.ts";
import { type BackupSettings, backupSettings, backupVariables } from "./backup-settings.ts";
import * as values from "./config-values.ts";
import type { VerifierKey } from "./proof/verifier-key.ts";

/** Everything that the environment may say, by its name. Absent means the default of the contract. */
const Environment = z.object({
  NODE_ENV: z.string().optional(),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: values.port(3000),
  PUBLIC_URL: values.origin.optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: values.url("postgres:", "postgresql:").optional(),
  DATABASE_ADMIN_URL: values.url("postgres:", "postgresql:").optional(),
  DATABASE_DIRECT_URL: values.url("postgres:", "postgresql:").optional(),
  DATABASE_REPLICA_URLS: values.urls("postgres:", "postgresql:"),
  DATABASE_CA_FILE: z.string().min(1).optional(),
  DATABASE_POOL_MAX: values.integer(20, 1, 1_000),
  REDIS_URL: values.url("redis:", "rediss:").optional(),
  METRICS_HOST: z.string().min(1).default("127.0.0.1"),
  METRICS_PORT: values.port(9464),
  TRUSTED_PROXIES: values.cidrs,
  CORS_ORIGINS: values.webOrigins,
  HSTS: values.choice(["off", "on", "preload"]).default("off"),
  LOG_LEVEL: values.choice(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  AUTH_KEYS: values.jwkSet.optional(),
  APP_KEYS: values.secretKeys.optional(),
  AUDIT_KEY: values.secretKeys.optional(),
  AUDIT_HEADS: headsPlaces,
  AUDIT_KEEP_YEARS: values.integer(3, 1, 100),
  AUDIT_WITNESSES: witnesses,
  AUDIT_WITNESS_FOR: witnessedLogs,
  SMTP_URL: values.url("smtp:", "smtps:").optional(),
  MAIL_FROM: values.sender.optional(),
  EMAIL_VERIFICATION: values.choice(["required", "off"]).optional(),
  RATE_LIMITS: values.choice(["on", "off"]).default("on"),
  RATE_LIMIT_GLOBAL: values.rate(100, 60),
  RATE_LIMIT_SEARCH: values.rate(60, 60),
  RATE_LIMIT_SUGGEST: values.rate(300, 60),
  RATE_LIMIT_CREATE_MISSION: values.rate(5, 900),
  RATE_LIMIT_LOGIN: values.rate(10, 900),
  CONNECTIONS_PER_ADDRESS: values.integer(500, 1, 100_000),
  STREAMS_MAX: values.integer(5_000, 1, 100_000),
  STREAMS_PER_ADDRESS: values.integer(20, 1, 100_000),
  CURRENCY: values.currency,
  TIME_ZONE: values.timeZone,
  DEMO: values.choice(["on", "off"]).optional(),
  SCHEDULER: values.choice(["app", "off"]).default("app"),
  SECURITY_CONTACT: values.contact.optional(),
  ...backupVariables,
  ALERT_WEBHOOK_URL: values.url("http:", "https:").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: values.url("http:", "https:").optional(),
});

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Without a trailing slash; null: made from the port once it is known. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  /** null: embedded PostgreSQL in `dataDir`. */
  readonly database: {
    readonly url: string;
    readonly adminUrl: string;
    readonly directUrl: string;
    readonly replicaUrls: readonly string[];
    /** Whether DATABASE_ADMIN_URL is there, and not DATABASE_URL in its place. */
    readonly ownerNamed: boolean;
  } | null;
  readonly databaseCaFile: string | undefined;
  readonly databasePoolMax: number;
  readonly redisUrl: string | null;
  readonly metrics: { readonly host: string; readonly port: number };
  readonly trustedProxies: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly hsts: "off" | "on" | "preload";
  readonly logLevel: string;
  readonly secrets: {
    readonly authKeys?: JsonWebKey[];
    readonly appKeys?: string[];
    readonly auditKeys?: string[];
  };
  /** Where the log's heads go beside the database. */
  readonly auditHeads: readonly HeadsPlace[];
  /** How long entries of the log are kept at least before `audit prune` may drop them. */
  readonly auditKeepYears: number;
  /** Who is asked to cosign them. */
  readonly auditWitnesses: readonly Witness[];
  /** The keys of the logs that this installation cosigns. */
  readonly auditWitnessFor: readonly VerifierKey[];
  readonly smtpUrl: string | null;
  /** Who mails are from: an address, or `Name <address>`; null: what SMTP_URL names. */
  readonly mailFrom: string | null;
  /** A URI; null: no `security.txt`. */
  readonly securityContact: string | null;
  readonly emailVerification: "required" | "off";
  readonly rateLimits: null | Readonly<
    Record<"global" | "search" | "suggest" | "createMission" | "login", { points: number; seconds: number }>
  >;
  /** Open at once; null: as many as anybody likes. */
  readonly connectionsPerAddress: number | null;
  /** Open at once on an instance, and from one address, null: as many as anybody likes. */
  readonly streams: { readonly most: number; readonly perAddress: number | null };
  readonly currency: string;
  readonly timeZone: string;
  /** The operator's word; null: on exactly where the database is embedded. */
  readonly demo: boolean;
  readonly scheduler: "app" | "off";
  readonly backups: BackupSettings;
}

/** Each line names one variable and what it should be. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`wrong configuration: ${problems.join("; ")}`);
    this.problems = problems;
  }
}

/**
 * Reads the environment. `command` `serve` needs a database and every secret; elsewhere an absent
 * DATABASE_URL means the embedded database, whose secrets are made once. Throws one ConfigError that
 * lists everything that is wrong.
 */
export function readConfig(environment: NodeJS.ProcessEnv, command: "serve" | "embedded-allowed"): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`);
  problems.push(...together(given, command));
  if (!parsed.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);
  return shape(parsed.data);
}

/** Of the contract, and not built yet: whoever sets one believes in something that is not there. */
const WITHOUT_EFFECT =
  /^(BACKUP_S3_URL|METRICS_(HOST|PORT)|DATABASE_(DIRECT_URL|REPLICA_URLS)|ALERT_WEBHOOK_URL|OTEL_EXPORTER_OTLP_ENDPOINT|WEB_CONCURRENCY)$/;

/** The names in the environment that this version of the program passes over; to be told at a start. */
export function variablesWithoutEffect(environment: NodeJS.ProcessEnv): string[] {
  return Object.keys(environment)
    .filter((name) => WITHOUT_EFFECT.test(name) && environment[name] !== "")
    .sort();
}

/** What only shows when several values are seen together. */
function together(given: NodeJS.ProcessEnv, command: "serve" | "embedded-allowed"): string[] {
  const problems: string[] = [];
  const production = given.NODE_ENV === "production";
  const needs = (name: string, why: string) => {
    if (given[name] === undefined) problems.push(`${name}: ${why}`);
  };
  if (command === "serve") needs("DATABASE_URL", "needed by serve (swideal start brings its own database)");
  if (command === "serve" || given.DATABASE_URL !== undefined) {
    for (const name of ["AUTH_KEYS", "APP_KEYS", "AUDIT_KEY"])
      needs(name, "needed (swideal secrets prints one)");
  }
  if (given.BACKUP_WAL === "on" && given.DATABASE_URL !== undefined)
    problems.push(
      "BACKUP_WAL: for the embedded database alone; a server of your own keeps its log by pgBackRest (docs/operate.md)",
    );
  if (production && given.EMAIL_VERIFICATION === "off") {
    problems.push("EMAIL_VERIFICATION: must be required with NODE_ENV=production");
  }
  if (production && given.RATE_LIMITS === "off")
    problems.push("RATE_LIMITS: must be on with NODE_ENV=production");
  if (production && !given.PUBLIC_URL?.startsWith("https://")) {
    problems.push("PUBLIC_URL: must be https with NODE_ENV=production");
  }
  return problems;
}

function shape(env: z.infer<typeof Environment>): Config {
  const embedded = env.DATABASE_URL === undefined;
  return {
    production: env.NODE_ENV === "production",
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? null,
    dataDir: resolve(env.DATA_DIR),
    database:
      env.DATABASE_URL === undefined
        ? null
        : {
            url: env.DATABASE_URL,
            adminUrl: env.DATABASE_ADMIN_URL ?? env.DATABASE_URL,
            directUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
            replicaUrls: env.DATABASE_REPLICA_URLS,
            ownerNamed: env.DATABASE_ADMIN_URL !== undefined,
          },
    databaseCaFile: env.DATABASE_CA_FILE,
    databasePoolMax: env.DATABASE_POOL_MAX,
    redisUrl: env.REDIS_URL ?? null,
    metrics: { host: env.METRICS_HOST, port: env.METRICS_PORT },
    trustedProxies: env.TRUSTED_PROXIES,
    corsOrigins: env.CORS_ORIGINS,
    hsts: env.HSTS,
    logLevel: env.LOG_LEVEL,
    secrets: {
      ...(env.AUTH_KEYS && { authKeys: env.AUTH_KEYS }),
      ...(env.APP_KEYS && { appKeys: env.APP_KEYS }),
      ...(env.AUDIT_KEY && { auditKeys: env.AUDIT_KEY }),
    },
    auditHeads: env.AUDIT_HEADS,
    auditKeepYears: env.AUDIT_KEEP_YEARS,
    auditWitnesses: env.AUDIT_WITNESSES,
    auditWitnessFor: env.AUDIT_WITNESS_FOR,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? null,
    securityContact: env.SECURITY_CONTACT ?? null,
    emailVerification: env.EMAIL_VERIFICATION ?? (embedded ? "off" : "required"),
    rateLimits:
      env.RATE_LIMITS === "off"
        ? null
        : {
            global: env.RATE_LIMIT_GLOBAL,
            search: env.RATE_LIMIT_SEARCH,
            suggest: env.RATE_LIMIT_SUGGEST,
            createMission: env.RATE_LIMIT_CREATE_MISSION,
            login: env.RATE_LIMIT_LOGIN,
          },
    connectionsPerAddress: env.RATE_LIMITS === "off" ? null : env.CONNECTIONS_PER_ADDRESS,
    streams: {
      most: env.STREAMS_MAX,
      perAddress: env.RATE_LIMITS === "off" ? null : env.STREAMS_PER_ADDRESS,
    },
    currency: env.CURRENCY,
    timeZone: env.TIME_ZONE,
    demo: env.DEMO === undefined ? embedded : env.DEMO === "on",
    scheduler: env.SCHEDULER,
    backups: backupSettings(env, embedded ? env.DATA_DIR : null),
  };
}
