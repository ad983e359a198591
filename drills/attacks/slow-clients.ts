import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import type { Tool } from "./tools.ts";

/** So many addresses of the loopback network, none of them the attacker's: each of the others stays within limits. */
const OTHERS = 250;
const CONNECTIONS = 800;
const ROUNDS = 3;
const QUIET_MS = 5_000;
const ATTACK_MS = 9_000;
/**
 * Milliseconds that a quiet p99 counts at least: what is kept is answered in fewer, and on a machine whose cores also
 * run the attacker and the others one turn of its scheduler is a multiple of that.
 */
const QUIET_AT_LEAST = 10;
/** Between two requests of the others, so that they do not load the server themselves. */
const PAUSE_MS = 10;

export type SlowAttack = "slow headers" | "slow body" | "slow read" | "slow read of the largest file";

export interface SlowOutcome {
  /** For each page: the middle one of the rounds' p99 under attack ÷ p99 without, and their milliseconds. */
  readonly pages: readonly { path: string; ratio: number; quiet: number[]; attacked: number[] }[];
  /** The most connections that the attacker held at once. */
  readonly held: number;
  /** Requests of the others that got no answer, or another than 200. */
  readonly lost: readonly string[];
}

/** Rounds of quiet and attack in turn, in which others read `paths`, each request on a connection of its own. */
export async function attackSlowly(
  tool: Tool,
  url: string,
  attack: SlowAttack,
  paths: readonly string[],
): Promise<SlowOutcome> {
  const lost: string[] = [];
  const ratios = new Map(paths.map((path) => [path, { quiet: [] as number[], attacked: [] as number[] }]));
  const large = await largestScript(url);
  let held = 0;
  await read(url, paths, 1_000, []);
  for (let round = 0; round < ROUNDS; round++) {
    const quiet = await read(url, paths, QUIET_MS, lost);
    const attacker = startAttack(tool, url, attack, large);
    await wait(2_000);
    const attacked = await read(url, paths, ATTACK_MS, lost);
    held = Math.max(held, await attacker.stop());
    await wait(1_000);
    for (const path of paths) {
      ratios.get(path)?.quiet.push(p99(quiet.get(path)));
      ratios.get(path)?.attacked.push(p99(attacked.get(path)));
    }
  }
  const pages = [...ratios].map(([path, { quiet, attacked }]) => {
    const each = attacked.map(
      (milliseconds, round) => milliseconds / Math.max(quiet[round] as number, QUIET_AT_LEAST),
    );
    return { path, quiet, attacked, ratio: each.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number };
  });
  return { pages, held, lost };
}

function startAttack({ program, args, env }: Tool, url: string, attack: SlowAttack, large: string) {
  const seconds = Math.ceil(ATTACK_MS / 1_000) + 5;
  const common = ["-c", String(CONNECTIONS), "-l", String(seconds), "-p", "3", "-v", "1"];
  // Elsewhere on the network, attackers do not take the processor from us; here they must not either.
  const child: ChildProcess = spawn(
    "nice",
    ["-n", "19", program, ...args, ...common, ...argumentsOf(attack, url, large)],
    {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let held = 0;
  child.stdout?.on("data", (chunk: Buffer) => {
    const plain = stripVTControlCharacters(String(chunk));
    for (const [, connected] of plain.matchAll(/connected:\s*(\d+)/g)) {
      held = Math.max(held, Number(connected));
    }
  });
  const ended = once(child, "exit");
  return {
    async stop(): Promise<number> {
      child.kill("SIGINT");
      await ended;
      return held;
    },
  };
}

/** `large` is what a slow reader asks for: more than the machine's own buffers hold at once. */
function argumentsOf(attack: SlowAttack, url: string, large: string): string[] {
  switch (attack) {
    case "slow headers":
      return ["-H", "-r", "400", "-i", "5", "-x", "24", "-u", `${url}/api/v1/missions`];
    case "slow body": {
      const login = [`${url}/api/v1/auth/login`, "-t", "POST", "-f", "application/json"];
      return ["-B", "-r", "400", "-i", "5", "-s", "8192", "-x", "10", "-u", ...login];
    }
    case "slow read":
      // Slower to come: what is tried is holding answers, not how many are asked for in a second.
      return [...readSlowly(1), "-r", "100", "-u", `${url}${large}`];
    case "slow read of the largest file":
      // Sent anew for each: only a limit keeps one address from asking for all that the machine can send.
      return [...readSlowly(3), "-r", "400", "-u", `${url}/docs/static/swagger-ui-bundle.js`];
  }
}

/** Windows of 10 to 20 bytes, read 10 bytes every 3 seconds; so many requests on each connection. */
const readSlowly = (requests: number) =>
  ["-X", "-n", "3", "-w", "10", "-y", "20", "-z", "10", "-k", String(requests)] as const;

/** The largest script that a public page names. */
async function largestScript(url: string): Promise<string> {
  const page = await (await fetch(new URL("/publier", url))).text();
  const paths = [...new Set(Array.from(page.matchAll(/\/assets\/[\w.-]+\.js/g), ([path]) => path))];
  const sizes = await Promise.all(
    paths.map(async (path) => (await (await fetch(new URL(path, url))).arrayBuffer()).byteLength),
  );
  const largest = paths[sizes.indexOf(Math.max(...sizes))];
  if (largest === undefined) throw new Error("the page names no script");
  return largest;
}

/** Milliseconds of each answer, by path, for a while. */
async function read(
  url: string,
  paths: readonly string[],
  forMs: number,
  lost: string[],
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(paths.map((path) => [path, []]));
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    for (const path of paths) {
      const start = performance.now();
      const outcome = await once200(new URL(path, url));
      if (outcome === null) times.get(path)?.push(performance.now() - start);
      else lost.push(`${path}: ${outcome}`);
    }
    await wait(PAUSE_MS);
  }
  return times;
}

let calls = 0;

/** null, or why not. */
function once200(url: URL): Promise<string | null> {
  return new Promise((resolve) => {
    calls += 1;
    const localAddress = `127.0.0.${2 + (calls % OTHERS)}`;
    const call = get(url, { agent: false, localAddress, timeout: 10_000 }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode === 200 ? null : String(response.statusCode)));
      response.on("error", (error) => resolve(error.message));
    });
    call.on("timeout", () => call.destroy(new Error("no answer in 10 s")));
    call.on("error", (error) => resolve(error.message));
  });
}

function p99(times: readonly number[] = []): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}
