import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { Block } from "./message-contract.ts";

/** Whom a party has blocked, the latest first. */
export async function listBlocks(connection: Connection, partyId: string): Promise<Block[]> {
  const { rows } = await sql<{ id: string; displayName: string; since: Date }>`
    select p.id, p.display_name as "displayName", b.created_at as since
    from blocks b join parties p on p.id = b.blocked_party_id
    where b.party_id = ${partyId} order by b.created_at desc, p.id`.execute(connection);
  return rows.map(({ since, ...party }) => ({ party, since: since.toISOString() }));
}

export async function countBlocks(tx: Tx, partyId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from blocks where party_id = ${partyId}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Whether there is such a party to block. */
export async function insertBlock(tx: Tx, partyId: string, blockedPartyId: string): Promise<boolean> {
  const { rows } = await sql`
    insert into blocks (party_id, blocked_party_id)
    select ${partyId}, p.id from parties p where p.id = ${blockedPartyId}
    on conflict (party_id, blocked_party_id) do nothing returning party_id`.execute(tx);
  if (rows.length > 0) return true;
  const { rows: known } = await sql`select from parties where id = ${blockedPartyId}`.execute(tx);
  return known.length > 0;
}

export async function deleteBlock(tx: Tx, partyId: string, blockedPartyId: string): Promise<void> {
  await sql`delete from blocks where party_id = ${partyId} and blocked_party_id = ${blockedPartyId}`.execute(
    tx,
  );
}
