import { statfs } from "node:fs/promises";

/** Less than this, and the next write of the database may be the one that fails. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;
/** For so long after the database last said that its disk is full. */
const TOLD_FOR_MS = 5 * 60_000;

/**
 * Rejects with the reason when there is hardly any space where DATA_DIR lies, or when the database, which may have a
 * disk elsewhere, could not write. `diskFullForMs`: how long ago it last could not; null: it always could.
 */
export async function checkDisk(dataDir: string, diskFullForMs: number | null): Promise<void> {
  const free = await freeBytes(dataDir);
  if (free !== null && free < LEAST_FREE_BYTES) {
    throw new Error(`${Math.floor(free / 1_048_576)} MB are left on the disk of DATA_DIR`);
  }
  if (diskFullForMs !== null && diskFullForMs < TOLD_FOR_MS) {
    throw new Error("the database could not write for want of space");
  }
}

/** null where the folder is not there: nothing of ours lies in it then. */
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
