import type { Command } from "commander";
import { keepElsewhere, ownKey, sayKept } from "../../server/features/backups/index.ts";
import { readConfig } from "../../server/platform/config.ts";
import { sayingWhy } from "../backup-context.ts";
import { OperatorError, type Terminal } from "../context.ts";

interface Options {
  readonly kept?: boolean;
  readonly json?: boolean;
}

export function addBackupKey(backup: Command, terminal: Terminal): void {
  backup
    .command("key")
    .description("whose key opens the backups, and whether a copy of it is elsewhere; needs no database")
    .option("--kept", "confirm that the key that was made here has been copied elsewhere")
    .option("--json", "print JSON")
    .action((options: Options) => sayingWhy(() => key(terminal, options)));
}

async function key(terminal: Terminal, { kept = false, json }: Options): Promise<void> {
  const config = readConfig(terminal.environment, "embedded-allowed");
  const own = await ownKey(config);
  const { recipients } = config.backups;
  if (kept && own === null)
    throw new OperatorError(
      "no key was made here: there is none to be confirmed (swideal backup key says whose opens the backups)",
    );
  if (kept && own !== null) await sayKept(config, own);
  const isKept = kept || own?.kept === true;
  if (json) {
    const made = own && { file: own.file, recipient: own.recipient, kept: isKept };
    return terminal.print(JSON.stringify({ recipients, own: made }));
  }
  for (const recipient of recipients) terminal.print(`${recipient}  (BACKUP_RECIPIENTS)`);
  if (own !== null) {
    terminal.print(`${own.recipient}  (${own.file})`);
    terminal.print(isKept ? "A copy of it is elsewhere, as somebody has confirmed." : keepElsewhere(own));
  } else if (recipients.length === 0)
    terminal.print(
      config.database === null
        ? "No key yet: the first backup makes one."
        : "Nobody: set BACKUP_RECIPIENTS (age-keygen makes a key).",
    );
}
