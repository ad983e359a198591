import type { Command } from "commander";
import { migrateDatabase } from "../../server/migrate-database.ts";
import { pendingMigrations } from "../../server/platform/migrations.ts";
import { noteCommand } from "../command-entry.ts";
import { OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";

export function migrateCommand(program: Command, terminal: Terminal): void {
  program
    .command("migrate")
    .description("bring the database up to date (DATABASE_ADMIN_URL)")
    .option("--check", "change nothing; fail when something is to be done")
    .option("--json", "print JSON")
    .action((options: { check?: boolean; json?: boolean }) =>
      withDatabase(terminal, async (context) => {
        const { access } = context;
        const { print, note } = terminal;
        if (options.check) {
          const { pending, unknown } = await pendingMigrations(access.owner);
          if (options.json) print(JSON.stringify({ upToDate: pending.length === 0, pending, unknown }));
          if (unknown.length > 0)
            note(`The database also has migrations of a newer Swideal: ${unknown.join(", ")}`);
          if (pending.length > 0)
            throw new OperatorError(`to be migrated: ${pending.join(", ")} (run swideal migrate)`);
          if (!options.json) print("The database is up to date.");
          return;
        }
        const { owner, applicationRole } = access;
        const migrated = await migrateDatabase({ owner, applicationRole, log: note });
        if (migrated.length > 0) {
          const done = { action: "command.migrate", changes: { migrations: migrated } } as const;
          await withOwnerDatabase(context, ({ database }) => noteCommand(database, "swideal migrate", done));
        }
        if (options.json) print(JSON.stringify({ migrated }));
        else
          print(migrated.length === 0 ? "The database is up to date." : `Migrated: ${migrated.join(", ")}`);
      }),
    );
}
