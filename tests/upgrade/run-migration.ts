import { MigrationBuilder } from "node-pg-migrate";
import type pg from "pg";

/** The statements of a migration, one after the other, as the runner sends them. */
export async function runMigration(
  owner: pg.Client,
  migration: (builder: MigrationBuilder) => void,
): Promise<void> {
  const builder = new MigrationBuilder({} as never, {}, false, console);
  migration(builder);
  for (const statement of builder.getSqlSteps()) await owner.query(statement);
}
