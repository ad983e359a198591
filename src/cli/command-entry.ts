import { randomUUID } from "node:crypto";
import { systemActor } from "../server/core/actor.ts";
import { type AuditedAction, recordAudit } from "../server/features/audit/index.ts";
import type { Database } from "../server/platform/database/database.ts";

/** What an operator's command has done: `changes` as `auditedActions` names them. */
export type DoneByCommand = Pick<
  AuditedAction<"command.migrate" | "command.demo" | "data.export" | "data.import">,
  "action" | "changes"
>;

/** Writes the entry of a command that has done its work, under the command's name. */
export const noteCommand = (
  database: Pick<Database, "transaction">,
  name: string,
  done: DoneByCommand,
): Promise<void> =>
  database.transaction((tx) =>
    recordAudit(tx, systemActor(name, randomUUID()), { ...done, resource: { type: "command", id: null } }),
  );
