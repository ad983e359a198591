import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const LAUNCHER = join(import.meta.dirname, "../../bin/swideal.mjs");
const LOOK_EVERY_MS = 50;
/** A second, as Linux counts a process's time in `/proc`. */
const TICKS = 100;

export interface CommandRun {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  /** Bytes of standard output. */
  readonly length: number;
  readonly seconds: number;
  /** The most that it held, resident, in MB; null where the system does not say. */
  readonly peakMb: number | null;
  /** Seconds of processor, its own and the system's for it; null where the system does not say. */
  readonly processor: number | null;
}

/** A command as an operator runs it, on the installation that the environment names. @param hold whether `output` is wanted */
export async function swideal(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  { hold = true }: { readonly hold?: boolean } = {},
): Promise<CommandRun> {
  const begun = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const used: { peakMb: number | null; processor: number | null } = { peakMb: null, processor: null };
  const watch = setInterval(async () => {
    const [status, stat] = await Promise.all(
      ["status", "stat"].map((name) => readFile(`/proc/${child.pid}/${name}`, "utf8").catch(() => "")),
    );
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status ?? "")?.[1];
    if (kilobytes !== undefined) used.peakMb = Number(kilobytes) / 1_000;
    const [user, system] = stat?.split(") ")[1]?.split(" ").slice(11, 13) ?? [];
    if (system !== undefined) used.processor = (Number(user) + Number(system)) / TICKS;
  }, LOOK_EVERY_MS);
  const said = { output: "", errors: "", length: 0 };
  child.stdout.on("data", (chunk: Buffer) => {
    said.length += chunk.length;
    if (hold) said.output += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => (said.errors += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(watch);
  return { code, ...said, ...used, seconds: (performance.now() - begun) / 1_000 };
}
