import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Ask } from "./ask.ts";
import { debianProgram } from "./debian-program.ts";

const run = promisify(execFile);

/** What wrk counted. */
interface Counted {
  readonly answers: number;
  /** Those whose status is not a success. */
  readonly refusals: number;
  /** Connections that failed, or answers that did not come. */
  readonly errors: number;
  readonly seconds: number;
  /** Of wrk itself, in microseconds. */
  readonly processor: number;
}

/**
 * Asks as fast as answers come, each of `asks` in turn. wrk and pgbench are both programs in C that take little of the
 * processor from what they measure; a load generator written in JavaScript takes as much as the server.
 */
export async function runWrk(
  url: string,
  asks: readonly Ask[],
  connections: number,
  seconds: number,
): Promise<Counted> {
  const { path, env } = await debianProgram({ name: "wrk", from: "wrk" });
  const folder = await mkdtemp(join(tmpdir(), "swideal-wrk-"));
  try {
    const script = join(folder, "asks.lua");
    await writeFile(script, scriptOf(asks));
    const args = ["-t", "1", "-c", String(connections), "-d", `${Math.ceil(seconds)}s`, "-s", script, url];
    const { stdout } = await run(path, args, { env: { ...process.env, ...env } });
    const counted = /^counted (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(stdout);
    if (counted === null) throw new Error(`wrk: ${stdout}`);
    const [answers = 0, refusals = 0, errors = 0, taken = 0, processor = 0] = counted.slice(1).map(Number);
    return { answers, refusals, errors, seconds: taken / 1_000_000, processor };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function scriptOf(asks: readonly Ask[]): string {
  const texts = asks.map(({ path, method = "GET", headers = {}, body }) => {
    const fields = Object.entries(headers).map(([name, value]) => `[${quoted(name)}] = ${quoted(value)}`);
    const sent = body === undefined ? "nil" : quoted(body);
    return `wrk.format(${quoted(method)}, ${quoted(path)}, {${fields.join(", ")}}, ${sent})`;
  });
  return `
local asks, at = {}, 0
function init()
  asks = { ${texts.join(",\n    ")} }
end
function request()
  at = at % #asks + 1
  return asks[at]
end
function done(summary)
  local failed = summary.errors
  print(string.format("counted %d %d %d %d %d", summary.requests, failed.status,
    failed.connect + failed.read + failed.write + failed.timeout, summary.duration, os.clock() * 1000000))
end
`;
}

/** As a string of Lua: each byte that is no plain letter by its number. */
function quoted(text: string): string {
  const bytes = Array.from(Buffer.from(text), (byte) =>
    byte >= 32 && byte < 127 && byte !== 34 && byte !== 92
      ? String.fromCharCode(byte)
      : `\\${String(byte).padStart(3, "0")}`,
  );
  return `"${bytes.join("")}"`;
}
