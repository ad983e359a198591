import type pg from "pg";
import { readMigrations, readSequences, readTables } from "./catalogue.ts";
import { type CopyDescription, CopyError } from "./description.ts";

/** Throws CopyError unless the database has exactly the migrations of the copy. */
export async function checkMigrations(client: pg.Client, { migrations }: CopyDescription): Promise<void> {
  const here = await readMigrations(client);
  const missing = migrations.filter((name) => !here.includes(name));
  const more = here.filter((name) => !migrations.includes(name));
  if (missing.length > 0)
    throw new CopyError(null, `the database lacks migrations of the copy: ${missing.join(", ")}`);
  if (more.length > 0)
    throw new CopyError(null, `the database has migrations that the copy has not: ${more.join(", ")}`);
}

/**
 * Throws CopyError, which names it, where a table or a column stands in one alone. A partition that the copy has not is no
 * difference: nothing is loaded into it.
 */
export async function checkTables(client: pg.Client, description: CopyDescription): Promise<void> {
  const copied = new Map<string, readonly string[]>();
  for (const { name, columns } of description.tables) {
    if (copied.has(name)) throw new CopyError(name, `${name}: the copy has it twice`);
    copied.set(name, columns);
  }
  const here = await readTables(client);
  for (const { name, columns, isPartition } of here) {
    const wanted = copied.get(name);
    if (wanted === undefined && isPartition) continue;
    if (wanted === undefined)
      throw new CopyError(name, `${name}: the database has this table, the copy has not`);
    if (wanted.join("\0") !== columns.join("\0"))
      throw new CopyError(
        name,
        `${name}: its columns are ${columns.join(", ")} here, ${wanted.join(", ")} in the copy`,
      );
    copied.delete(name);
  }
  const [more] = copied.keys();
  if (more !== undefined) throw new CopyError(more, `${more}: the copy has this table, the database has not`);
}

/** Sets each to where it stood. Throws CopyError where the database has others. */
export async function setSequences(client: pg.Client, { sequences }: CopyDescription): Promise<void> {
  const here = (await readSequences(client)).map(({ name }) => name);
  const wanted = sequences.map(({ name }) => name);
  const odd = [
    ...here.filter((name) => !wanted.includes(name)),
    ...wanted.filter((name) => !here.includes(name)),
  ];
  if (odd.length > 0)
    throw new CopyError(null, `sequences that stand in the copy or in the database alone: ${odd.join(", ")}`);
  for (const { name, last, called } of sequences)
    await client.query("select setval(format('public.%I', $1::text)::regclass, $2::bigint, $3)", [
      name,
      last,
      called,
    ]);
}
