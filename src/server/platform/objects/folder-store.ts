import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { link, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { checkObjectName, type ObjectStore, ObjectStoreError, type StoredObject } from "./object-store.ts";

/** No object's name ends so: what a killed writer has left is never taken for an object. */
const UNFINISHED = ".part";
const DAY_MS = 24 * 3_600_000;

/** Files below a folder, which is made when something is put there. */
export function folderStore(folder: string): ObjectStore {
  const pathOf = (name: string) => join(folder, checkObjectName(name));
  return {
    place: folder,
    async put(name, content) {
      const path = pathOf(name);
      const draft = `${path}.${randomUUID()}${UNFINISHED}`;
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await pipeline(content, createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true }));
        // A link fails where the name is taken: of two writers one is refused, and none overwrites.
        await link(draft, path);
        await syncFolder(dirname(path));
      } catch (error) {
        // The stream is open still where its folder could not be made.
        content.destroy();
        throw explained(error, path);
      } finally {
        await rm(draft, { force: true });
      }
    },
    async get(name) {
      const path = pathOf(name);
      const file = await open(path).catch((error: unknown) => {
        throw explained(error, path);
      });
      return createReadStream(path, { fd: file });
    },
    async list(prefix) {
      const found: StoredObject[] = [];
      for (const name of await filesBelow(folder)) {
        if (!name.startsWith(prefix)) continue;
        const at = await stat(join(folder, name)).catch(() => null);
        if (at?.isFile()) found.push({ name, bytes: at.size, at: at.mtime });
      }
      return found.sort((one, other) => (one.name < other.name ? -1 : 1));
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  };
}

/** With `/` between the parts, whatever the system has there. Unfinished files of more than a day go. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw explained(error, folder);
  });
  const names = entries.map((entry) => entry.replaceAll("\\", "/"));
  for (const name of names) if (name.endsWith(UNFINISHED)) await forgetOld(join(folder, name));
  return names.filter((name) => !name.endsWith(UNFINISHED));
}

async function forgetOld(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && Date.now() - found.mtimeMs > DAY_MS) await rm(path, { force: true });
}

/** A name is only safe from a power cut once the folder that holds it is on disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch((error: NodeJS.ErrnoException) => {
    // Windows opens no folders.
    if (error.code === "EISDIR" || error.code === "EPERM") return null;
    throw error;
  });
  await handle?.sync().finally(() => handle.close());
}

/** What the file system says, in a line that an operator can act on; what the content's source says goes on as it is. */
function explained(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === "EEXIST") return new ObjectStoreError("taken", `${path} is there already`, { cause: error });
  if (code === "ENOENT") return new ObjectStoreError("missing", `${path} is not there`, { cause: error });
  if (code === "ENOSPC")
    return new ObjectStoreError("refused", `no room is left for ${path}`, { cause: error });
  if (syscall !== undefined)
    return new ObjectStoreError("refused", `${path}: ${(error as Error).message}`, { cause: error });
  return error;
}
