import type pg from "pg";
import type { Partition, Sequence } from "./description.ts";

/** The table of node-pg-migrate: made by migrating, so never copied. */
const MIGRATIONS = "schema_migrations";

export interface FoundTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Of the columns, as `format_type` says them. */
  readonly types: readonly string[];
  /** On disk, about as much as its text. */
  readonly size: number;
  readonly isPartition: boolean;
}

/**
 * Says values the same way whatever the server, the role or the client have as their own, reads tables from their first
 * page on, and waits as long as it takes.
 */
export async function prepareSession(client: pg.Client): Promise<void> {
  await client.query(`
    set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
    set bytea_output = 'hex'; set client_encoding = 'UTF8'; set search_path = public; set row_security = off;
    set synchronize_seqscans = off; set statement_timeout = 0; set lock_timeout = 0;
    set idle_in_transaction_session_timeout = 0`);
}

/** A name as it stands in a statement. */
export const quoted = (client: pg.Client, name: string): string => `public.${client.escapeIdentifier(name)}`;

const NOT_OF_EXTENSIONS = `not exists (
  select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')`;
const OURS = `relnamespace = 'public'::regnamespace and ${NOT_OF_EXTENSIONS}`;

/** Every table that holds rows of its own: plain ones and partitions. */
export async function readTables(client: pg.Client): Promise<FoundTable[]> {
  const { rows } = await client.query<FoundTable>(
    `select relname::text as name, relispartition as "isPartition", pg_table_size(oid)::float8 as size,
       columns, types
     from pg_class cross join lateral (
       select coalesce(array_agg(attname::text order by attnum), '{}') as columns,
         coalesce(array_agg(format_type(atttypid, atttypmod) order by attnum), '{}') as types
       from pg_attribute
       where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as listed
     where relkind = 'r' and relname <> $1 and ${OURS} order by relname collate "C"`,
    [MIGRATIONS],
  );
  return rows;
}

export async function readPartitions(client: pg.Client): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(
    `select relname::text as name, pg_get_expr(relpartbound, oid) as bound,
       (select relname::text from pg_class as parent join pg_inherits on parent.oid = inhparent
         where inhrelid = pg_class.oid) as parent
     from pg_class where relispartition and relkind in ('r', 'p') and ${OURS} order by relname collate "C"`,
  );
  return rows;
}

export async function readSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname::text as name from pg_class where relkind = 'S' and ${OURS} and not exists (
       select from pg_depend where objid = pg_class.oid and classid = 'pg_class'::regclass
         and refobjid = to_regclass('public.${MIGRATIONS}') and deptype in ('a', 'i'))
     order by relname collate "C"`,
  );
  const found: Sequence[] = [];
  for (const { name } of rows) {
    const { rows: said } = await client.query<Omit<Sequence, "name">>(
      `select last_value::text as last, is_called as called from ${quoted(client, name)}`,
    );
    found.push({ name, ...(said[0] as Omit<Sequence, "name">) });
  }
  return found;
}

/** How to make each index that stands on a table of rows. */
export async function readIndexes(client: pg.Client): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select relname::text as name, pg_get_indexdef(oid) as definition
     from pg_class where relkind = 'i' and ${OURS} and exists (
       select from pg_index join pg_class as tables on tables.oid = indrelid
       where indexrelid = pg_class.oid and tables.relkind = 'r' and tables.relname <> $1)
     order by relname collate "C"`,
    [MIGRATIONS],
  );
  return rows;
}

/** In the order in which they ran; none where the database was never migrated. */
export async function readMigrations(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "select to_regclass($1) is not null as there",
    [`public.${MIGRATIONS}`],
  );
  if (!found[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATIONS} order by run_on, id`);
  return rows.map(({ name }) => name);
}
