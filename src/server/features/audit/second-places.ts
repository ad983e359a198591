import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderOf, nameOf, sizesOf } from "./head-names.ts";

/**
 * Where heads are kept beside the database: whoever has both the database and the keys is found by what stands there. It is to be on
 * another machine than the database.
 */
export interface SecondPlace {
  /** For people; holds no secret. */
  readonly name: string;
  /** Of which sizes heads of a log stand there, the smallest first. */
  sizes(origin: string): Promise<number[]>;
  note(origin: string, size: number): Promise<string>;
  /** A head that is there already is left as it is. */
  keep(origin: string, size: number, note: string): Promise<void>;
}

export function folderPlace(folder: string): SecondPlace {
  const of = (origin: string) => join(folder, folderOf(origin));
  const sizes = async (origin: string) => {
    const names = await readdir(of(origin)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
    return sizesOf(names);
  };
  return {
    name: folder,
    sizes,
    note: (origin, size) => readFile(join(of(origin), nameOf(size)), "utf8"),
    async keep(origin, size, note) {
      const name = nameOf(size);
      if ((await sizes(origin)).includes(size)) return;
      await mkdir(of(origin), { recursive: true });
      const draft = join(of(origin), `.${name}.draft`);
      await writeFile(draft, note, { flush: true });
      await rename(draft, join(of(origin), name));
    },
  };
}

/** Asked for at once, so that a place that is far away is not waited for as often as it has heads. */
const AT_ONCE = 8;

/** The heads of a log that stand there, the smallest first. */
export async function notesOf(place: SecondPlace, origin: string): Promise<string[]> {
  const sizes = await place.sizes(origin);
  const notes: string[] = [];
  for (let at = 0; at < sizes.length; at += AT_ONCE)
    notes.push(...(await Promise.all(sizes.slice(at, at + AT_ONCE).map((size) => place.note(origin, size)))));
  return notes;
}
