import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import type { Command } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import { emailKey, findAccountByEmail } from "../../server/features/accounts/index.ts";
import { recordAudit } from "../../server/features/audit/index.ts";
import { makeArchive } from "../../server/features/privacy/index.ts";
import { manifests } from "../../server/manifests.ts";
import type { Database } from "../../server/platform/database/database.ts";
import { OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";

interface ExportOptions {
  readonly email: string;
  readonly out: string;
  readonly json?: boolean;
}

export function privacyCommand(program: Command, terminal: Terminal): void {
  const privacy = program.command("privacy").description("requests of people about their own data");
  privacy
    .command("export")
    .description("write everything that is kept about somebody to a file, and nothing of anybody else")
    .requiredOption("--email <address>", "the address that the account signs in with")
    .requiredOption(
      "--out <file>",
      "the file to write: JSON, readable by you alone; one that is there is left alone",
    )
    .option("--json", "print JSON")
    .action((options: ExportOptions) =>
      withDatabase(terminal, (context) =>
        withOwnerDatabase(context, async ({ database }) => {
          const { userId, size } = await writeExport(database, context.config.publicUrl ?? "", options);
          if (options.json) terminal.print(JSON.stringify({ userId, file: options.out, size }));
          else terminal.print(`Everything that is kept about ${options.email} stands in ${options.out}.`);
        }),
      ),
    );
}

/** Throws OperatorError for an address that nobody has, and for a file that cannot be made; leaves no half of one. */
async function writeExport(database: Database, site: string, { email, out }: ExportOptions) {
  const file = await open(out, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(`${out} cannot be made (${error.code})`);
  });
  try {
    const made = await makeArchive(
      { database, manifests, publicUrl: () => site },
      async (tx) => (await findAccountByEmail(tx, emailKey(email)))?.id ?? null,
      async (_tx, part) => void (await file.write(part)),
      async (tx, { userId }) => {
        await file.sync();
        await recordAudit(tx, systemActor("swideal privacy export", randomUUID()), {
          action: "privacy.export",
          resource: { type: "user", id: userId },
        });
      },
    );
    if (made === null) throw new OperatorError(`nobody has the address ${email}`);
    return made;
  } catch (error) {
    await rm(out, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
