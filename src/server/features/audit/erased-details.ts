import { sql } from "kysely";
import type { Listener } from "../../platform/events.ts";

/**
 * Takes addresses, browsers and words out of the log where the person acted, or others did something to it: entries and
 * their salted hashes stay, and a `privacy.erase` entry says why the details are gone (see `verifyLog`).
 */
export const forgetDetails: Listener<"account.erased"> = async (tx, _actor, { userId, partyId }) => {
  await sql`
    with about as (
      select at, id from audit_entries where actor_id = ${userId}
      union select at, id from audit_entries where resource_type = 'user' and resource_id = ${userId}
      union select at, id from audit_entries where resource_type = 'party' and resource_id = ${partyId}
    )
    delete from audit_details d using about where d.entry_at = about.at and d.entry_id = about.id`.execute(
    tx,
  );
};
