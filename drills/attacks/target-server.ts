import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findRunningPostgres } from "../../src/server/platform/embedded-postgres/index.ts";
import { ApiClient } from "../../tests/support/api-client.ts";
import { missionInput, offerInput, PASSWORD, type Person, withToken } from "../../tests/support/people.ts";

const ROOT = join(import.meta.dirname, "../..");

/** `swideal start` as people run it, a process of its own, on a new folder and with its demonstration. */
export interface TargetServer {
  readonly url: string;
  readonly dataDir: string;
  /** A client with a published mission that has an offer, and that offer's provider. */
  readonly client: Person;
  readonly provider: Person;
  readonly missionId: string;
  readonly draftId: string;
  readonly offerId: string;
  /** What it logged as its own failure: each was a 500. */
  readonly failures: readonly string[];
  stop(): Promise<void>;
}

export async function startTarget(limits: "on" | "off"): Promise<TargetServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "swideal-target-"));
  const program = spawn(process.execPath, [join(ROOT, "bin/swideal.mjs"), "start"], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: "0",
      METRICS_PORT: "0",
      RATE_LIMITS: limits,
      EMAIL_VERIFICATION: "off",
      LOG_LEVEL: "error",
      SWIDEAL_STARTER: "attacks",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const failures: string[] = [];
  for (const stream of [program.stdout, program.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      if (/"level":(50|60)/.test(line)) failures.push(line.slice(0, 1_000));
    });
  }
  const stop = async () => {
    if (program.exitCode === null && program.signalCode === null) {
      program.kill("SIGTERM");
      await once(program, "exit");
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const url = await listening(program);
    return { url, dataDir, failures, stop, ...(await people(url)) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** As the program's own role, for a server that is vulnerable on purpose. */
export async function databaseOf({ dataDir }: TargetServer) {
  const running = await findRunningPostgres(dataDir);
  if (running === null) throw new Error("the server's database is not running");
  return running.connection("application");
}

async function listening(program: ChildProcess): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: program.stdout as NodeJS.ReadableStream })) {
    lines.push(line);
    const url = /listens on (\S+)/.exec(line)?.[1];
    if (url !== undefined) return url.replace("localhost", "127.0.0.1");
  }
  throw new Error(`the server did not start: ${lines.slice(-5).join(" | ")}`);
}

async function people(url: string) {
  const api = new ApiClient(url);
  const enrol = async (name: string) => {
    const account = { email: `${name}@example.org`, password: PASSWORD, displayName: name };
    const { body } = await api.post("/auth/register", account);
    return withToken({ api }, body.accessToken, body.user);
  };
  const client = await enrol("attacked-client");
  const provider = await enrol("attacked-provider");
  const mission = await client.post("/missions", missionInput());
  const draft = await client.post("/missions", missionInput({ publish: false }));
  const offer = await provider.post(`/missions/${mission.body.id}/offers`, offerInput(90_000));
  return {
    client,
    provider,
    missionId: mission.body.id as string,
    draftId: draft.body.id as string,
    offerId: offer.body.id as string,
  };
}
