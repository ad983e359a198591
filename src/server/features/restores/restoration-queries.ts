import { type ColumnType, type Generated, sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    restorations: {
      id: Generated<string>;
      backup_id: string;
      snapshot_at: Date;
      restored_at: ColumnType<Date, never, never>;
      without_list: boolean;
    };
  }
}

/** That an older state of the database was put back. */
export interface Restoration {
  readonly id: string;
  readonly backupId: string;
  readonly snapshotAt: Date;
  readonly restoredAt: Date;
  /** What happened since was not known: what was erased, hidden or cancelled may be here again. */
  readonly withoutList: boolean;
}

const columns = sql`
  id, backup_id as "backupId", snapshot_at as "snapshotAt", restored_at as "restoredAt", without_list as "withoutList"`;

/** @param snapshotAt as the manifest says it, with microseconds */
export async function insertRestoration(
  tx: Tx,
  made: { readonly backupId: string; readonly snapshotAt: string; readonly withoutList: boolean },
): Promise<Restoration> {
  const { rows } = await sql<Restoration>`
    insert into restorations (backup_id, snapshot_at, without_list)
    values (${made.backupId}, ${made.snapshotAt}::timestamptz, ${made.withoutList}) returning ${columns}`.execute(
    tx,
  );
  return rows[0] as Restoration;
}

/** The last first. */
export async function listRestorations(connection: Connection): Promise<Restoration[]> {
  const { rows } = await sql<Restoration>`
    select ${columns} from restorations order by restored_at desc, id desc`.execute(connection);
  return rows;
}
