import { randomUUID } from "node:crypto";
import type { Command } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import { recordAudit } from "../../server/features/audit/index.ts";
import { openBackupStore, ownIdentityFile } from "../../server/features/backups/index.ts";
import { type Config, readConfig } from "../../server/platform/config.ts";
import { connectionConfig } from "../../server/platform/database/database.ts";
import type { EmbeddedPostgres } from "../../server/platform/embedded-postgres/index.ts";
import { openLog } from "../../server/platform/log.ts";
import { readIdentity } from "../../server/platform/objects/recipients.ts";
import { momentOf } from "../../server/platform/wal/moment.ts";
import { recover } from "../../server/platform/wal/recover.ts";
import { backupKeys, sayingWhy } from "../backup-context.ts";
import { OperatorError, type Terminal } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";

interface Options {
  readonly to: string;
  readonly replace?: boolean;
  readonly identity?: string;
  readonly withoutErasures?: boolean;
}

export function addBackupRestore(backup: Command, terminal: Terminal): void {
  backup
    .command("restore")
    .description("bring the embedded database back to what it was at a moment (BACKUP_WAL=on)")
    .requiredOption("--to <moment>", "with its zone, such as 2026-11-29T10:00:00Z")
    .option("--replace", "put the database that is there aside, in its own folder")
    .option("--identity <file>", "the key of age that opens the backups")
    .option("--without-erasures", "although what was erased, hidden or revoked after that moment comes back")
    .action((options: Options) => sayingWhy(() => restoreTo(terminal, options)));
}

async function restoreTo(terminal: Terminal, options: Options): Promise<void> {
  const config = readConfig(terminal.environment, "embedded-allowed");
  const to = momentOf(options.to);
  if (config.database !== null)
    throw new OperatorError(
      "this brings back the embedded database alone; on a server of your own use pgBackRest (docs/operate.md)",
    );
  if (options.withoutErasures !== true)
    throw new OperatorError(
      "what was erased, hidden, cancelled or revoked after that moment would come back: read docs/operate.md#to-the-second, then say --without-erasures",
    );
  const file = options.identity ?? config.backups.verifyIdentityFile ?? ownIdentityFile(config);
  const identity = await readIdentity(file);
  if (identity === null)
    throw new OperatorError(`${file} is not there: name the key of the backups with --identity`);
  const { base, lastCommit, aside } = await recover({
    ...{ dataDir: config.dataDir, to, now: new Date(), replace: options.replace === true },
    ...{ store: openBackupStore(config), keys: await backupKeys(config), identities: [identity.identity] },
    log: terminal.note,
    afterwards: (recovered) => noteRestore(terminal, config, recovered, to),
  });
  terminal.print(
    `The database is what it was at ${to.toISOString()} (its last commit: ${lastCommit ?? `before ${base.endedAt}`}).`,
  );
  if (aside !== null)
    terminal.print(`What was there lies in ${aside}: remove it once it is not needed any more.`);
  terminal.print('Next: swideal audit restart --reason "…", then start.');
}

/** In the log of what was recovered, whose end of before is gone. */
async function noteRestore(
  { errorStream }: Terminal,
  config: Config,
  recovered: EmbeddedPostgres,
  to: Date,
): Promise<void> {
  const owner = connectionConfig({ connection: recovered.connection("owner"), caFile: undefined });
  const application = recovered.connection("application");
  const access = {
    ...{ owner, application: connectionConfig({ connection: application, caFile: undefined }) },
    ...{ applicationRole: application.user, exited: null, close: async () => {} },
  };
  await withOwnerDatabase({ config, access, log: openLog("warn", errorStream) }, ({ database }) =>
    database.transaction((tx) =>
      recordAudit(tx, systemActor("swideal backup restore", randomUUID()), {
        action: "backup.restore_to",
        resource: { type: "backup", id: null },
        changes: { to: to.toISOString() },
      }),
    ),
  );
}
