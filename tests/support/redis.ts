import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { unpackDebianPackage, unpackedLibraries } from "../runner/debian-packages.ts";
import { findProgram } from "../runner/find-program.ts";
import { preparedFolder } from "../runner/prepared-folder.ts";
import { freePort } from "./free-port.ts";

const HOST = "127.0.0.1";
const READY_WITHIN_MS = 10_000;

export interface RedisProgram {
  path: string;
  /** What must be added to the environment for it to find its libraries. */
  env: Record<string, string>;
}

/** A Redis of the test's own: empty, on a free loopback port, gone with the process that started it. */
export interface TestRedis {
  url: string;
  port: number;
  stop(): Promise<void>;
  /** SIGKILL: connections break and the data is lost, as in a crash. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing answers, as on a hung machine. */
  freeze(): void;
  resume(): void;
  /** Starts it again, empty, on the same port, after `kill`. */
  restart(): Promise<void>;
}

/** redis-server from the PATH, else unpacked from the Debian archive without root, else one line of advice. */
export async function redisProgram(): Promise<RedisProgram> {
  const installed = findProgram(["redis-server"]);
  if (installed !== undefined) return { path: installed, env: {} };
  try {
    const folder = await preparedFolder("redis", (draft) => unpackDebianPackage("redis-server", draft));
    const path = join(folder, "usr", "bin", "redis-server");
    return { path, env: { LD_LIBRARY_PATH: unpackedLibraries(folder) } };
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
    throw new Error(`the tests need Redis: install redis-server, so that it is on the PATH (${reason})`);
  }
}

/**
 * The Redis of REDIS_URL where the environment names one, else a new one. For tests that only need a Redis;
 * those that stop it or count its keys take `startRedis`.
 */
export async function anyRedis(): Promise<Pick<TestRedis, "url" | "stop">> {
  const url = process.env.REDIS_URL;
  return url ? { url, stop: async () => {} } : startRedis();
}

export async function startRedis(): Promise<TestRedis> {
  const program = await redisProgram();
  const folder = mkdtempSync(join(tmpdir(), "swideal-redis-"));
  const port = await freePort();
  let server = await launch(program, folder, port);
  return {
    url: `redis://${HOST}:${port}`,
    port,
    kill: () => server.end("SIGKILL"),
    freeze: () => server.signal("SIGSTOP"),
    resume: () => server.signal("SIGCONT"),
    async stop() {
      await server.end("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
    async restart() {
      await server.end("SIGKILL");
      server = await launch(program, folder, port);
    },
  };
}

interface RunningRedis {
  signal(name: NodeJS.Signals): void;
  end(name: NodeJS.Signals): Promise<void>;
}

/**
 * Redis runs below a small shell that waits for the end of a pipe from this process and then kills it, so that
 * a test run that is itself killed leaves no server behind.
 */
async function launch(program: RedisProgram, folder: string, port: number): Promise<RunningRedis> {
  const script = `"$@" & pid=$!; echo $pid; exec 1>&- 2>/dev/null; read _; kill -KILL $pid 2>/dev/null; wait $pid`;
  const args = ["--bind", HOST, "--port", String(port), "--dir", folder, "--save", "", "--appendonly", "no"];
  const shell = spawn(
    "sh",
    ["-c", script, "sh", program.path, ...args, "--logfile", join(folder, "redis.log")],
    {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, ...program.env },
    },
  );
  const pid = await firstLine(shell);
  const running: RunningRedis = {
    signal: (name) => void process.kill(pid, name),
    async end(name) {
      if (shell.exitCode !== null || shell.signalCode !== null) return;
      signalIfAlive(pid, name);
      const gone = once(shell, "exit");
      shell.stdin.end();
      await gone;
    },
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answersPing(port))) {
    if (Date.now() > deadline) {
      await running.end("SIGKILL");
      throw new Error(`Redis did not answer on port ${port}; see ${join(folder, "redis.log")}`);
    }
    await sleep(20);
  }
  return running;
}

async function firstLine(shell: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<number> {
  const [line] = (await once(createInterface({ input: shell.stdout }), "line")) as [string];
  return Number(line);
}

function signalIfAlive(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: HOST, port });
    const finish = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once("error", () => finish(false));
    socket.once("connect", () => socket.write("PING\r\n"));
    socket.once("data", (reply) => finish(reply.toString().startsWith("+PONG")));
  });
}
