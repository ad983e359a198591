import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { createTestDatabase } from "../../../../../tests/support/server.ts";
import { systemActor } from "../../../core/actor.ts";
import { openDatabase } from "../../../platform/database/database.ts";
import { withConnection } from "../../../platform/database/single-connection.ts";
import { folderStore } from "../../../platform/objects/folder-store.ts";
import { auditKeysOf } from "../../../platform/proof/keys.ts";
import { makeSecrets } from "../../../platform/secrets.ts";
import { queueEntries } from "../../audit/index.ts";
import { createBackup } from "../create-backup.ts";
import { findBackups } from "../stored-backups.ts";

export type BackupWorld = Awaited<ReturnType<typeof openBackupWorld>>;

/** A migrated database of its own, a folder for its backups, and whoever may open them. */
export async function openBackupWorld() {
  const tables = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "swideal-backups-"));
  const auditKeys = auditKeysOf(makeSecrets().auditKeys);
  const database = openDatabase({
    connection: tables.owner,
    poolMax: 2,
    lastStatement: queueEntries(auditKeys.mac),
    patience: { statement: 0 },
    onError: () => {},
  });
  const identity = await generateX25519Identity();
  const parts = {
    database,
    connection: tables.owner,
    store: folderStore(folder),
    recipients: [await identityToRecipient(identity)],
    keys: auditKeys.backup,
    program: "1.2.3",
  };
  const actor = systemActor("test", crypto.randomUUID());
  return {
    parts,
    actor,
    folder,
    identity,
    /** As the owner. */
    sql: (text: string) => withConnection(tables.owner, async (client) => (await client.query(text)).rows),
    create: (changes: Partial<typeof parts> = {}, onProgress?: (done: number) => void) =>
      createBackup({ ...parts, ...changes }, { madeBy: "command", actor, ...(onProgress && { onProgress }) }),
    list: () => findBackups(parts.store, parts.keys),
    async close() {
      await database.close();
      await tables.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
