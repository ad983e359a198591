import { randomUUID } from "node:crypto";
import { systemActor } from "../server/core/actor.ts";
import { type AuditedAction, queueEntries, recordAudit } from "../server/features/audit/index.ts";
import { type Database, openDatabase } from "../server/platform/database/database.ts";
import { auditKeysOf } from "../server/platform/proof/keys.ts";
import { loadSecrets } from "../server/platform/secrets.ts";
import type { OperatorContext, Terminal } from "./context.ts";

/** What an operator's command has done: `changes` as `auditedActions` names them. */
export type DoneByCommand = Pick<AuditedAction<"command.migrate" | "command.demo">, "action" | "changes">;

/** Writes the entry of a command that has done its work, under the command's name. */
export const recordCommand = (
  database: Pick<Database, "transaction">,
  name: string,
  done: DoneByCommand,
): Promise<void> =>
  database.transaction((tx) =>
    recordAudit(tx, systemActor(name, randomUUID()), { ...done, resource: { type: "command", id: null } }),
  );

/**
 * The same, as the owner, for a command that has no connection of its own. On the operator's own database it takes
 * AUDIT_KEY: an entry that another key had signed would look like one that the program has not written.
 */
export async function recordAsOwner(
  { access, config, log }: OperatorContext,
  { note }: Pick<Terminal, "note">,
  name: string,
  done: DoneByCommand,
): Promise<void> {
  if (config.database !== null && !config.secrets.auditKeys) {
    note("AUDIT_KEY is not set: the log of actions has no entry of this command");
    return;
  }
  const { mac } = auditKeysOf((await loadSecrets(config)).auditKeys);
  const database = openDatabase({
    connection: access.owner,
    poolMax: 1,
    lastStatement: queueEntries(mac),
    onError: (error) => log.warn({ err: error }, "database"),
  });
  try {
    await recordCommand(database, name, done);
  } finally {
    await database.close();
  }
}
