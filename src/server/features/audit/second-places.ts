import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A folder where heads are kept beside the database: whoever has both the database and the keys is found by what stands
 * there. It is to be on another machine than the database.
 */
export interface SecondPlace {
  readonly name: string;
  /** The notes of a log's heads that stand there, the smallest first. */
  notes(origin: string): Promise<string[]>;
  /** A head that is there already is left as it is. */
  keep(origin: string, size: number, note: string): Promise<void>;
}

/** Enough for every size below 2^53, so that names stand in the order of sizes. */
const DIGITS = 16;
const SUFFIX = ".checkpoint";

export function folderPlace(folder: string): SecondPlace {
  const folderOf = (origin: string) => join(folder, origin.replace(/[^a-z0-9.-]+/gi, "_"));
  const names = async (origin: string) => {
    const found = await readdir(folderOf(origin)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
    return found.filter((name) => name.endsWith(SUFFIX)).sort();
  };
  return {
    name: folder,
    notes: async (origin) =>
      Promise.all((await names(origin)).map((name) => readFile(join(folderOf(origin), name), "utf8"))),
    async keep(origin, size, note) {
      const name = `${String(size).padStart(DIGITS, "0")}${SUFFIX}`;
      if ((await names(origin)).includes(name)) return;
      await mkdir(folderOf(origin), { recursive: true });
      const draft = join(folderOf(origin), `.${name}.draft`);
      await writeFile(draft, note, { flush: true });
      await rename(draft, join(folderOf(origin), name));
    },
  };
}
