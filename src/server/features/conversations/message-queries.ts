import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { ConversationKey, LockedConversation } from "./conversation-queries.ts";

export interface MessageRow {
  readonly id: string;
  readonly conversationId: string;
  readonly missionId: string;
  readonly authorPartyId: string;
  readonly authorName: string;
  readonly text: string;
  readonly sentAt: Date;
}

const columns = sql`
  w.id, w.conversation_id as "conversationId", w.mission_id as "missionId", w.author_party_id as "authorPartyId",
  author.display_name as "authorName", w.text, w.sent_at as "sentAt"`;

/** The newest first, from before `beforeId`. */
export async function listMessages(
  connection: Connection,
  { missionId, id }: ConversationKey,
  { beforeId, limit }: { readonly beforeId: string | null; readonly limit: number },
): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select ${columns} from messages w join parties author on author.id = w.author_party_id
    where w.mission_id = ${missionId} and w.conversation_id = ${id}
      ${beforeId === null ? sql`` : sql`and w.id < ${beforeId}`}
    order by w.id desc limit ${limit}`.execute(connection);
  return rows;
}

export async function findMessage(
  connection: Connection,
  missionId: string,
  id: string,
): Promise<MessageRow | null> {
  const { rows } = await sql<MessageRow>`
    select ${columns} from messages w join parties author on author.id = w.author_party_id
    where w.mission_id = ${missionId} and w.id = ${id}`.execute(connection);
  return rows[0] ?? null;
}

/**
 * The id of the next message of a conversation whose row is locked: greater than the last one's. Two within one millisecond,
 * or a clock that was set back, must not put the later before the earlier: it takes the millisecond after the last one's.
 */
export async function nextMessageId(tx: Tx, last: string | null): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select case when ${last}::uuid is null or fresh.id > ${last}::uuid then fresh.id
      else encode(overlay(uuid_send(fresh.id) placing
        substring(int8send(('x' || left(replace(${last}::text, '-', ''), 12))::bit(48)::bigint + 1) from 3)
        from 1 for 6), 'hex')::uuid end as id
    from (select uuid_v7() as id) fresh`.execute(tx);
  return (rows[0] as { id: string }).id;
}

export interface NewMessageRow {
  readonly id: string;
  readonly author: { readonly partyId: string; readonly userId: string };
  readonly text: string;
}

export async function insertMessage(
  tx: Tx,
  conversation: LockedConversation,
  { id, author, text }: NewMessageRow,
): Promise<void> {
  await sql`
    insert into messages (id, conversation_id, mission_id, client_party_id, provider_party_id, author_party_id,
      author_user_id, text, sent_at)
    values (${id}, ${conversation.id}, ${conversation.missionId}, ${conversation.clientPartyId},
      ${conversation.providerPartyId}, ${author.partyId}, ${author.userId}, ${text}, statement_timestamp())`.execute(
    tx,
  );
}

export async function setLastMessage(
  tx: Tx,
  { missionId, id, clientPartyId }: LockedConversation,
  message: NewMessageRow,
): Promise<void> {
  const ofClient = message.author.partyId === clientPartyId;
  await sql`
    update conversations set last_message_id = ${message.id}, last_message_at = statement_timestamp(),
      last_of_client_id = case when ${ofClient} then ${message.id}::uuid else last_of_client_id end,
      last_of_provider_id = case when ${ofClient} then last_of_provider_id else ${message.id}::uuid end
    where mission_id = ${missionId} and id = ${id}`.execute(tx);
}

/**
 * Until the transaction ends, nobody else writes for this person. Not by the account's row: another's message tells this
 * person, which needs that row as well.
 */
export async function lockMessagesOf(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`messages:${userId}`}, 0))`.execute(tx);
}

/** In how many other conversations this person has written this very text within a day. */
export async function countSameText(
  connection: Connection,
  userId: string,
  text: string,
  conversationId: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct conversation_id)::int as count from messages
    where author_user_id = ${userId} and sent_at > statement_timestamp() - interval '1 day'
      and text = ${text} and conversation_id <> ${conversationId}`.execute(connection);
  return rows[0]?.count ?? 0;
}
