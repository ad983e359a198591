import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";
import { findPgbench } from "./pgbench.ts";

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
  const { path, env } = await findPgbench();
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  const pgbench = execFileSync(path, ["--version"], { env: { ...process.env, ...env }, encoding: "utf8" });
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    busyBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
    versions: {
      Node: process.versions.node,
      PostgreSQL: postgres,
      pgbench: /[\d.]+/.exec(pgbench)?.[0] ?? "unknown",
      Fastify: versionOf("fastify"),
      autocannon: versionOf("autocannon"),
    },
    commit: commitOf(),
  };
}

function commitOf(): string {
  try {
    const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8", stdio: "pipe" }).trim();
    const changed = git("status", "--porcelain", "--untracked-files=no") !== "";
    return `${git("rev-parse", "--short", "HEAD")}${changed ? " and changes" : ""}`;
  } catch {
    return "unknown";
  }
}

export function machineLine({ processor, cores, memoryGiB, versions }: Machine): string {
  const parts = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [`${cores} × ${processor}`, `${memoryGiB} GiB`, ...parts].join(", ");
}
