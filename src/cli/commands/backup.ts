import type { Command } from "commander";
import type { Terminal } from "../context.ts";
import { addBackupBase } from "./backup-base.ts";
import { addBackupCreate } from "./backup-create.ts";
import { addBackupKey } from "./backup-key.ts";
import { addBackupList } from "./backup-list.ts";
import { addBackupPrune } from "./backup-prune.ts";
import { addBackupRestore } from "./backup-restore.ts";

export function backupCommand(program: Command, terminal: Terminal): void {
  const backup = program
    .command("backup")
    .description("copies of the whole database, encrypted, and their keys");
  addBackupCreate(backup, terminal);
  addBackupList(backup, terminal);
  addBackupPrune(backup, terminal);
  addBackupKey(backup, terminal);
  addBackupBase(backup, terminal);
  addBackupRestore(backup, terminal);
}
