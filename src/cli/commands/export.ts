import { resolve } from "node:path";
import type { Command } from "commander";
import { CopyError } from "../../server/platform/copy/description.ts";
import { exportTo } from "../../server/platform/copy/export-folder.ts";
import { noteCommand } from "../command-entry.ts";
import { OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";
import { progressBar } from "../progress.ts";
import { version } from "../version.ts";

export function exportCommand(program: Command, terminal: Terminal): void {
  program
    .command("export")
    .description(
      "write everything that the database holds as JSON Lines into a new folder (docs/export-format.md)",
    )
    .argument("<folder>", "is made; one that holds something is refused")
    .option("--json", "print JSON")
    .action((path: string, options: { json?: boolean }) =>
      withDatabase(terminal, async (context) => {
        const folder = resolve(path);
        // What nobody but the operator may read leaves once the log of actions says so.
        const done = { action: "data.export", changes: {} } as const;
        await withOwnerDatabase(context, ({ database }) => noteCommand(database, "swideal export", done));
        let bar: ((done: number) => void) | undefined;
        const { tables, at } = await exportTo({
          connection: context.access.owner,
          folder,
          program: version,
          onProgress: (bytes, of) => {
            bar ??= progressBar(terminal, "bytes", of);
            bar(bytes);
          },
        }).catch(asOperators);
        const rows = tables.reduce((sum, table) => sum + table.rows, 0);
        terminal.print(
          options.json
            ? JSON.stringify({ folder, at, tables: tables.length, rows })
            : `${rows} rows of ${tables.length} tables were written to ${folder}. Keep it as safe as the database: it holds everybody's data.`,
        );
      }),
    );
}

/** What is wrong with a folder or a copy is the operator's to mend. */
export function asOperators(error: unknown): never {
  const { syscall } = error as NodeJS.ErrnoException;
  if (error instanceof CopyError || syscall !== undefined) throw new OperatorError((error as Error).message);
  throw error;
}
