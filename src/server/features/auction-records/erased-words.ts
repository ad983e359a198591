import { sql } from "kysely";
import type { Listener } from "../../platform/events.ts";

/** Takes what somebody wrote out of the records of auctions: heads, and with them the hashes, stay as they were signed. */
export const forgetWords: Listener<"account.erased"> = async (tx, _actor, { partyId }) => {
  await sql`
    update auction_record_lines set line = null, salt = null where author_party_id = ${partyId}`.execute(tx);
};
