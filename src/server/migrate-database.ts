import type { Manifest } from "./core/manifest.ts";
import { syncCategories } from "./features/categories/index.ts";
import { loadPlaces } from "./features/places/index.ts";
import { manifests } from "./manifests.ts";
import type { ConnectionConfig } from "./platform/database/database.ts";
import { migrate } from "./platform/migrations.ts";

export interface MigrateDatabaseOptions {
  readonly owner: ConnectionConfig;
  readonly applicationRole: string;
  readonly log: (line: string) => void;
  /** Exactly these migrations, for a copy that has them: see `migrate`. */
  readonly upTo?: readonly string[];
}

/** Schema, rights, and the tables of reference that Swideal brings along. Returns the migrations it ran. */
export function migrateDatabase(options: MigrateDatabaseOptions): Promise<string[]> {
  const { owner, applicationRole, log, upTo } = options;
  return migrate({
    ...(upTo && { upTo }),
    connection: owner,
    applicationRole,
    rights: rightsOf(manifests),
    log,
    loadReference: async (connection) => {
      await syncCategories(connection);
      await loadPlaces(connection);
    },
  });
}

/** Of the tables whose rows the program may not all change. */
function rightsOf(all: readonly Manifest[]): Record<string, string> {
  const claims = all.flatMap(({ tables }) => Object.entries(tables));
  return Object.fromEntries(
    claims.flatMap(([table, { rights }]) => (rights === undefined ? [] : [[table, rights]])),
  );
}
