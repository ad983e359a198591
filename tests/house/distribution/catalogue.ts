import type pg from "pg";
import type { Distribution } from "../../../src/server/core/manifest.ts";

export type Distributions = ReadonlyMap<string, Distribution>;

interface Key {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** Primary keys, unique constraints and unique indexes that do not hold the column by which their table is spread. */
export async function keysWithout(client: pg.Client, distributions: Distributions): Promise<string[]> {
  const { rows } = await client.query<Key>(
    `select t.relname as table, i.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = x.indrelid and a.attnum = any(x.indkey)) as columns
     from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     where x.indisunique and t.relnamespace = 'public'::regnamespace and not t.relispartition`,
  );
  return rows.flatMap(({ table, name, columns }) => {
    const how = distributions.get(table);
    if (typeof how !== "object" || columns.includes(how.column)) return [];
    return [`${table}.${name}: a unique key without ${how.column}`];
  });
}

interface Reference {
  readonly table: string;
  readonly name: string;
  readonly to: string;
  readonly pairs: readonly (readonly [from: string, to: string])[];
}

/**
 * Foreign keys that could not be kept: a table that is spread refers to its own mission's rows, mission by mission, or to
 * a table that every node has; one that every node has refers to no other kind; one on a single node to none that is spread.
 */
export async function referencesWithout(client: pg.Client, distributions: Distributions): Promise<string[]> {
  const { rows } = await client.query<Reference>(
    `select conrelid::regclass::text as table, conname as name, confrelid::regclass::text as to,
       array(select array[f.attname::text, r.attname::text] from unnest(conkey, confkey) as k (mine, theirs)
         join pg_attribute f on f.attrelid = conrelid and f.attnum = k.mine
         join pg_attribute r on r.attrelid = confrelid and r.attnum = k.theirs) as pairs
     from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  return rows.flatMap(({ table, name, to, pairs }) => {
    const [from, target] = [distributions.get(table), distributions.get(to)];
    if (target === "reference" || (from === "local" && target === "local")) return [];
    const together =
      typeof from === "object" &&
      typeof target === "object" &&
      pairs.some(([mine, theirs]) => mine === from.column && theirs === target.column);
    return together ? [] : [`${table}.${name}`];
  });
}

/** Triggers of the program's own on tables that are spread. */
export async function triggersOn(client: pg.Client, distributions: Distributions): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `select tgrelid::regclass::text as table, tgname as name from pg_trigger
     where not tgisinternal and tgparentid = 0`,
  );
  return rows.flatMap(({ table, name }) =>
    typeof distributions.get(table) === "object" ? [`${table}.${name}`] : [],
  );
}
