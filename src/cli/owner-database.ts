import { queueEntries } from "../server/features/audit/index.ts";
import { type Database, openDatabase } from "../server/platform/database/database.ts";
import { type AuditKeys, auditKeysOf } from "../server/platform/proof/keys.ts";
import { loadSecrets } from "../server/platform/secrets.ts";
import type { OperatorContext } from "./context.ts";

export interface OwnerDatabase {
  /** As the owner; what it is asked may take as long as it takes. */
  readonly database: Database;
  readonly auditKeys: AuditKeys;
}

/** For a command that asks the database itself: what it notes in the log of actions is sealed as everybody's. */
export async function withOwnerDatabase<T>(
  { access, config, log }: OperatorContext,
  work: (opened: OwnerDatabase) => Promise<T>,
): Promise<T> {
  const auditKeys = auditKeysOf((await loadSecrets(config)).auditKeys);
  const database = openDatabase({
    connection: access.owner,
    poolMax: 1,
    lastStatement: queueEntries(auditKeys.mac),
    patience: { statement: 0 },
    onError: (error) => log.warn({ err: error }, "database"),
  });
  try {
    return await work({ database, auditKeys });
  } finally {
    await database.close();
  }
}
