import type pg from "pg";
import { loadPlaces } from "./features/places/index.ts";
import { migrate } from "./platform/migrations.ts";

export interface MigrateDatabaseOptions {
  readonly owner: pg.ClientConfig;
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
      await loadPlaces(connection);
    },
  });
}
