import { open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { clusterOf } from "./cluster-folder.ts";
import { EmbeddedPostgresError, folderTaken } from "./errors.ts";
import { platform } from "./operating-system.ts";
import { serverProcesses } from "./postmaster.ts";

/** Says which cluster is to take the place, while the old one is aside already and the new one not there yet. */
const noteOf = (dataDir: string) => join(dataDir, "postgres.swap");

/**
 * Puts another cluster, stopped and whole, in the place of DATA_DIR's, and the old one beside it. Killed at any moment, the
 * next start finds the one or the other, each whole.
 * @param fresh a folder below DATA_DIR
 * @returns where the old one lies now; null where there was none
 * @throws EmbeddedPostgresError `folder_taken` where a server runs on the old one
 */
export async function swapCluster(dataDir: string, fresh: string): Promise<string | null> {
  const cluster = clusterOf(dataDir);
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/\D/g, "");
  const aside = `${cluster}.before-${stamp}`;
  const there = await exists(cluster);
  await writeFile(noteOf(dataDir), relative(dataDir, fresh), { flush: true });
  await syncFolder(dataDir);
  try {
    if (there) {
      await rename(cluster, aside);
      // One that started at this moment lives in the folder wherever it lies.
      const [running] = serverProcesses(aside, -1);
      if (running !== undefined) {
        await rename(aside, cluster);
        throw folderTaken(dataDir, running);
      }
    }
    await rename(fresh, cluster);
    await syncFolder(dataDir);
  } finally {
    if (await exists(cluster)) await rm(noteOf(dataDir), { force: true });
  }
  return there ? aside : null;
}

/** What a swap that was killed between its two steps has left to do. */
export async function finishSwap(dataDir: string): Promise<void> {
  const noted = await readFile(noteOf(dataDir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (noted === null) return;
  const fresh = join(dataDir, noted);
  if (!(await exists(clusterOf(dataDir)))) {
    if (noted === "" || noted.startsWith("..") || !(await exists(join(fresh, "PG_VERSION"))))
      throw new EmbeddedPostgresError(
        "not_a_cluster",
        `The database of ${dataDir} is to come from ${fresh}, which is not there: put back the folder of before (${clusterOf(dataDir)}.before-…) under its old name and remove ${noteOf(dataDir)}.`,
      );
    await rename(fresh, clusterOf(dataDir));
    await syncFolder(dataDir);
  }
  await rm(noteOf(dataDir));
}

async function exists(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  return found !== null;
}

async function syncFolder(folder: string): Promise<void> {
  if (platform === "win32") return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
