import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type pg from "pg";
import { debianProgram } from "./debian-program.ts";
import type { Script } from "./pgbench-script.ts";

const run = promisify(execFile);

export interface PgbenchOptions {
  readonly connection: pg.ClientConfig;
  /** Drawn by chance, all as likely. */
  readonly scripts: readonly Script[];
  readonly clients: number;
  readonly seconds: number;
}

/** Transactions a second with prepared statements over the connection given, connecting not counted. */
export async function runPgbench(options: PgbenchOptions): Promise<number> {
  const seconds = Math.max(Math.ceil(options.seconds), SHORTEST_SECONDS);
  // On a machine that is busy with something else all that time may go into connecting.
  const perSecond =
    (await transactionsPerSecond({ ...options, seconds })) ||
    (await transactionsPerSecond({ ...options, seconds: 10 * seconds }));
  if (perSecond === 0) throw new Error("pgbench made no transaction at all.");
  return perSecond;
}

/** Connecting is part of the time it is given. */
const SHORTEST_SECONDS = 2;

async function transactionsPerSecond({ connection, scripts, clients, seconds }: PgbenchOptions) {
  const { path, env } = await debianProgram({ name: "pgbench", from: "postgresql" });
  const { host, port, user, password, database } = connection;
  const folder = await mkdtemp(join(tmpdir(), "swideal-pgbench-"));
  try {
    const files = scripts.map((_, index) => join(folder, `${index}.sql`));
    for (const [index, { text }] of scripts.entries()) await writeFile(files[index] as string, `${text}\n`);
    const variables = scripts.flatMap((script) => Object.entries(script.variables));
    const { stdout, stderr } = await run(
      path,
      [
        ...["-n", "-M", "prepared", "-c", String(clients), "-j", "2", "-T", String(seconds)],
        ...variables.flatMap(([name, value]) => ["-D", `${name}=${value}`]),
        ...files.flatMap((file) => ["-f", file]),
        ...["-h", String(host), "-p", String(port), "-U", String(user), String(database)],
      ],
      { env: { ...process.env, ...env, PGPASSWORD: String(password) }, maxBuffer: 2 ** 26 },
    );
    const made = Number(/actually processed: (\d+)/.exec(stdout)?.[1]);
    if (made === 0) return 0;
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
    if (!(perSecond > 0)) throw new Error(`pgbench: ${stdout}\n${stderr}`);
    return perSecond;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
