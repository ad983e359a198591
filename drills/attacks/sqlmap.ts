import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tool } from "./tools.ts";

/** A request whose `*` marks are where sqlmap puts its payloads. */
export interface InjectionTarget {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The status without a payload; 200 unless it says otherwise. Shows that payloads get as far as they can. */
  readonly answers?: number;
  /** How many kinds of payload sqlmap tries, 1 to 5; 3 unless it says otherwise. */
  readonly level?: number;
}

export interface Scan {
  readonly verdict: "clean" | "injectable" | "undecided";
  readonly requests: number;
  /** Answers of 400 and above, by status. */
  readonly refusals: ReadonlyMap<number, number>;
  /** The end of what sqlmap said. */
  readonly output: string;
}

const RISK = 2;

/** One run of sqlmap; knows that PostgreSQL is behind, as an attacker would after a look at the project. */
export async function scan(tool: Tool, url: string, target: InjectionTarget): Promise<Scan> {
  const folder = mkdtempSync(join(tmpdir(), "swideal-sqlmap-"));
  try {
    const file = join(folder, "request.txt");
    const traffic = join(folder, "traffic.txt");
    writeFileSync(file, requestText(url, target));
    const output = await run(tool, [
      ...["-r", file, "--ignore-stdin", "--batch", "--flush-session", "--skip-waf", "--disable-coloring"],
      ...[
        `--level=${target.level ?? 3}`,
        `--risk=${RISK}`,
        "--dbms=PostgreSQL",
        "--time-sec=2",
        "--ignore-code=401",
      ],
      ...["--output-dir", join(folder, "out"), "-t", traffic],
    ]);
    const refusals = [...output.matchAll(/^(\d{3}) \(.*?\) - (\d+) times/gm)];
    return {
      verdict: verdictOf(output),
      requests: readFileSync(traffic, "utf8").match(/^HTTP request \[/gm)?.length ?? 0,
      refusals: new Map(refusals.map(([, status, times]) => [Number(status), Number(times)])),
      output: output.trim().split("\n").slice(-15).join("\n"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function verdictOf(output: string): Scan["verdict"] {
  if (/is vulnerable|identified the following injection point/.test(output)) return "injectable";
  return output.includes("all tested parameters do not appear to be injectable") ? "clean" : "undecided";
}

function requestText(url: string, { method, path, headers = {}, body }: InjectionTarget): string {
  const lines = Object.entries({
    host: new URL(url).host,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body === undefined ? "" : JSON.stringify(body)}`;
}

function run({ program, args, env }: Tool, own: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, ...own], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("exit", () => resolve(output));
  });
}
