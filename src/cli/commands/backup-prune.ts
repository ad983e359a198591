import { randomUUID } from "node:crypto";
import type { Command } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import { openBackupStore, type Pruned, pruneBackups } from "../../server/features/backups/index.ts";
import type { ObjectStore } from "../../server/platform/objects/object-store.ts";
import { sayingWhy } from "../backup-context.ts";
import { type OperatorContext, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";

interface Options {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function addBackupPrune(backup: Command, terminal: Terminal): void {
  backup
    .command("prune")
    .description("remove the backups that have had their time (BACKUP_KEEP), never the last good one")
    .option("--dry-run", "say what would go, and remove nothing")
    .option("--json", "print JSON")
    .action((options: Options) =>
      withDatabase(terminal, (context) => sayingWhy(() => prune(terminal, context, options))),
    );
}

async function prune(
  terminal: Terminal,
  context: OperatorContext,
  { dryRun = false, json }: Options,
): Promise<void> {
  const store = openBackupStore(context.config);
  const pruned = await pruneAs("swideal backup prune", context, { store, dryRun });
  if (json) return terminal.print(JSON.stringify({ place: store.place, dryRun, ...pruned }));
  const { outlived, unfinished, kept } = pruned;
  for (const id of outlived) terminal.print(`${id}  had its time`);
  for (const id of unfinished) terminal.print(`${id}  was never finished`);
  const verb = dryRun ? "would go" : "are gone";
  terminal.print(`${outlived.length + unfinished.length} ${verb}, ${kept} are kept in ${store.place}.`);
}

/** @param name of the command: it stands in the log of actions */
export function pruneAs(
  name: string,
  context: OperatorContext,
  { store, dryRun = false }: { store: ObjectStore; dryRun?: boolean },
): Promise<Pruned> {
  const { access, config } = context;
  return withOwnerDatabase(context, ({ database, auditKeys }) =>
    pruneBackups(
      { database, connection: access.owner, store, keys: auditKeys.backup, keep: config.backups.keep },
      systemActor(name, randomUUID()),
      dryRun,
    ),
  );
}
