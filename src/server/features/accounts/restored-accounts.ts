import { sql } from "kysely";
import type { Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import { INACTIVE_AFTER, WARNED_BEFORE } from "./inactivity-queries.ts";

/**
 * Of an older state nobody knows which mails were used or made void since: no link of any leads anywhere. Warnings of unused
 * accounts that are due may have left since and count as given; a second one leaves long enough after a first.
 */
export const restoreAccounts: Listener<"installation.restored"> = async (tx) => {
  await sql`delete from mail_tokens`.execute(tx);
  await sql`delete from email_changes where confirmed_at is null`.execute(tx);
  await sql`
    insert into inactivity_warnings (user_id, number)
    select u.id, case when w.user_id is null then 1 else 2 end
    from users u left join inactivity_warnings w on w.user_id = u.id and w.number = 1
    where u.erased_at is null and not roles && '{moderator,admin}'
      and u.last_seen_on < current_date - ${INACTIVE_AFTER}::interval
        + case when w.user_id is null then ${WARNED_BEFORE[1]}::interval else ${WARNED_BEFORE[2]}::interval end
      and (w.user_id is null
        or w.warned_at <= clock_timestamp() - (${WARNED_BEFORE[1]}::interval - ${WARNED_BEFORE[2]}::interval))
    on conflict do nothing`.execute(tx);
};

/** A password that was replaced since opens nothing: its owner chooses another by mail. False where there is none. */
export async function voidPassword(tx: Tx, userId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update users set password_hash = null, version = version + 1, updated_at = clock_timestamp()
    where id = ${userId} and password_hash is not null`.execute(tx);
  return numAffectedRows === 1n;
}

/** Whose own party it is; null: an organisation's, or of nobody who is still there. */
export async function userOfParty(tx: Tx, partyId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from users where party_id = ${partyId} and erased_at is null`.execute(tx);
  return rows[0]?.id ?? null;
}
