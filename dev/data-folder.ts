import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DevError } from "./dev-error.ts";

/** Says of a folder that `npm run dev` made it, and may empty it. */
const MARK = "made-by-npm-run-dev";

/**
 * The folder of the development's own database, secrets and mails, made where it is missing, emptied with `reset`.
 * @throws DevError for a folder that holds anything else: nobody's data is touched by a typing error
 */
export async function prepareDataFolder(folder: string, { reset }: { reset: boolean }): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw new DevError(`${folder} cannot be read (${error.code}); name another folder with --data`);
  });
  if (names.length > 0 && !names.includes(MARK)) {
    throw new DevError(`${folder} holds data that npm run dev did not make; name another folder with --data`);
  }
  if (reset) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, MARK), "npm run dev -- --reset empties this folder.\n");
}
