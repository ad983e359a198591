import type pg from "pg";
import { withConnection } from "../database/single-connection.ts";
import { prepareSession, readTables } from "./catalogue.ts";
import { CopyError } from "./description.ts";
import { readTable } from "./read-table.ts";

/**
 * Rows and SHA-256 of tables as a copy would have them, of one moment. A table that was just loaded gives what its copy says;
 * one that has been written since may give another digest for the same rows, for they lie in another order.
 * Throws CopyError for a table that is not there.
 */
export function digestsOf(
  connection: pg.ClientConfig,
  tables: readonly string[],
): Promise<Map<string, { rows: number; sha256: string }>> {
  return withConnection(connection, async (client) => {
    await prepareSession(client);
    await client.query("begin isolation level repeatable read, read only");
    const here = new Map((await readTables(client)).map((table) => [table.name, table]));
    const digests = new Map<string, { rows: number; sha256: string }>();
    for (const name of tables) {
      const table = here.get(name);
      if (table === undefined) throw new CopyError(name, `${name}: the database has no such table`);
      const { rows, sha256 } = await readTable(client, {
        table,
        take: async (content) => {
          for await (const _part of content);
        },
      });
      digests.set(name, { rows, sha256 });
    }
    await client.query("commit");
    return digests;
  });
}
