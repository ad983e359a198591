import { sql } from "kysely";
import type { Listener } from "../../platform/events.ts";
import { ERASED_NAME } from "./account.ts";

/**
 * Takes the person out of an account: nobody signs in to it and no address leads to it any more. Its rows stay, for what
 * names them; it counts as suspended, so that whatever asks for an account that can act passes it by.
 */
export const forgetAccount: Listener<"account.erased"> = async (tx, _actor, { userId, partyId }) => {
  await sql`update parties set display_name = ${ERASED_NAME} where id = ${partyId}`.execute(tx);
  await sql`
    update users set email = ${`erased:${userId}`}, email_key = ${`erased:${userId}`}, email_verified_at = null,
      password_hash = null, roles = '{client,provider}', suspension_reason = null,
      suspended_at = coalesce(suspended_at, clock_timestamp()), erased_at = clock_timestamp(),
      last_seen_on = current_date,
      version = version + 1, updated_at = clock_timestamp()
    where id = ${userId}`.execute(tx);
};
