import { resolve } from "node:path";
import type { Command } from "commander";
import { manifests } from "../../server/manifests.ts";
import { migrateDatabase } from "../../server/migrate-database.ts";
import type { ExportManifest } from "../../server/platform/copy/export-manifest.ts";
import { importFrom, readManifest } from "../../server/platform/copy/import-folder.ts";
import { pendingMigrations } from "../../server/platform/migrations.ts";
import type { DatabaseAccess } from "../../server/resources.ts";
import { noteCommand } from "../command-entry.ts";
import { OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";
import { progressBar } from "../progress.ts";
import { asOperators } from "./export.ts";

export function importCommand(program: Command, terminal: Terminal): void {
  program
    .command("import")
    .description("read what swideal export wrote into an empty database: all of it, or nothing")
    .argument("<folder>", "the folder of the export")
    .option("--json", "print JSON")
    .action((path: string, options: { json?: boolean }) =>
      withDatabase(terminal, async (context) => {
        const { access } = context;
        const folder = resolve(path);
        const manifest = await readManifest(folder).catch(asOperators);
        await bringTo(manifest, access, terminal);
        let bar: ((done: number) => void) | undefined;
        await importFrom({
          ...{ connection: access.owner, folder, manifest, unused: tablesOfUse() },
          onProgress: (bytes, of) => {
            bar ??= progressBar(terminal, "bytes", of);
            bar(bytes);
          },
        }).catch(asOperators);
        // What came after the export, and the rights.
        await migrate(access, terminal);
        const tables = manifest.tables.length;
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
        const done = { action: "data.import", changes: { tables, rows, from: manifest.at } } as const;
        await withOwnerDatabase(context, ({ database }) => noteCommand(database, "swideal import", done));
        terminal.print(
          options.json
            ? JSON.stringify({ folder, at: manifest.at, tables, rows })
            : `${rows} rows of ${tables} tables are there, as they were at ${manifest.at}.`,
        );
      }),
    );
}

/** A database that nothing ever migrated gets exactly the migrations of the export; any other has them, or is refused. */
async function bringTo(
  { migrations, program }: ExportManifest,
  access: DatabaseAccess,
  terminal: Terminal,
): Promise<void> {
  const { pending, unknown } = await pendingMigrations(access.owner);
  const foreign = migrations.filter((name) => !pending.includes(name));
  if (unknown.length > 0)
    throw new OperatorError(`the database is of a newer Swideal: ${unknown.join(", ")}`);
  if (pending[0]?.startsWith("0001_") && foreign.length > 0)
    throw new OperatorError(`the export is of a newer Swideal (${program}): it has ${foreign.join(", ")}`);
  if (pending[0]?.startsWith("0001_")) await migrate(access, terminal, migrations);
}

const migrate = ({ owner, applicationRole }: DatabaseAccess, { note }: Terminal, upTo?: readonly string[]) =>
  migrateDatabase({ owner, applicationRole, log: note, ...(upTo && { upTo }) });

/** Where a row says that somebody uses the market: not what migrations fill, nor what the log says of this command's own. */
const tablesOfUse = (): string[] =>
  manifests.flatMap(({ tables }) =>
    Object.entries(tables).flatMap(([name, { persons }]) =>
      "processing" in persons && persons.processing !== "audit" ? [name] : [],
    ),
  );
