import { randomUUID } from "node:crypto";
import { type Command, Option } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import {
  backupRecipients,
  createBackup,
  keepElsewhere,
  onSameDisk,
  openBackupStore,
} from "../../server/features/backups/index.ts";
import { sayBytes, sayingWhy } from "../backup-context.ts";
import { type OperatorContext, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";
import { progressBar } from "../progress.ts";
import { version } from "../version.ts";
import { pruneAs } from "./backup-prune.ts";

interface Options {
  readonly madeBy: "command" | "schedule" | "administrator";
  readonly json?: boolean;
}

export function addBackupCreate(backup: Command, terminal: Terminal): void {
  backup
    .command("create")
    .description("copy the whole database, compressed and encrypted, to where backups lie")
    .addOption(
      new Option("--made-by <whom>", "said by the program itself")
        .choices(["command", "schedule", "administrator"])
        .default("command")
        .hideHelp(),
    )
    .option("--json", "print JSON")
    .action((options: Options) =>
      withDatabase(terminal, (context) => sayingWhy(() => create(terminal, context, options))),
    );
}

async function create(
  terminal: Terminal,
  context: OperatorContext,
  { json, madeBy }: Options,
): Promise<void> {
  const { access, config } = context;
  const store = openBackupStore(config);
  const { recipients, own } = await backupRecipients(config);
  if (own?.isNew) terminal.note(`A key was made for the backups. ${keepElsewhere(own)}`);
  if (await onSameDisk(config))
    terminal.note(
      `${store.place} is on the disk of the database, and is lost along with it: set BACKUP_DIR to another one.`,
    );
  let bar: ((done: number) => void) | undefined;
  const { manifest, bytes, rows } = await withOwnerDatabase(context, ({ database, auditKeys }) =>
    createBackup(
      { database, connection: access.owner, store, recipients, keys: auditKeys.backup, program: version },
      {
        madeBy,
        actor: systemActor("swideal backup create", randomUUID()),
        onProgress: (done, of) => {
          bar ??= progressBar(terminal, "backup", of);
          bar(done);
        },
      },
    ),
  );
  // What runs by itself clears away by itself, and only once there is something new.
  if (madeBy === "schedule") await pruneAs("swideal backup create", context, { store });
  const { id, tookMs } = manifest;
  terminal.print(
    json
      ? JSON.stringify({ id, place: store.place, at: manifest.copy.at, bytes, rows, tookMs })
      : `Backup ${id} was made in ${(tookMs / 1_000).toFixed(1)} s: ${rows} rows, ${sayBytes(bytes)} in ${store.place}.`,
  );
}
