import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../../tests/support/free-port.ts";
import type { Answer, Question } from "../support/question.ts";
import { median } from "../support/statistics.ts";

const LAUNCHER = join(import.meta.dirname, "../../bin/swideal.mjs");

/** `npm start` as a person does it, but for npm: with the embedded database and the demonstration's content. */
export const start: Question = {
  name: "start",
  async ask({ effort }) {
    const [firsts, agains] = effort.quick ? [1, 2] : [3, 5];
    const first: number[] = [];
    const again: number[] = [];
    for (let fresh = 0; fresh < firsts; fresh++) {
      const dataDir = await mkdtemp(join(tmpdir(), "swideal-start-"));
      try {
        first.push(await secondsToListen(dataDir));
        if (fresh === 0) {
          for (let time = 0; time < agains; time++) again.push(await secondsToListen(dataDir));
        }
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
    }
    return [
      answer("start, first time, with demonstration content", first, 15),
      answer("start, again", again, 3),
    ];
  },
};

function answer(what: string, seconds: readonly number[], wanted: number): Answer {
  return {
    what,
    floor: null,
    measured: median(seconds),
    unit: "s",
    wanted: { atMost: wanted },
    details: { "fastest, s": Math.min(...seconds), "slowest, s": Math.max(...seconds) },
  };
}

/** From its start until it says that it listens; then it is stopped. */
async function secondsToListen(dataDir: string): Promise<number> {
  const environment = {
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    DATABASE_URL: "",
    REDIS_URL: "",
    // It ends with the bench, however that ends.
    SWIDEAL_STARTER: "bench",
  };
  const begun = performance.now();
  const program = spawn(process.execPath, [LAUNCHER, "start"], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(program, "exit");
  try {
    await listens(program);
    return (performance.now() - begun) / 1_000;
  } finally {
    program.kill("SIGTERM");
    await exit;
  }
}

async function listens(program: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: program.stdout as NodeJS.ReadableStream })) {
    if (line.startsWith("Swideal listens")) return;
  }
  throw new Error("start ended without listening");
}
