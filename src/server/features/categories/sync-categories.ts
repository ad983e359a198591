import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import { categories } from "./categories.ts";

/** Brings the table to the list of this program; what is no longer offered stays for the missions that have it. */
export async function syncCategories(connection: Connection): Promise<void> {
  const slugs = categories.map(({ slug }) => slug);
  await sql`
    insert into categories (slug, position)
    select slug, position from unnest(${slugs}::text[]) with ordinality as listed (slug, position)
    on conflict (slug) do update set position = excluded.position, retired = false
      where categories.position <> excluded.position or categories.retired`.execute(connection);
  await sql`update categories set retired = true where slug <> all (${slugs}::text[]) and not retired`.execute(
    connection,
  );
}
