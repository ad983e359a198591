import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { serverProcesses } from "../../src/server/platform/embedded-postgres/postmaster.ts";
import { freePort } from "../../tests/support/free-port.ts";
import type { DrillReport } from "../drill.ts";

const CONF = join(import.meta.dirname, "../../deploy/pgbackrest.conf");
/** Of Debian; elsewhere it is said that they are not there. */
const BIN = "/usr/lib/postgresql/15/bin";
const WRITES = 200;
const TARGET = 100;

/** With the configuration of `deploy/`, as the user postgres, on a server of its own. */
export async function withPgBackRest({ check, note }: DrillReport): Promise<void> {
  const runsHere = ["runuser -u postgres true", "pgbackrest version", `${BIN}/postgres --version`].every(
    (command) => spawnSync("sh", ["-c", command]).status === 0,
  );
  if (!runsHere) {
    check(
      "killed and brought back by pgBackRest",
      false,
      "needs root, pgbackrest and PostgreSQL 15 of Debian",
    );
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), "swideal-pgbackrest-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  try {
    for (const name of ["repo", "log", "lock", "spool", "socket"]) await mkdir(join(folder, name));
    const conf = join(folder, "pgbackrest.conf");
    await writeFile(conf, placed(await readFile(CONF, "utf8"), folder, port));
    spawnSync("chown", ["-R", "postgres", folder]);
    await chmod(conf, 0o640);
    await drill({ check, note }, { folder, port, conf });
  } finally {
    for (const cluster of ["main", "back"])
      await asPostgres(`${BIN}/pg_ctl -D ${folder}/${cluster} -m immediate stop`).catch(() => {});
    await rm(folder, { recursive: true, force: true });
  }
}

/** The places of this drill in the lines that name places; everything else as it stands. */
function placed(text: string, folder: string, port: number): string {
  const places: Record<string, string> = {
    "pg1-path": `${folder}/main`,
    "pg1-port": String(port),
    "pg1-socket-path": `${folder}/socket`,
    "repo1-path": `${folder}/repo`,
    "repo1-cipher-pass": "of this drill alone",
    "log-path": `${folder}/log`,
    "lock-path": `${folder}/lock`,
    "spool-path": `${folder}/spool`,
  };
  return text
    .split("\n")
    .map((line) => {
      const [name = ""] = line.split("=", 1);
      return places[name] === undefined ? line : `${name}=${places[name]}`;
    })
    .join("\n");
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly conf: string;
}

async function drill({ check, note }: Pick<DrillReport, "check" | "note">, place: Place): Promise<void> {
  const { folder, port, conf } = place;
  const rest = `pgbackrest --config=${conf} --stanza=swideal`;
  await asPostgres(`${BIN}/initdb -D ${folder}/main -A trust --data-checksums`);
  const settings = `
port = ${port}
listen_addresses = ''
unix_socket_directories = '${folder}/socket'
archive_mode = on
archive_command = '${rest} archive-push %p'
archive_timeout = 60
`;
  spawnSync("sh", ["-c", `cat >> ${folder}/main/postgresql.conf`], { input: settings });
  await asPostgres(`${BIN}/pg_ctl -D ${folder}/main -l ${folder}/log/postgres -w start`);
  for (const command of ["stanza-create", "check", "--type=full backup"])
    await asPostgres(`${rest} ${command}`);

  const connection = { host: `${folder}/socket`, port, user: "postgres", database: "postgres" };
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  await client.query("create table writes (n int primary key)");
  let moment = "";
  for (let n = 1; n <= WRITES; n += 1) {
    await client.query("insert into writes values ($1)", [n]);
    if (n === TARGET) moment = (await client.query("select clock_timestamp()::text as at")).rows[0].at;
  }
  const postmaster = Number((await readFile(`${folder}/main/postmaster.pid`, "utf8")).split("\n", 1)[0]);
  const dying = client.query("insert into writes select generate_series(1000, 2000000)").catch(() => {});
  process.kill(postmaster, "SIGKILL");
  await dying;
  await client.end().catch(() => {});
  while (serverProcesses(`${folder}/main`, postmaster).length > 0) await sleep(50);

  const begun = performance.now();
  const target = `--type=time "--target=${moment}" --target-action=promote`;
  await asPostgres(`mkdir -m 700 ${folder}/back && ${rest} --pg1-path=${folder}/back ${target} restore`);
  // What was not archived is in the old one's log alone.
  await asPostgres(`cp -n ${folder}/main/pg_wal/0* ${folder}/back/pg_wal/`);
  await asPostgres(`${BIN}/pg_ctl -D ${folder}/back -l ${folder}/log/back -w -t 120 start`);
  const again = new pg.Client(connection);
  await again.connect();
  await promoted(again);
  const { rows } = await again.query("select count(*)::int as count, max(n) as last from writes");
  await again.end();
  note(`restored and replayed in ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  const { count, last } = rows[0];
  check(
    "killed in the middle of writes and brought back by pgBackRest to a moment between two of them",
    count === TARGET && last === TARGET,
    `${count} of ${WRITES}, the last ${last}`,
  );
}

async function promoted(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query("select pg_is_in_recovery() as recovers");
    if (!rows[0].recovers) return;
    await sleep(100);
  }
}

/** Rejects with what it said. */
async function asPostgres(command: string): Promise<void> {
  const child = spawn("runuser", ["-u", "postgres", "--", "sh", "-c", command], {
    cwd: "/",
    // A server that stays would hold a pipe open for ever.
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  let said = "";
  child.stderr.on("data", (part: Buffer) => {
    said += part.toString();
  });
  const [code] = await once(child, "exit");
  child.stderr.destroy();
  if (code !== 0) throw new Error(`${command}: ${said.trim()}`);
}
