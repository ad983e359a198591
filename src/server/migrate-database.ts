import { syncCategories } from "./features/categories/index.ts";
import { loadPlaces } from "./features/places/index.ts";
import type { ConnectionConfig } from "./platform/database/database.ts";
import { migrate } from "./platform/migrations.ts";

export interface MigrateDatabaseOptions {
  readonly owner: ConnectionConfig;
  readonly applicationRole: string;
  readonly log: (line: string) => void;
}

/** Schema, rights, and the tables of reference that Swideal brings along. Returns the migrations it ran. */
export function migrateDatabase({ owner, applicationRole, log }: MigrateDatabaseOptions): Promise<string[]> {
  return migrate({
    connection: owner,
    applicationRole,
    log,
    loadReference: async (connection) => {
      await syncCategories(connection);
      await loadPlaces(connection);
    },
  });
}
