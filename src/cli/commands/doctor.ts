import { constants } from "node:fs";
import { access as checkAccess, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { Command } from "commander";
import { sql } from "kysely";
import { openDatabase } from "../../server/platform/database/database.ts";
import { pendingMigrations } from "../../server/platform/migrations.ts";
import { openRedis } from "../../server/platform/redis.ts";
import { type OperatorContext, OperatorError, type Terminal, withDatabase } from "../context.ts";
import { examineBackups } from "./doctor-backups.ts";
import type { Finding } from "./doctor-finding.ts";
import { headsElsewhere } from "./doctor-heads.ts";
import { examineStatements, formatStatements, type StatementFindings } from "./doctor-statements.ts";
import { examineWitnesses } from "./doctor-witnesses.ts";

const marks = { good: "ok  ", warning: "note", bad: "BAD " } as const;
const MEBIBYTE = 1024 * 1024;

export function doctorCommand(program: Command, terminal: Terminal): void {
  program
    .command("doctor")
    .description("look at everything that Swideal needs, and say what to mend")
    .option("--json", "print JSON")
    .action((options: { json?: boolean }) =>
      withDatabase(terminal, async (context) => {
        const { slowest, findings: ofDatabase } = await database(context);
        const others = await Promise.all([
          ...[disk(context), redis(context), mail(context)],
          examineWitnesses(context),
          headsElsewhere(context),
          examineBackups(context),
        ]);
        const findings = [...ofDatabase, ...others.flat()];
        if (options.json) terminal.print(JSON.stringify({ findings, slowestStatements: slowest }));
        else {
          for (const { name, state, text } of findings) terminal.print(`${marks[state]} ${name}: ${text}`);
          for (const line of formatStatements(slowest)) terminal.print(line);
        }
        const bad = findings.filter(({ state }) => state === "bad");
        if (bad.length > 0)
          throw new OperatorError(`to be mended: ${bad.map(({ name }) => name).join(", ")}`);
      }),
    );
}

interface ServerFacts {
  readonly version: string;
  readonly number: number;
  readonly superuser: boolean;
  readonly create: boolean;
  readonly encoding: string;
}

async function database({ access, log }: OperatorContext): Promise<StatementFindings> {
  const connection = openDatabase({
    connection: access.application,
    poolMax: 1,
    onError: (error) => log.warn({ err: error }, "database"),
  });
  try {
    const { rows } = await sql<ServerFacts>`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
        (select rolsuper from pg_roles where rolname = current_user) as superuser,
        has_schema_privilege('public', 'create') as create,
        current_setting('server_encoding') as encoding`.execute(connection.writer);
    const facts = rows[0] as ServerFacts;
    const { pending, unknown } = await pendingMigrations(access.application);
    const major = Math.floor(facts.number / 10_000);
    const statements = await examineStatements(connection.writer);
    const findings: Finding[] = [
      {
        name: "PostgreSQL",
        state: major < 15 || facts.encoding !== "UTF8" ? "bad" : major > 18 ? "warning" : "good",
        text: `version ${facts.version}, ${facts.encoding} (15 to 18 in UTF8 are supported)`,
      },
      facts.superuser || facts.create
        ? {
            name: "role",
            state: "warning",
            text: "the application's role may change the structure; give it a role of its own, and DATABASE_ADMIN_URL to the owner",
          }
        : {
            name: "role",
            state: "good",
            text: "the application's role reads and writes rows and nothing else",
          },
      pending.length > 0
        ? { name: "schema", state: "bad", text: `lacks ${pending.join(", ")}; run swideal migrate` }
        : unknown.length > 0
          ? { name: "schema", state: "warning", text: `newer than this program: ${unknown.join(", ")}` }
          : { name: "schema", state: "good", text: "up to date" },
      ...statements.findings,
    ];
    return { findings, slowest: statements.slowest };
  } catch (error) {
    return { findings: [{ name: "PostgreSQL", state: "bad", text: (error as Error).message }], slowest: [] };
  } finally {
    await connection.close();
  }
}

async function disk({ config }: OperatorContext): Promise<Finding[]> {
  try {
    const folder = await existingPart(config.dataDir);
    await checkAccess(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = Math.floor((bavail * bsize) / MEBIBYTE);
    return [
      {
        name: "DATA_DIR",
        state: free < 500 ? "warning" : "good",
        text: `${config.dataDir}, ${free} MiB free`,
      },
    ];
  } catch {
    const needed = config.database === null || config.smtpUrl === null;
    return [
      {
        name: "DATA_DIR",
        state: needed ? "bad" : "good",
        text: `${config.dataDir} cannot be written; see DATA_DIR`,
      },
    ];
  }
}

/** The folder itself or, while nothing has been written, the one it will be made in. */
async function existingPart(folder: string): Promise<string> {
  const exists = await checkAccess(folder, constants.F_OK).then(
    () => true,
    () => false,
  );
  return exists || dirname(folder) === folder ? folder : existingPart(dirname(folder));
}

async function redis({ config }: OperatorContext): Promise<Finding[]> {
  if (config.redisUrl === null) {
    return [{ name: "Redis", state: "good", text: "not configured: one instance, memory only" }];
  }
  const client = await openRedis(config.redisUrl, () => {});
  try {
    await new Promise((resolve, reject) => client.once("ready", resolve).once("error", reject));
    await client.ping();
    return [{ name: "Redis", state: "good", text: "answers" }];
  } catch (error) {
    return [
      { name: "Redis", state: "bad", text: `does not answer (${(error as Error).message}); see REDIS_URL` },
    ];
  } finally {
    client.disconnect();
  }
}

async function mail({ config }: OperatorContext): Promise<Finding[]> {
  return config.smtpUrl === null
    ? [{ name: "mail", state: "warning", text: `no SMTP_URL: mails are written to ${config.dataDir}/mails` }]
    : [{ name: "mail", state: "good", text: `through ${new URL(config.smtpUrl).host}` }];
}
