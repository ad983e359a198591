import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const SOURCE = join(import.meta.dirname, "../../..");

/**
 * Who reads by `reader`, which a replica may serve one day, seconds behind. Everybody else asks the primary:
 * whoever reads what the same person may just have written, decides by it, signs somebody in, or fills a cache
 * that is emptied by writes, where an old value would stay. A new place belongs here only with its reason.
 */
const MAY_BE_OLD: Readonly<Record<string, string>> = {};

test("only what may be seconds old asks for a reader", async () => {
  const names = (await readdir(SOURCE, { recursive: true })).map((name) => name.replaceAll("\\", "/"));
  const files = names.filter(
    (name) =>
      /^(server|cli)\/.*\.ts$/.test(name) && !/\.test\.ts$|\/testing\/|\/platform\/database\//.test(name),
  );
  const asking: string[] = [];
  for (const file of files) {
    const text = await readFile(join(SOURCE, file), "utf8");
    // `reader` of a Database, also when it is taken out of one by destructuring.
    if (/\b(database|connection)\.reader\b|\{[^}]*\breader\b[^}]*\}\s*=\s*database\b/.test(text))
      asking.push(file);
  }
  expect(asking.sort()).toEqual(Object.keys(MAY_BE_OLD).sort());
});
