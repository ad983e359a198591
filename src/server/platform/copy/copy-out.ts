import type { Readable } from "node:stream";
import type pg from "pg";
import { withConnection } from "../database/single-connection.ts";
import {
  type FoundTable,
  prepareSession,
  quoted,
  readIndexes,
  readMigrations,
  readPartitions,
  readSequences,
  readTables,
} from "./catalogue.ts";
import type { CopiedTable, CopyDescription } from "./description.ts";
import { readTable } from "./read-table.ts";

export interface CopyOutOptions {
  /** As the owner, not through a pooler: one transaction lasts as long as the copy. */
  readonly connection: pg.ClientConfig;
  /** Is given each table in turn and reads its text to the end. */
  readonly write: (table: Pick<FoundTable, "name" | "columns" | "types">, content: Readable) => Promise<void>;
  /** The whole is what the tables take on disk, so that an end can be told before it comes. */
  readonly onProgress?: (doneBytes: number, ofBytes: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Every row of one moment while others go on writing: one transaction that reads and sees nothing of what comes after. It
 * holds back vacuum until it ends. Throws CopyError, what `write` threw as its cause.
 */
export function copyOut(options: CopyOutOptions): Promise<CopyDescription> {
  return withConnection(options.connection, async (client) => {
    await prepareSession(client);
    // Before there is a snapshot: what commits until the locks are had belongs to the copy.
    const names = (await readTables(client)).map(({ name }) => quoted(client, name));
    await client.query("begin isolation level repeatable read, read only");
    // Against `truncate` and `alter table`, which do not wait for who only has a snapshot.
    if (names.length > 0) await client.query(`lock table ${names.join(", ")} in access share mode`);
    const start = await readStart(client);
    const found = await readTables(client);
    const [migrations, partitions] = [await readMigrations(client), await readPartitions(client)];
    const indexes = (await readIndexes(client)).map(({ definition }) => definition);
    const tables = await copyTables(client, found, options);
    const sequences = await readSequences(client);
    await client.query("commit");
    return { ...start, migrations, tables, partitions, sequences, indexes };
  });
}

async function readStart(client: pg.Client): Promise<{ postgres: string; at: string }> {
  const { rows } = await client.query<{ postgres: string; at: string }>(
    `select split_part(current_setting('server_version'), ' ', 1) as postgres,
       to_char(statement_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
  );
  return rows[0] as { postgres: string; at: string };
}

async function copyTables(
  client: pg.Client,
  found: readonly FoundTable[],
  { write, onProgress, signal }: CopyOutOptions,
): Promise<CopiedTable[]> {
  const whole = found.reduce((sum, { size }) => sum + size, 0);
  const copied: CopiedTable[] = [];
  let before = 0;
  for (const { name, columns, types, size } of found) {
    signal?.throwIfAborted();
    const table = { name, columns, types };
    copied.push(
      await readTable(client, {
        table,
        take: (content) => write(table, content),
        onBytes: (bytes) => onProgress?.(before + Math.min(bytes, size), whole),
        signal,
      }),
    );
    before += size;
    onProgress?.(before, whole);
  }
  return copied;
}
