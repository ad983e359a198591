import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** How long the old one may take to answer what it began. */
const PATIENCE_MS = 5_000;

export interface Started {
  readonly port: number;
  /** Who may sign in, as lines. */
  readonly accounts: readonly string[];
}

export interface ApiProcess {
  /** Settles once it listens; throws while what it is made from does not start. */
  started(): Promise<Started>;
  /** Ends the one that runs and starts another; several at once are one. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The API in a process of its own; what it says goes to this one's terminal. */
export function startApi(environment: NodeJS.ProcessEnv): ApiProcess {
  let { child, started } = spawn(environment);
  let restarting: Promise<void> | null = null;
  let isStopped = false;
  return {
    started: async () => {
      await restarting;
      return started;
    },
    restart() {
      restarting ??= end(child).then(() => {
        restarting = null;
        if (!isStopped) ({ child, started } = spawn(environment));
      });
      return restarting;
    },
    async stop() {
      isStopped = true;
      await restarting;
      await end(child);
    },
  };
}

function spawn(environment: NodeJS.ProcessEnv): { child: ChildProcess; started: Promise<Started> } {
  const child = fork(join(import.meta.dirname, "api-server.ts"), { env: environment });
  const started = new Promise<Started>((resolve, reject) => {
    child.once("message", (message) => resolve(message as Started));
    child.once("exit", () => reject(new Error("the server ended; the terminal says why")));
  });
  // Whoever asks for it is told.
  started.catch(() => {});
  return { child, started };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const impatient = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await ended;
  clearTimeout(impatient);
}
