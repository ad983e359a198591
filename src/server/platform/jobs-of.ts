import { sql } from "kysely";
import type { Tx } from "./database/database.ts";

/**
 * Forgets what is to be done for a user who is no more, and what was. Throws while something is being done for it: that
 * ends, and this is asked again.
 */
export async function forgetJobsOf(tx: Tx, userId: string): Promise<void> {
  await sql`delete from pgboss.job where data ->> 'userId' = ${userId} and state <> 'active'`.execute(tx);
  const { rows } = await sql`
    select from pgboss.job where data ->> 'userId' = ${userId} limit 1`.execute(tx);
  if (rows.length > 0) throw new Error("a job for this account is under way");
}
