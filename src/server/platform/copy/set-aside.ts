import type pg from "pg";
import { quoted } from "./catalogue.ts";

interface Step {
  readonly away: string;
  readonly back: string;
}

/**
 * Takes away what would refuse or slow a load, and gives back how to make it again as it was: foreign keys (of tables that
 * point at each other no order would do), indexes that hold no constraint, triggers. All within the caller's transaction.
 */
export async function setAside(client: pg.Client): Promise<readonly string[]> {
  const [keys, indexes, triggers] = [
    await foreignKeys(client),
    await plainIndexes(client),
    await activeTriggers(client),
  ];
  // A foreign key may stand on an index that holds no constraint.
  for (const { away } of [...keys, ...triggers, ...indexes]) await client.query(away);
  return [...indexes, ...keys, ...triggers].map(({ back }) => back);
}

export async function putBack(client: pg.Client, steps: readonly string[]): Promise<void> {
  await client.query("set local maintenance_work_mem = '256MB'");
  for (const step of steps) await client.query(step);
}

/** Those of partitions are made with their parent's. */
async function foreignKeys(client: pg.Client): Promise<Step[]> {
  const { rows } = await client.query<Step>(
    `select format('alter table public.%I drop constraint %I', relname, conname) as away,
       format('alter table public.%I add constraint %I %s', relname, conname, pg_get_constraintdef(pg_constraint.oid))
         || coalesce(format('; comment on constraint %I on public.%I is %L', conname, relname,
              obj_description(pg_constraint.oid, 'pg_constraint')), '') as back
     from pg_constraint join pg_class on pg_class.oid = conrelid
     where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace
     order by relname collate "C", conname collate "C"`,
  );
  return rows;
}

/** Of plain tables alone: a partition is small, and its indexes are its parent's. */
async function plainIndexes(client: pg.Client): Promise<Step[]> {
  const { rows } = await client.query<Step>(
    `select format('drop index public.%I', indexes.relname) as away,
       pg_get_indexdef(indexrelid)
         || coalesce(format('; comment on index public.%I is %L', indexes.relname,
              obj_description(indexrelid, 'pg_class')), '')
         || coalesce((select string_agg(format('; alter index public.%I alter column %s set statistics %s',
              indexes.relname, attnum, attstattarget), '')
            from pg_attribute where attrelid = indexrelid and attstattarget >= 0), '') as back
     from pg_index join pg_class as indexes on indexes.oid = indexrelid join pg_class as tables on tables.oid = indrelid
     where tables.relnamespace = 'public'::regnamespace and tables.relkind = 'r' and not tables.relispartition
       and not indisreplident and not indisclustered
       and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
       and not exists (select from pg_depend where objid in (indexrelid, indrelid) and deptype = 'e')
     order by indexes.relname collate "C"`,
  );
  return rows;
}

/** What a row's triggers once did has been done: it is in the copy. */
async function activeTriggers(client: pg.Client): Promise<Step[]> {
  const { rows } = await client.query<Step>(
    `select format('alter table only public.%I disable trigger %I', relname, tgname) as away,
       format('alter table only public.%I enable %s trigger %I', relname,
         case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname) as back
     from pg_trigger join pg_class on pg_class.oid = tgrelid
     where not tgisinternal and tgenabled <> 'D' and relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     order by relname collate "C", tgname collate "C"`,
  );
  return rows;
}

/** Rows and all, of every table at once: a foreign key that is left would refuse one alone. */
export async function emptyTables(client: pg.Client, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await client.query(`truncate ${names.map((name) => quoted(client, name)).join(", ")}`);
}
