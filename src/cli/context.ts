import { type Config, readConfig, variablesWithoutEffect } from "../server/platform/config.ts";
import { type Log, openLog } from "../server/platform/log.ts";
import { type DatabaseAccess, openDatabaseAccess } from "../server/resources.ts";
import { whileDatabaseRuns } from "./while-database-runs.ts";

/** What a command needs of the outside, handed over by main.ts, the only file that touches `process`. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  /** The Node that runs. */
  readonly execPath: string;
  /** A line of result on standard output. */
  print(line: string): void;
  /** A part of a long result, as it is; resolves once it is taken, so that no more than that is held. */
  write(text: string): Promise<void>;
  /** A line of progress or warning on standard error. */
  note(line: string): void;
  readonly errorStream: NodeJS.WritableStream;
  /** Whether somebody watches standard error. */
  readonly interactive: boolean;
  /** Resolves when the program is asked to stop. */
  readonly stopped: Promise<NodeJS.Signals>;
}

/** An error that is the operator's to mend: one line, no stack. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
}

/** The program was told to stop before the work was done. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly signal: NodeJS.Signals;
  constructor(signal: NodeJS.Signals) {
    super(`ended by ${signal} before it was done`);
    this.signal = signal;
  }
}

/** What `work` gives, unless the program is told to stop before. Throws Interrupted; `work` is then left to its end. */
export function unlessStopped<T>({ stopped }: Terminal, work: Promise<T>): Promise<T> {
  const interrupted = stopped.then((signal) => {
    throw new Interrupted(signal);
  });
  return Promise.race([work, interrupted]);
}

/** Tells of each variable that is set and does nothing. */
export function tellWithoutEffect({ environment }: Terminal, tell: (line: string) => void): void {
  for (const name of variablesWithoutEffect(environment)) tell(`${name} has no effect in this version`);
}

export interface OperatorContext {
  readonly config: Config;
  readonly log: Log;
  readonly access: DatabaseAccess;
}

/**
 * For a command that works on the database: the one that runs, in embedded mode the one of DATA_DIR,
 * which is started for the command's own duration if it is not running. Told to stop, it ends at once: what a
 * transaction had not committed is rolled back.
 */
export async function withDatabase<T>(
  terminal: Terminal,
  work: (context: OperatorContext) => Promise<T>,
): Promise<T> {
  const config = readConfig(terminal.environment, "embedded-allowed");
  // Standard output holds the command's result alone.
  const log = openLog(config.logLevel === "info" ? "warn" : config.logLevel, terminal.errorStream);
  const access = await openDatabaseAccess(config, log, { join: true });
  try {
    return await unlessStopped(
      terminal,
      whileDatabaseRuns({ config, access }, work({ config, log, access })),
    );
  } finally {
    await access.close();
  }
}
