import { spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chooseServerUser } from "../../src/server/platform/embedded-postgres/server-user.ts";
import { unpackDebianPackage, unpackedLibraries } from "../runner/debian-packages.ts";
import { findProgram } from "../runner/find-program.ts";
import { preparedFolder } from "../runner/prepared-folder.ts";
import { freePort } from "./free-port.ts";

const HOST = "127.0.0.1";
const READY_WITHIN_MS = 10_000;

/** A PgBouncer of the test's own, on a free loopback port, gone with the process that started it. */
export interface TestPgBouncer {
  readonly host: string;
  readonly port: number;
  /** Such as "1.18.0". */
  readonly version: string;
  stop(): Promise<void>;
}

export interface PgBouncerOptions {
  /** Where PostgreSQL is. */
  readonly server: { readonly host: string; readonly port: number; readonly password: string | undefined };
  /** Whom it lets in. */
  readonly users: readonly string[];
  readonly poolMode: "transaction" | "session";
  readonly poolSize: number;
  /** Further lines of its [pgbouncer] section. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

export async function startPgBouncer(options: PgBouncerOptions): Promise<TestPgBouncer> {
  const program = await pgBouncerProgram();
  const folder = mkdtempSync(join(tmpdir(), "swideal-pgbouncer-"));
  const port = await freePort();
  const { host, port: serverPort, password = "" } = options.server;
  const settings = {
    listen_addr: HOST,
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "trust",
    auth_file: join(folder, "users"),
    pool_mode: options.poolMode,
    default_pool_size: options.poolSize,
    max_client_conn: 500,
    ...options.settings,
  };
  writeFileSync(join(folder, "users"), options.users.map((user) => `"${user}" "${password}"\n`).join(""));
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]
* = host=${host} port=${serverPort}
[pgbouncer]
${Object.entries(settings)
  .map(([name, value]) => `${name} = ${value}`)
  .join("\n")}
`,
  );
  // PgBouncer refuses root, and PostgreSQL's socket is open to its own user alone: it becomes that one.
  const { prefix, uid, gid = uid } = await chooseServerUser(host);
  const identity = uid === undefined || gid === undefined ? null : { uid, gid };
  if (identity !== null)
    for (const file of ["", "users", "pgbouncer.ini"])
      chownSync(join(folder, file), identity.uid, identity.gid);

  const script = `"$@" </dev/null & pid=$!; read _; kill -KILL $pid 2>/dev/null; wait $pid`;
  const shell = spawn("sh", ["-c", script, "sh", ...prefix, program.path, join(folder, "pgbouncer.ini")], {
    stdio: ["pipe", "ignore", "pipe"],
    env: { ...process.env, ...program.env },
    ...identity,
  });
  let said = "";
  shell.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  const stop = async () => {
    const gone = once(shell, "exit");
    shell.stdin?.end();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await accepts(port))) {
    if (/FATAL/.test(said) || Date.now() > deadline) {
      await stop();
      throw new Error(`PgBouncer did not start: ${said.trim()}`);
    }
    await sleep(20);
  }
  return { host: HOST, port, version: /PgBouncer (\S+)/i.exec(said)?.[1] ?? said, stop };
}

/** From the PATH (Debian: also sbin), else unpacked from the Debian archive without root, else one line of advice. */
async function pgBouncerProgram(): Promise<{ path: string; env: Record<string, string> }> {
  const installed = findProgram(["pgbouncer", "/usr/sbin/pgbouncer"]);
  if (installed !== undefined) return { path: installed, env: {} };
  try {
    const folder = await preparedFolder("pgbouncer", (draft) => unpackDebianPackage("pgbouncer", draft));
    const path = join(folder, "usr", "sbin", "pgbouncer");
    return { path, env: { LD_LIBRARY_PATH: unpackedLibraries(folder) } };
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
    throw new Error(`the tests need PgBouncer: install pgbouncer, so that it is on the PATH (${reason})`);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: HOST, port });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
