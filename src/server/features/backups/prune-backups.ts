import type { KeyObject } from "node:crypto";
import type { Actor } from "../../core/actor.ts";
import type { ConnectionConfig, Database } from "../../platform/database/database.ts";
import type { ObjectStore, StoredObject } from "../../platform/objects/object-store.ts";
import { recordAudit } from "../audit/index.ts";
import { withBackupLock } from "./backup-lock.ts";
import { folderOf, manifestName } from "./backup-manifest.ts";
import { type Dated, type Keep, outlived } from "./retention.ts";
import { deleteOldRuns, selectNow } from "./run-queries.ts";
import { findBackups, type StoredBackup, unfinishedBackups } from "./stored-backups.ts";

export interface PruneParts {
  /** As the database's owner. */
  readonly database: Database;
  readonly connection: ConnectionConfig;
  readonly store: ObjectStore;
  readonly keys: readonly KeyObject[];
  readonly keep: Keep;
}

export interface Pruned {
  /** The ids of those that have had their time. */
  readonly outlived: readonly string[];
  /** The ids of those that were begun more than a day ago and are none. */
  readonly unfinished: readonly string[];
  /** How many are left. */
  readonly kept: number;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Removes what has had its time. What another key has signed is somebody else's, and stays; the last good one does, however old
 * it is. @param dryRun nothing is removed
 */
export function pruneBackups(parts: PruneParts, actor: Actor, dryRun: boolean): Promise<Pruned> {
  const { connection, database, store, keys, keep } = parts;
  return withBackupLock(connection, async () => {
    const now = await selectNow(database.writer);
    const all = await findBackups(store, keys);
    const gone = outlived(all.flatMap(dated), keep, now);
    const unfinished = [...(await unfinishedBackups(store))].flatMap(([id, objects]) =>
      isLeft(objects, now) ? [id] : [],
    );
    if (!dryRun) {
      for (const id of [...gone, ...unfinished]) await removeBackup(store, id);
      await database.transaction(async (tx) => {
        await deleteOldRuns(tx);
        for (const id of gone)
          await recordAudit(tx, actor, { action: "backup.prune", resource: { type: "backup", id } });
      });
    }
    return { outlived: gone, unfinished, kept: all.length - gone.length };
  });
}

/** Of those that our key has signed. */
const dated = ({ id, manifest, fault }: StoredBackup): Dated[] =>
  manifest === null ? [] : [{ id, at: Date.parse(manifest.copy.at), good: fault === null }];

/** Its last object is more than a day old: nobody writes it any more. */
const isLeft = (objects: readonly StoredObject[], now: number) =>
  objects.every(({ at }) => now - at.getTime() > DAY_MS);

/** The manifest first: what is half removed is no backup. */
async function removeBackup(store: ObjectStore, id: string): Promise<void> {
  await store.remove(manifestName(id));
  for (const { name } of await store.list(folderOf(id))) await store.remove(name);
}
