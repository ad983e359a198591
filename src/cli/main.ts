import { constants } from "node:os";
import { Command, CommanderError } from "commander";
import { ConfigError } from "../server/platform/config.ts";
import { EmbeddedPostgresError } from "../server/platform/embedded-postgres/index.ts";
import { OutsideError } from "../server/platform/outside.ts";
import { adminCommand } from "./commands/admin.ts";
import { auditCommand } from "./commands/audit.ts";
import { backupCommand } from "./commands/backup.ts";
import { demoCommand } from "./commands/demo.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { privacyCommand } from "./commands/privacy.ts";
import { recordCommand } from "./commands/record.ts";
import { secretsCommand } from "./commands/secrets.ts";
import { serveCommand } from "./commands/serve.ts";
import { startCommand } from "./commands/start.ts";
import { Interrupted, OperatorError, type Terminal } from "./context.ts";
import { version } from "./version.ts";

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

const stopped = new Promise<NodeJS.Signals>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
});

const terminal: Terminal = {
  environment: process.env,
  execPath: process.execPath,
  print: (line) => void process.stdout.write(`${line}\n`),
  write: (text) =>
    new Promise((resolve, reject) =>
      process.stdout.write(text, (error) => (error ? reject(outputLost(error)) : resolve())),
    ),
  note: (line) => void process.stderr.write(`${line}\n`),
  errorStream: process.stderr,
  interactive: process.stderr.isTTY === true,
  stopped,
};

let lost: Error | null = null;
process.stdout.on("error", (error) => {
  lost = error;
});

const program = new Command("swideal")
  .description("Swideal, a self-hosted marketplace for missions")
  .version(version)
  .showHelpAfterError("(swideal --help lists the commands)")
  .exitOverride();
for (const add of [
  startCommand,
  serveCommand,
  migrateCommand,
  demoCommand,
  exportCommand,
  importCommand,
  secretsCommand,
  adminCommand,
  auditCommand,
  privacyCommand,
  recordCommand,
  backupCommand,
  doctorCommand,
]) {
  add(program, terminal);
}

process.exitCode = await program
  .parseAsync()
  .then(() => {
    if (lost !== null) throw outputLost(lost);
    return process.exitCode ?? DONE;
  })
  .catch(report);
// A command that is done leaves nothing running; whatever a library still holds must not hold the shell.
process.exit();

function outputLost({ message }: Error): OperatorError {
  return new OperatorError(`what it says could not be written: ${message}`);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (error instanceof ConfigError) {
    for (const line of configLines(error)) terminal.note(line);
    return WRONG_USAGE;
  }
  if (process.env.LOG_LEVEL === "debug" && error instanceof Error)
    terminal.note(error.stack ?? error.message);
  else terminal.note(`swideal: ${oneLine(error)}`);
  // As a shell tells it of a program that a signal ended.
  return error instanceof Interrupted ? 128 + constants.signals[error.signal] : FAILED;
}

/** A variable a line, so that each is seen. */
function configLines({ problems }: ConfigError): string[] {
  const [first, ...more] = problems;
  if (more.length === 0) return [`swideal: wrong configuration: ${first}`];
  return ["swideal: wrong configuration:", ...problems.map((problem) => `  ${problem}`)];
}

function oneLine(error: unknown): string {
  const known =
    error instanceof OperatorError ||
    error instanceof OutsideError ||
    error instanceof Interrupted ||
    error instanceof EmbeddedPostgresError;
  const message = error instanceof Error ? error.message || error.name : String(error);
  const line = message.replace(/\s+/g, " ").trim();
  return known ? line : `${line} (LOG_LEVEL=debug tells more)`;
}
