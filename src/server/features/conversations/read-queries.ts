import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { ConversationKey, Reader } from "./conversation-queries.ts";

/** Whether a message stands in this conversation. */
export async function isMessageOf(
  connection: Connection,
  { missionId, id }: ConversationKey,
  messageId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from messages where mission_id = ${missionId} and id = ${messageId} and conversation_id = ${id}`.execute(
    connection,
  );
  return rows.length > 0;
}

/** Moves a person's pointer forward, never back: on whichever device, in whatever order, it ends at the furthest. @returns whether it moved */
export async function moveReadPointer(
  tx: Tx,
  { missionId, id }: ConversationKey,
  userId: string,
  messageId: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into conversation_reads (mission_id, conversation_id, user_id, last_read_id)
    values (${missionId}, ${id}, ${userId}, ${messageId})
    on conflict (mission_id, conversation_id, user_id) do update set last_read_id = excluded.last_read_id
      where conversation_reads.last_read_id is null or conversation_reads.last_read_id < excluded.last_read_id
    returning user_id`.execute(tx);
  return rows.length > 0;
}

/** How far a person has read, and how much of the other side's it has not; at most 100 are counted. */
export async function readState(
  connection: Connection,
  { missionId, id }: ConversationKey,
  { userId, partyId }: Reader,
): Promise<{ lastReadId: string | null; unread: number }> {
  const { rows } = await sql<{ lastReadId: string | null; unread: number }>`
    select r.last_read_id as "lastReadId", (
      select count(*)::int from (
        select from messages n where n.mission_id = ${missionId} and n.conversation_id = ${id}
          and (r.last_read_id is null or n.id > r.last_read_id) and n.author_party_id <> ${partyId}
        limit 100) counted) as unread
    from (select 1) one left join conversation_reads r
      on r.mission_id = ${missionId} and r.conversation_id = ${id} and r.user_id = ${userId}`.execute(
    connection,
  );
  return rows[0] as { lastReadId: string | null; unread: number };
}

export async function setMuted(
  tx: Tx,
  { missionId, id }: ConversationKey,
  userId: string,
  muted: boolean,
): Promise<void> {
  await sql`
    insert into conversation_reads (mission_id, conversation_id, user_id, muted)
    values (${missionId}, ${id}, ${userId}, ${muted})
    on conflict (mission_id, conversation_id, user_id) do update set muted = excluded.muted`.execute(tx);
}

/** Who wants no mails about a conversation, of either side. */
export async function mutedIn(connection: Connection, { missionId, id }: ConversationKey): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select user_id as "userId" from conversation_reads
    where mission_id = ${missionId} and conversation_id = ${id} and muted`.execute(connection);
  return rows.map(({ userId }) => userId);
}

/** Whether something of the other side's is unread by this person, who wants to hear of it and whose party takes part. */
export async function isUnreadBy(
  connection: Connection,
  { missionId, id }: ConversationKey,
  { userId, partyId }: Reader,
): Promise<boolean> {
  const { rows } = await sql`
    select from conversations c
    left join conversation_reads r
      on r.mission_id = ${missionId} and r.conversation_id = ${id} and r.user_id = ${userId}
    where c.mission_id = ${missionId} and c.id = ${id} and ${partyId} in (c.client_party_id, c.provider_party_id)
      and not coalesce(r.muted, false)
      and case when c.client_party_id = ${partyId} then c.last_of_provider_id else c.last_of_client_id end
        > coalesce(r.last_read_id, '00000000-0000-0000-0000-000000000000')`.execute(connection);
  return rows.length > 0;
}
