import pg from "pg";

/**
 * Takes away every party that is not of the loaded demonstration, and all that is theirs: people who signed up to a
 * measured server, the missions they published, a burst. Vacuums when something was there, so that the next question
 * finds the tables as they were loaded. The audit's entries stay: no list reads them.
 */
export async function removeBenchRows(owner: pg.ClientConfig, loadedPartiesSince: Date): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `create temporary table strangers as select id from parties where created_at <> $1`,
      [loadedPartiesSince],
    );
    if (rowCount === 0) return;
    await client.query("analyze strangers");
    await client.query("begin");
    for (const statement of deletions) await client.query(statement);
    await client.query("commit");
    for (const table of vacuumed) await client.query(`vacuum (analyze) ${table}`);
  } finally {
    await client.end();
  }
}

/** In the order that foreign keys want. */
const deletions = [
  "create temporary table strange_missions as select id from missions where client_party_id in (table strangers)",
  `create temporary table strange_offers as select id from offers
    where provider_party_id in (table strangers) or mission_id in (table strange_missions)`,
  "analyze strange_missions, strange_offers",
  "delete from messages where mission_id in (table strange_missions) or provider_party_id in (table strangers)",
  `delete from conversation_reads r using conversations c where c.mission_id = r.mission_id and c.id = r.conversation_id
    and (c.mission_id in (table strange_missions) or c.provider_party_id in (table strangers))`,
  "delete from conversations where mission_id in (table strange_missions) or provider_party_id in (table strangers)",
  "delete from questions where author_party_id in (table strangers)",
  "delete from offer_commitments where offer_id in (table strange_offers)",
  ...["sealed_roots", "auction_moves", "auction_record_lines", "auction_record_heads"].map(
    (table) => `delete from ${table} where mission_id in (table strange_missions)`,
  ),
  "delete from offer_revisions where offer_id in (table strange_offers)",
  "delete from offers where id in (table strange_offers)",
  "delete from mission_addenda where mission_id in (table strange_missions)",
  "delete from mission_cards where mission_id in (table strange_missions)",
  "delete from mission_tallies where mission_id in (table strange_missions)",
  // The program itself lets only drafts go; what a bench published goes by its owner's hand.
  "alter table missions disable trigger only_drafts_are_deleted",
  "delete from missions where id in (table strange_missions)",
  "alter table missions enable trigger only_drafts_are_deleted",
  "delete from idempotency_keys",
  "delete from users where party_id in (table strangers)",
  "delete from parties where id in (table strangers)",
];

const vacuumed = [
  "missions",
  "mission_cards",
  "mission_tallies",
  "offers",
  "offer_revisions",
  "offer_commitments",
  "parties",
  "users",
  "messages",
  "conversations",
  "notifications",
  "questions",
];
