import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

/** Whether this reminder of this moment had not been given. */
export async function noteReminder(tx: Tx, missionId: string, kind: string, about: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into mission_reminders (mission_id, kind, about) values (${missionId}, ${kind}, ${about})
    on conflict do nothing returning 1`.execute(tx);
  return rows.length > 0;
}

/** Of moments long past: nobody is reminded of them again. The clock is read once, for every node. */
export async function forgetOldReminders(connection: Connection): Promise<void> {
  const { rows } = await sql<{ before: Date }>`
    select clock_timestamp() - interval '30 days' as before`.execute(connection);
  await sql`delete from mission_reminders where about < ${rows[0]?.before}`.execute(connection);
}
