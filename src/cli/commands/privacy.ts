import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import type { Command } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import { AppError } from "../../server/core/errors.ts";
import { emailKey, findAccountByEmail, lockAccountToErase } from "../../server/features/accounts/index.ts";
import { recordAudit } from "../../server/features/audit/index.ts";
import { erasePerson, findHeld, makeArchive, retention } from "../../server/features/privacy/index.ts";
import { createRecordSigner } from "../../server/features/record-keys/index.ts";
import { listeners } from "../../server/listeners.ts";
import { manifests } from "../../server/manifests.ts";
import type { Database } from "../../server/platform/database/database.ts";
import { createEmit } from "../../server/platform/events.ts";
import { createSealing } from "../../server/platform/sealing.ts";
import { deriveKeys, loadSecrets } from "../../server/platform/secrets.ts";
import { type OperatorContext, OperatorError, type Terminal, withDatabase } from "../context.ts";
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
  privacy
    .command("erase")
    .description("erase somebody's account, for good: what others need stays, without the name")
    .requiredOption("--email <address>", "the address that the account signs in with")
    .option("--json", "print JSON")
    .action((options: Pick<ExportOptions, "email" | "json">) =>
      withDatabase(terminal, async (context) => {
        const { id, userId } = await erase(context, options.email);
        if (options.json) return terminal.print(JSON.stringify({ userId, erasureId: id }));
        terminal.print(`${options.email} is erased (user ${userId}).`);
        terminal.print(
          "What is kept in memory, in Redis and in the folder of mails goes within a minute of the server running.",
        );
        terminal.print(`The receipt is GET /api/v1/erasures/${id}: it names nobody.`);
      }),
    );
  privacy
    .command("retention")
    .description(
      "show how long what is kept, which text says so, and what goes with the next run; changes nothing",
    )
    .option("--json", "print JSON")
    .action((options: Pick<ExportOptions, "json">) =>
      withDatabase(terminal, (context) =>
        withOwnerDatabase(context, async ({ database }) => {
          const rows = await retention(database.writer);
          if (options.json) return terminal.print(JSON.stringify(rows, null, 2));
          for (const { what, kept, ground, due } of rows)
            terminal.print(`${what}: ${kept} (${ground}); ${due} now`);
        }),
      ),
    );
  privacy
    .command("held")
    .description(
      "show what the law wants kept of somebody whose account was erased; the look is noted in the log",
    )
    .requiredOption("--email <address>", "the address that the account signed in with")
    .action(({ email }: Pick<ExportOptions, "email">) =>
      withDatabase(terminal, (context) =>
        withOwnerDatabase(context, async ({ database }) => {
          const found = await findHeld(database.writer, email);
          if (found.length === 0) throw new OperatorError(`nothing is held of ${email}`);
          await database.transaction(async (tx) => {
            for (const { userId } of found)
              await recordAudit(tx, systemActor("swideal privacy held", randomUUID()), {
                action: "privacy.look",
                resource: { type: "user", id: userId },
              });
          });
          terminal.print(JSON.stringify(found, null, 2));
        }),
      ),
    );
}

/** Throws OperatorError for an address that nobody has, and for what stands against it: work under way, an organisation. */
function erase(context: OperatorContext, email: string) {
  return withOwnerDatabase(context, async ({ database, auditKeys }) => {
    const { appKeys } = await loadSecrets(context.config);
    const deps = {
      manifests,
      sealing: createSealing(deriveKeys(appKeys, "sealing")),
      emit: createEmit(listeners({ ...context.config, recordSigner: createRecordSigner(auditKeys.record) })),
    };
    return database
      .transaction(async (tx) => {
        const known = await findAccountByEmail(tx, emailKey(email));
        const account = known && (await lockAccountToErase(tx, known.id));
        if (account === null) throw new OperatorError(`nobody has the address ${email}`);
        return erasePerson(
          tx,
          deps,
          systemActor("swideal privacy erase", randomUUID()),
          account,
          "moderator",
        );
      })
      .catch((error: unknown) => {
        throw error instanceof AppError ? new OperatorError(obstacleOf(error)) : error;
      });
  });
}

function obstacleOf({ code, fields }: AppError): string {
  const named = fields.map(({ path, values = {} }) => `${path} ${values.title ?? values.name ?? ""}`.trim());
  const why =
    code === "last_owner"
      ? "it is the last owner of an organisation: name another owner, dissolve it, or hand it to the moderators"
      : "work is agreed, under way or in dispute: it must be completed or cancelled first";
  return [`nothing was erased: ${why}`, ...named].join("\n  ");
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
