import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";
import { describeCommit } from "../../tests/support/commit.ts";
import { debianProgram } from "./debian-program.ts";

/** What the figures were measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  /** Before the first question: how many programs wanted a core over the last minute. */
  readonly busyBefore: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Of the program, and whether files had changed since. */
  readonly commit: string;
}

export async function describeMachine(postgres: string): Promise<Machine> {
  const [pgbench, wrk] = [
    await versionOfProgram("pgbench", "postgresql"),
    await versionOfProgram("wrk", "wrk"),
  ];
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    busyBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
    versions: {
      Node: process.versions.node,
      PostgreSQL: postgres,
      pgbench,
      wrk,
      Fastify: versionOf("fastify"),
    },
    commit: describeCommit(),
  };
}

async function versionOfProgram(name: string, from: string): Promise<string> {
  const { path, env } = await debianProgram({ name, from });
  // wrk tells its version beside its usage, with a status that says that it did nothing.
  const { stdout } = spawnSync(path, ["--version"], { env: { ...process.env, ...env }, encoding: "utf8" });
  return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? "unknown";
}

export function machineLine({ processor, cores, memoryGiB, versions }: Machine): string {
  const parts = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [`${cores} × ${processor}`, `${memoryGiB} GiB`, ...parts].join(", ");
}
