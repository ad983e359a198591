import type pg from "pg";
import { withConnection } from "../../database/single-connection.ts";

/** All that a load takes away and must put back: constraints, indexes, triggers, rights, partitions, comments. */
export function catalogueState(connection: pg.ClientConfig): Promise<string[]> {
  return withConnection(connection, async (client) => {
    const { rows } = await client.query<{ line: string }>(`
      select format('constraint %s.%s %s valid=%s local=%s/%s deferrable=%s/%s %s', conrelid::regclass, conname,
          pg_get_constraintdef(oid), convalidated, conislocal, coninhcount, condeferrable, condeferred,
          obj_description(oid, 'pg_constraint')) as line
        from pg_constraint where connamespace = 'public'::regnamespace
      union all
      select format('index %s valid=%s unique=%s options=%s %s', pg_get_indexdef(indexrelid), indisvalid, indisunique, reloptions,
          obj_description(indexrelid, 'pg_class'))
        from pg_index join pg_class on pg_class.oid = indexrelid where relnamespace = 'public'::regnamespace
      union all
      select format('trigger %s.%s %s internal=%s %s', tgrelid::regclass, case when tgisinternal then tgfoid::regproc::text
          else tgname end, tgenabled, tgisinternal, case when not tgisinternal then pg_get_triggerdef(pg_trigger.oid) end)
        from pg_trigger join pg_class on pg_class.oid = tgrelid where relnamespace = 'public'::regnamespace
      union all
      select format('relation %s %s %s %s %s', relname, relkind, relacl, pg_get_expr(relpartbound, oid), relowner::regrole)
        from pg_class where relnamespace = 'public'::regnamespace
      order by 1`);
    return rows.map(({ line }) => line);
  });
}
