import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { type Command, Option } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import { recordAudit } from "../../server/features/audit/index.ts";
import { backupRecipients, keepElsewhere, openBackupStore } from "../../server/features/backups/index.ts";
import { findRunningPostgres } from "../../server/platform/embedded-postgres/index.ts";
import { spoolOf } from "../../server/platform/wal/archive-command.ts";
import { takeBaseBackup } from "../../server/platform/wal/base-backup.ts";
import { storedBases } from "../../server/platform/wal/log-sources.ts";
import { pruneLog } from "../../server/platform/wal/prune-log.ts";
import { closedGap } from "../../server/platform/wal/ship-log.ts";
import { sayBytes, sayingWhy } from "../backup-context.ts";
import { type OperatorContext, OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";

interface Options {
  readonly madeBy: "command" | "schedule";
  readonly json?: boolean;
}

export function addBackupBase(backup: Command, terminal: Terminal): void {
  backup
    .command("base")
    .description("copy the embedded database's files, where recovery to any moment begins (BACKUP_WAL=on)")
    .addOption(
      new Option("--made-by <whom>", "said by the program itself")
        .choices(["command", "schedule"])
        .default("command")
        .hideHelp(),
    )
    .option("--json", "print JSON")
    .action((options: Options) =>
      withDatabase(terminal, (context) => sayingWhy(() => takeBase(terminal, context, options))),
    );
}

async function takeBase(
  terminal: Terminal,
  context: OperatorContext,
  { json, madeBy }: Options,
): Promise<void> {
  const { config } = context;
  if (config.database !== null)
    throw new OperatorError(
      "base backups are made of the embedded database alone; on a server of your own use pgBackRest (docs/operate.md)",
    );
  if (config.backups.wal === null)
    throw new OperatorError("a base backup is of use with the log alone: set BACKUP_WAL=on, and start again");
  const postgres = await findRunningPostgres(config.dataDir);
  if (postgres === null) throw new OperatorError(`no database runs on ${config.dataDir}`);
  const store = openBackupStore(config);
  const { recipients, own } = await backupRecipients(config);
  if (own?.isNew) terminal.note(`A key was made for the backups. ${keepElsewhere(own)}`);
  await withOwnerDatabase(context, async ({ database, auditKeys }) => {
    const archive = { store, keys: auditKeys.backup, identities: [] };
    const hasSome = (await storedBases(archive)).size > 0;
    const made = await takeBaseBackup({
      ...{ connection: postgres.superuser(), store, recipients, keys: auditKeys.backup },
      // The first is waited for, and so is one that somebody asks for.
      checkpoint: madeBy === "schedule" && hasSome ? "spread" : "fast",
    });
    await rm(closedGap(spoolOf(config.dataDir)), { force: true });
    const pruned = await pruneLog(archive, config.backups.keep.days, new Date());
    const bytes = made.archive.bytes + made.manifest.bytes;
    await database.transaction((tx) =>
      recordAudit(tx, systemActor("swideal backup base", randomUUID()), {
        action: "backup.base",
        resource: { type: "backup", id: null },
        changes: { madeBy, bytes, removed: pruned.bases },
      }),
    );
    terminal.print(
      json
        ? JSON.stringify({ id: made.id, place: store.place, at: made.endedAt, bytes, removed: pruned })
        : `Base backup ${made.id} was made: ${sayBytes(bytes)} in ${store.place}. Any moment from ${made.endedAt} on can be recovered as long as the log arrives there.`,
    );
  });
}
