import type { Command } from "commander";
import { migrateDatabase } from "../../server/migrate-database.ts";
import { readConfig } from "../../server/platform/config.ts";
import { openLog } from "../../server/platform/log.ts";
import { openDatabaseAccess, openResources } from "../../server/resources.ts";
import { backupChild } from "../backup-child.ts";
import { ensureBuiltPages, pagesFolder } from "../build-pages.ts";
import { noteCommand } from "../command-entry.ts";
import { type Terminal, tellWithoutEffect, unlessStopped } from "../context.ts";
import { fillWithDemonstration } from "../first-start.ts";
import { runServer } from "../run-server.ts";
import { whileDatabaseRuns } from "../while-database-runs.ts";

export function startCommand(program: Command, terminal: Terminal): void {
  program
    .command("start")
    .description("start Swideal with all it needs: its own PostgreSQL unless DATABASE_URL names one")
    .action(async () => {
      const config = readConfig(terminal.environment, "embedded-allowed");
      // A person watches this start: what goes well is said in words, the log is for what does not.
      const log = openLog(config.logLevel === "info" ? "warn" : config.logLevel);
      tellWithoutEffect(terminal, terminal.note);
      const building = ensureBuiltPages(terminal.note);
      building.catch(() => {});
      const access = await openDatabaseAccess(config, log, { join: false });
      const { owner, applicationRole } = access;
      const making = <T>(work: Promise<T>) =>
        unlessStopped(terminal, whileDatabaseRuns({ config, access }, work));
      try {
        const migrations = await making(migrateDatabase({ owner, applicationRole, log: terminal.note }));
        const resources = await making(openResources(config, log, access));
        try {
          const { database } = resources;
          if (migrations.length > 0) {
            const done = { action: "command.migrate", changes: { migrations } } as const;
            await making(noteCommand(database, "swideal start", done));
          }
          const accounts = config.demo
            ? await making(fillWithDemonstration(resources, access, terminal))
            : [];
          await making(building);
          const { app, url } = await runServer(config, resources, pagesFolder, backupChild(terminal));
          terminal.print(`Swideal listens on ${url}`);
          for (const line of accounts) terminal.print(line);
          terminal.print("Ctrl-C stops it.");
          const failed = access.exited ?? new Promise<null>(() => {});
          const reason = await Promise.race([terminal.stopped, failed]);
          await app.close();
          if (reason instanceof Error) throw reason;
        } finally {
          await resources.close();
        }
      } finally {
        await access.close();
      }
    });
}
