import type { Command } from "commander";
import { readConfig } from "../../server/platform/config.ts";
import { openLog } from "../../server/platform/log.ts";
import { pendingMigrations } from "../../server/platform/migrations.ts";
import { openDatabaseAccess, openResources } from "../../server/resources.ts";
import { backupChild } from "../backup-child.ts";
import { pagesFolder, requireBuiltPages } from "../build-pages.ts";
import { OperatorError, type Terminal, tellWithoutEffect, unlessStopped } from "../context.ts";
import { runServer } from "../run-server.ts";

export function serveCommand(program: Command, terminal: Terminal): void {
  program
    .command("serve")
    .description("serve a database that is already migrated (DATABASE_URL); for production")
    .action(async () => {
      const config = readConfig(terminal.environment, "serve");
      const log = openLog(config.logLevel);
      tellWithoutEffect(terminal, (line) => log.warn(line));
      const access = await openDatabaseAccess(config, log, { join: false });
      const { pending } = await unlessStopped(terminal, pendingMigrations(access.application));
      if (pending.length > 0) {
        throw new OperatorError(`the database lacks ${pending.join(", ")}; run swideal migrate first`);
      }
      await requireBuiltPages();
      const resources = await openResources(config, log, access);
      const { app, url } = await runServer(config, resources, pagesFolder, backupChild(terminal));
      log.info({ url }, "listening");
      const signal = await terminal.stopped;
      log.info({ signal }, "stopping");
      try {
        await app.close();
      } finally {
        await resources.close();
      }
    });
}
