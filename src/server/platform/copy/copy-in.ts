import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { withConnection } from "../database/single-connection.ts";
import { prepareSession, quoted, readTables } from "./catalogue.ts";
import { countedText, type SeenText } from "./counted-text.ts";
import { type CopiedTable, type CopyDescription, CopyError, ofTable } from "./description.ts";
import { checkMigrations, checkTables, setSequences } from "./fits.ts";
import { makeMissingIndexes } from "./missing-indexes.ts";
import { matchPartitions } from "./partitions.ts";
import { emptyTables, putBack, setAside } from "./set-aside.ts";

export interface CopyInOptions {
  /** As the owner of a database that has exactly the copy's migrations. No superuser is needed. */
  readonly connection: pg.ClientConfig;
  readonly description: CopyDescription;
  /** The text of a table of the description, from its beginning. */
  readonly read: (table: string) => Promise<Readable>;
  /** Tables that hold nothing, where they are: who has rows there has more to lose than what migrations filled. */
  readonly unused?: readonly string[];
  readonly onProgress?: (doneBytes: number, ofBytes: number) => void;
}

/** Any constant that nothing else of ours locks. */
const LOCK = "7241806251310";

/**
 * Makes the database hold what the description says and nothing else, in one transaction: each table's rows and SHA-256 are
 * compared as they come in, and all of it or nothing is there. What migrations filled goes. Throws CopyError.
 */
export function copyIn(options: CopyInOptions): Promise<void> {
  const { description } = options;
  return withConnection(options.connection, async (client) => {
    await prepareSession(client);
    await client.query("begin");
    await beAlone(client);
    await checkMigrations(client, description);
    const here = (await readTables(client)).map(({ name }) => name);
    await lock(client, here);
    await checkUnused(
      client,
      here.filter((name) => options.unused?.includes(name)),
    );
    const steps = await setAside(client);
    await emptyTables(client, here);
    await matchPartitions(client, description);
    await checkTables(client, description);
    await loadTables(client, options);
    await putBack(client, steps);
    await makeMissingIndexes(client, description);
    await setSequences(client, description);
    await client.query("commit");
    await analyze(client, description);
  }).catch((error: unknown) => {
    if (error instanceof CopyError) throw error;
    const { table = null, message } = error as pg.DatabaseError;
    throw new CopyError(table, table === null ? message : `${table}: ${message}`, { cause: error });
  });
}

async function beAlone(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ had: boolean }>("select pg_try_advisory_xact_lock($1) as had", [
    LOCK,
  ]);
  if (!rows[0]?.had) throw new CopyError(null, "another load into this database is at work");
}

const lock = async (client: pg.Client, names: readonly string[]) =>
  names.length > 0 &&
  (await client.query(
    `lock table ${names.map((name) => quoted(client, name)).join(", ")} in access exclusive mode`,
  ));

async function checkUnused(client: pg.Client, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { rows } = await client.query<{ used: boolean }>(
      `select exists (select from ${quoted(client, name)}) as used`,
    );
    if (rows[0]?.used) throw new CopyError(name, `${name}: this database is in use, it has rows there`);
  }
}

async function loadTables(
  client: pg.Client,
  { description, read, onProgress }: CopyInOptions,
): Promise<void> {
  const whole = description.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const table of description.tables) {
    await loadTable(client, table, read, (bytes) =>
      onProgress?.(before + Math.min(bytes, table.bytes), whole),
    );
    before += table.bytes;
  }
}

async function loadTable(
  client: pg.Client,
  table: CopiedTable,
  read: CopyInOptions["read"],
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { name, columns, rows } = table;
  const listed = columns.map((column) => client.escapeIdentifier(column)).join(", ");
  try {
    const content = await read(name);
    // Emptied in this transaction: nobody else can see rows that are as old as the oldest, and vacuum need not come back.
    const into = client.query(copyFrom(`copy ${quoted(client, name)} (${listed}) from stdin with (freeze)`));
    const { stream } = countedText(onBytes, (seen) => compare(table, seen));
    await pipeline(content, stream, into);
    if (into.rowCount !== rows)
      throw new CopyError(name, `${name}: ${into.rowCount} rows were taken, the copy has ${rows}`);
  } catch (error) {
    throw ofTable(name, error);
  }
}

function compare({ name, rows, bytes, sha256 }: CopiedTable, seen: SeenText): void {
  if (seen.bytes < bytes) throw new CopyError(name, `${name}: it ends after ${seen.rows} of ${rows} rows`);
  if (seen.rows !== rows || seen.bytes !== bytes)
    throw new CopyError(name, `${name}: ${seen.rows} rows came, the copy has ${rows}`);
  if (seen.sha256 !== sha256) throw new CopyError(name, `${name}: it is not what was copied (SHA-256)`);
}

/** Without it the first plans are bad ones. What was loaded stays loaded: autovacuum comes in any case. */
async function analyze(client: pg.Client, { tables }: CopyDescription): Promise<void> {
  const names = tables.filter(({ rows }) => rows > 0).map(({ name }) => quoted(client, name));
  if (names.length > 0) await client.query(`analyze ${names.join(", ")}`).catch(() => {});
}
