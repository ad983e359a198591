import { open } from "node:fs/promises";
import { join } from "node:path";

/** By which a cluster, and whatever was recovered from it, knows its log; null where the folder is no cluster. */
export async function systemIdentifier(cluster: string): Promise<string | null> {
  // The first eight bytes of `ControlFileData` (PostgreSQL, pg_control.h).
  const file = await open(join(cluster, "global/pg_control")).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return bytesRead === 8 ? buffer.readBigUInt64LE().toString() : null;
  } finally {
    await file.close();
  }
}
