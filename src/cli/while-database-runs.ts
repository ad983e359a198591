import { statfs } from "node:fs/promises";
import type { Config } from "../server/platform/config.ts";
import { databaseRefusal } from "../server/platform/database/database-errors.ts";
import { diskFull, noSpaceLeft } from "../server/platform/embedded-postgres/index.ts";
import type { DatabaseAccess } from "../server/resources.ts";

/** How long a database that lost our connection may take to say why it ended. */
const LAST_WORDS_MS = 2_000;
/** PostgreSQL's log grows by files of 16 MiB, and what a failed statement had written is free again by now. */
const NEEDED_BYTES = 32 * 1024 * 1024;

/**
 * What `work` gives. Where the embedded database failed it, the error is the database's own reason in one line: a full
 * disk, or why it ended.
 */
export async function whileDatabaseRuns<T>(
  { config, access }: { config: Config; access: DatabaseAccess },
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (config.database !== null) throw error;
    if (noSpaceLeft(error)) throw diskFull(config.dataDir, error);
    if (databaseRefusal(error)?.code !== "unavailable") throw error;
    if (await diskIsFull(config.dataDir)) throw diskFull(config.dataDir, error);
    const patience = new Promise<null>((resolve) => setTimeout(resolve, LAST_WORDS_MS, null).unref());
    throw (await Promise.race([access.exited ?? patience, patience])) ?? error;
  }
}

/** A server that ended for want of room tries to come back first, and says nothing to whom it lost. */
async function diskIsFull(dataDir: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dataDir);
  return bavail * bsize < NEEDED_BYTES;
}
