import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The project's folder for what tests fetch or unpack; git ignores it and it may be deleted at any time. */
const CACHE = join(import.meta.dirname, "..", "..", ".cache");

/**
 * Makes the folder `.cache/<name>` once and returns its absolute path. `fill` works in a temporary folder that
 * is renamed when complete, so a run that was killed, or two at once, never leave half a folder.
 */
export async function preparedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const ready = join(CACHE, name);
  if (existsSync(ready)) return ready;
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(join(CACHE, `${name}.draft-`));
  try {
    await fill(draft);
    renameSync(draft, ready);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another run was first: its folder is as good.
    if (!existsSync(ready)) throw error;
  }
  return ready;
}
