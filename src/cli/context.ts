import { type Config, readConfig } from "../server/platform/config.ts";
import { type Log, openLog } from "../server/platform/log.ts";
import { type DatabaseAccess, openDatabaseAccess } from "../server/resources.ts";

/** What a command needs of the outside, handed over by main.ts, the only file that touches `process`. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  /** A line of result on standard output. */
  print(line: string): void;
  /** A line of progress or warning on standard error. */
  note(line: string): void;
  readonly errorStream: NodeJS.WritableStream;
  /** Whether somebody watches standard error. */
  readonly interactive: boolean;
  /** Resolves when the program is asked to stop. */
  readonly stopped: Promise<string>;
}

/** An error that is the operator's to mend: one line, no stack. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
}

export interface OperatorContext {
  readonly config: Config;
  readonly log: Log;
  readonly access: DatabaseAccess;
}

/**
 * For a command that works on the database: the one that runs, in embedded mode the one of DATA_DIR,
 * which is started for the command's own duration if it is not running.
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
    return await work({ config, log, access });
  } finally {
    await access.close();
  }
}
