import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A folder where heads are kept beside the database: whoever has both the database and the keys is found by what stands
 * there. It is to be on another machine than the database.
 */
export interface SecondPlace {
  readonly name: string;
  /** Of which sizes heads of a log stand there, the smallest first. */
  sizes(origin: string): Promise<number[]>;
  note(origin: string, size: number): Promise<string>;
  /** A head that is there already is left as it is. */
  keep(origin: string, size: number, note: string): Promise<void>;
}

/** Enough for every size below 2^53, so that names stand in the order of sizes. */
const DIGITS = 16;
const SUFFIX = ".checkpoint";
const nameOf = (size: number) => `${String(size).padStart(DIGITS, "0")}${SUFFIX}`;

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
    sizes: async (origin) => (await names(origin)).map((name) => Number(name.slice(0, -SUFFIX.length))),
    note: (origin, size) => readFile(join(folderOf(origin), nameOf(size)), "utf8"),
    async keep(origin, size, note) {
      const name = nameOf(size);
      if ((await names(origin)).includes(name)) return;
      await mkdir(folderOf(origin), { recursive: true });
      const draft = join(folderOf(origin), `.${name}.draft`);
      await writeFile(draft, note, { flush: true });
      await rename(draft, join(folderOf(origin), name));
    },
  };
}

/** The heads of a log that stand there, the smallest first. */
export const notesOf = async (place: SecondPlace, origin: string): Promise<string[]> =>
  Promise.all((await place.sizes(origin)).map((size) => place.note(origin, size)));
