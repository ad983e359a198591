import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** Folded, see `fold`. */
export interface CommonPasswords {
  /** The few that everybody tries first, and what French people choose. */
  readonly most: ReadonlySet<string>;
  /** Words and names that others begin with, without the digits and signs around them. */
  readonly other: ReadonlySet<string>;
  /** What leaked often and is long enough to be chosen here. */
  readonly long: ReadonlySet<string>;
}

let loading: Promise<CommonPasswords> | undefined;

/** Reads the list that is shipped with the program once, when it is first needed: some megabytes. */
export function loadCommonPasswords(): Promise<CommonPasswords> {
  loading ??= read();
  return loading;
}

/** Made by scripts/build-common-passwords.ts: three paragraphs, one entry a line. */
async function read(): Promise<CommonPasswords> {
  const packed = await readFile(new URL("common-passwords.txt.gz", import.meta.url));
  const text = (await promisify(gunzip)(packed)).toString("utf8");
  const [most, other, long] = text.split("\n\n").map((paragraph) => new Set(paragraph.split("\n")));
  if (most === undefined || other === undefined || long === undefined) throw new Error("not the list");
  return { most, other, long };
}
