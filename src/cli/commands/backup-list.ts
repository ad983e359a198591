import type { Command } from "commander";
import { findBackups, openBackupStore } from "../../server/features/backups/index.ts";
import { readConfig } from "../../server/platform/config.ts";
import { backupKeys, sayBytes, sayingWhy } from "../backup-context.ts";
import { OperatorError, type Terminal } from "../context.ts";

export function addBackupList(backup: Command, terminal: Terminal): void {
  backup
    .command("list")
    .description("the backups that are there, the newest first; needs no database")
    .option("--json", "print JSON")
    .action(({ json }: { json?: boolean }) => sayingWhy(() => list(terminal, json === true)));
}

async function list(terminal: Terminal, json: boolean): Promise<void> {
  const config = readConfig(terminal.environment, "embedded-allowed");
  const store = openBackupStore(config);
  const found = await findBackups(store, await backupKeys(config));
  const lines = found.map(({ id, manifest, bytes, fault }) => ({
    id,
    at: manifest?.copy.at ?? null,
    bytes,
    rows: manifest?.copy.tables.reduce((sum, { rows }) => sum + rows, 0) ?? null,
    program: manifest?.program ?? null,
    madeBy: manifest?.madeBy ?? null,
    fault: fault?.message ?? null,
  }));
  if (json) terminal.print(JSON.stringify({ place: store.place, backups: lines }));
  else if (lines.length === 0)
    terminal.print(`There is no backup in ${store.place}; swideal backup create makes one.`);
  else
    for (const { id, at, bytes, rows, program, fault } of lines)
      terminal.print(
        fault === null
          ? `${id}  ${at?.slice(0, 19)}Z  ${sayBytes(bytes).padStart(9)}  ${rows} rows  by ${program}`
          : `${id}  not to be used: ${fault}`,
      );
  const bad = lines.filter(({ fault }) => fault !== null);
  if (bad.length > 0) throw new OperatorError(`not to be used: ${bad.length} of ${lines.length} backups`);
}
