import type pg from "pg";
import { quoted, readPartitions } from "./catalogue.ts";
import { type CopyDescription, CopyError, type Partition } from "./description.ts";

/** A description may come from anywhere: nothing of it becomes a statement but two values in quotes. */
const RANGE = /^FOR VALUES FROM \('([^'\\]*)'\) TO \('([^'\\]*)'\)$/;

/**
 * Makes the partitions of months that this database's migrations have not made. Those that the description has not are
 * kept, empty, unless rows of the default partition would belong to them: then they go, as where the rows came from.
 */
export async function matchPartitions(client: pg.Client, description: CopyDescription): Promise<void> {
  const here = new Map((await readPartitions(client)).map((partition) => [partition.name, partition]));
  const wanted = new Set(description.partitions.map(({ name }) => name));
  const rows = new Map(description.tables.map((table) => [table.name, table.rows]));
  const full = description.partitions.filter(({ name, bound }) => bound === "DEFAULT" && rows.get(name));
  for (const { name, parent } of here.values())
    if (!wanted.has(name) && full.some((other) => other.parent === parent))
      await client.query(`drop table ${quoted(client, name)}`);
  for (const partition of description.partitions) {
    const found = here.get(partition.name);
    if (found === undefined) await makePartition(client, partition);
    else if (found.parent !== partition.parent || found.bound !== partition.bound)
      throw new CopyError(
        partition.name,
        `${partition.name}: here it is a partition of ${found.parent} ${found.bound}, in the copy of ${partition.parent} ${partition.bound}`,
      );
  }
}

async function makePartition(client: pg.Client, { name, parent, bound }: Partition): Promise<void> {
  await client
    .query(
      `create table ${quoted(client, name)} partition of ${quoted(client, parent)} ${boundOf(client, name, bound)}`,
    )
    .catch((error: Error) => {
      throw new CopyError(name, `${name}: it cannot be made a partition of ${parent}: ${error.message}`, {
        cause: error,
      });
    });
}

function boundOf(client: pg.Client, name: string, bound: string): string {
  if (bound === "DEFAULT") return "default";
  const [, from, to] = RANGE.exec(bound) ?? [];
  if (from === undefined || to === undefined)
    throw new CopyError(name, `${name}: these are no bounds of a partition: ${bound}`);
  return `for values from (${client.escapeLiteral(from)}) to (${client.escapeLiteral(to)})`;
}
