import { type RawBuilder, sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { MissionRow } from "../missions/index.ts";

/** A conversation by what it is found: within its mission. */
export interface ConversationKey {
  readonly id: string;
  readonly missionId: string;
}

/** The two sides of a conversation. */
export interface Sides extends ConversationKey {
  readonly clientPartyId: string;
  readonly providerPartyId: string;
}

/** With its row locked: messages of one conversation are written one after another. */
export interface LockedConversation extends Sides {
  readonly lastMessageId: string | null;
}

const sides = sql`id, mission_id as "missionId", client_party_id as "clientPartyId", provider_party_id as "providerPartyId"`;

/** The mission of a conversation of which an address gives the id alone, for its two sides; whatever follows carries it. */
export async function lookUpConversation(
  connection: Connection,
  id: string,
  partyId: string,
): Promise<Sides | null> {
  const { rows } = await sql<Sides>`
    select ${sides} from conversations
    where id = ${id} and ${partyId} in (client_party_id, provider_party_id)`.execute(connection);
  return rows[0] ?? null;
}

export async function findConversationOf(
  connection: Connection,
  missionId: string,
  providerPartyId: string,
): Promise<Sides | null> {
  const { rows } = await sql<Sides>`
    select ${sides} from conversations
    where mission_id = ${missionId} and provider_party_id = ${providerPartyId}`.execute(connection);
  return rows[0] ?? null;
}

/** Makes it where there is none yet; the mission's row is locked. */
export async function openConversation(
  tx: Tx,
  { missionId, clientPartyId, providerPartyId }: Omit<Sides, "id">,
): Promise<Sides> {
  const found = await findConversationOf(tx, missionId, providerPartyId);
  if (found !== null) return found;
  const { rows } = await sql<Sides>`
    insert into conversations (mission_id, client_party_id, provider_party_id)
    values (${missionId}, ${clientPartyId}, ${providerPartyId}) returning ${sides}`.execute(tx);
  return rows[0] as Sides;
}

export async function lockConversation(
  tx: Tx,
  { missionId, id }: ConversationKey,
): Promise<LockedConversation> {
  const { rows } = await sql<LockedConversation>`
    select ${sides}, last_message_id as "lastMessageId" from conversations
    where mission_id = ${missionId} and id = ${id} for update`.execute(tx);
  return rows[0] as LockedConversation;
}

/** Whether somebody of either party has blocked the other. */
export async function isBlocked(connection: Connection, one: string, other: string): Promise<boolean> {
  const { rows } = await sql`
    select from blocks where (party_id, blocked_party_id) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid))`.execute(
    connection,
  );
  return rows.length > 0;
}

/** What tells until when the two may write: as JSON says it. */
export interface WorkRow {
  readonly status: MissionRow["status"];
  readonly providerPartyId: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly now: string;
}

/** A row of the acting party's list, with how far the reader has read. */
export interface ConversationRow extends Sides {
  readonly clientName: string;
  readonly providerName: string;
  readonly title: string;
  readonly work: WorkRow;
  readonly lastMessageId: string;
  readonly lastText: string;
  readonly lastAuthorPartyId: string;
  readonly lastMessageAt: Date;
  readonly unread: number;
  readonly muted: boolean;
  readonly blocked: boolean;
}

export interface Reader {
  readonly partyId: string;
  readonly userId: string;
}

/** How much of a last message a list shows. */
const EXCERPT = 200;
/** Before every message. */
const NOTHING_READ = "00000000-0000-0000-0000-000000000000";

/** What the other side of the reader's party wrote last. */
const lastOfOther = (partyId: string) => sql`
  case when c.client_party_id = ${partyId} then c.last_of_provider_id else c.last_of_client_id end`;

const isUnread = (partyId: string) => sql`
  ${lastOfOther(partyId)} > coalesce(r.last_read_id, ${NOTHING_READ}::uuid)`;

/** The acting party's conversations, the latest first, from before a last message. */
export async function listConversations(
  connection: Connection,
  { partyId, userId }: Reader,
  filter: {
    readonly unread: boolean;
    readonly beforeId: string | null;
    readonly limit: number;
    readonly id?: string;
  },
): Promise<ConversationRow[]> {
  const { rows } = await sql<ConversationRow>`
    select c.id, c.mission_id as "missionId", c.client_party_id as "clientPartyId",
      c.provider_party_id as "providerPartyId", client.display_name as "clientName",
      provider.display_name as "providerName", m.title,
      jsonb_build_object('status', m.status, 'startedAt', m.shown_updated_at, 'endedAt', m.ended_at,
        'now', clock_timestamp(), 'providerPartyId', (
          select o.provider_party_id from offers o where o.mission_id = c.mission_id and o.status = 'accepted')) as work,
      c.last_message_id as "lastMessageId",
      c.last_message_at as "lastMessageAt", left(last.text, ${EXCERPT}) as "lastText",
      last.author_party_id as "lastAuthorPartyId", coalesce(r.muted, false) as muted,
      exists (select from blocks b where b.party_id = ${partyId} and b.blocked_party_id =
        case when c.client_party_id = ${partyId} then c.provider_party_id else c.client_party_id end) as blocked,
      case when ${isUnread(partyId)} then (
        select count(*)::int from (
          select from messages n where n.mission_id = c.mission_id and n.conversation_id = c.id
            and n.id > coalesce(r.last_read_id, ${NOTHING_READ}::uuid) and n.author_party_id <> ${partyId}
          limit 100) counted) else 0 end as unread
    from conversations c
    join missions m on m.id = c.mission_id
    join parties client on client.id = c.client_party_id
    join parties provider on provider.id = c.provider_party_id
    join messages last on last.mission_id = c.mission_id and last.id = c.last_message_id
    left join conversation_reads r
      on r.mission_id = c.mission_id and r.conversation_id = c.id and r.user_id = ${userId}
    where (c.client_party_id = ${partyId} or c.provider_party_id = ${partyId})
      ${filter.id === undefined ? sql`` : sql`and c.id = ${filter.id}`}
      ${filter.unread ? sql`and ${isUnread(partyId)}` : sql``}
      ${filter.beforeId === null ? sql`` : sql`and c.last_message_id < ${filter.beforeId}`}
    order by c.last_message_id desc limit ${filter.limit}`.execute(connection);
  return rows;
}

/** In how many of the acting party's conversations something is unread; of more than a hundred it says a hundred. */
export async function countUnreadConversations(
  connection: Connection,
  { partyId, userId }: Reader,
): Promise<number> {
  // Each side by its own index.
  const unreadOf = (side: RawBuilder<unknown>) => sql`
    select from conversations c
    left join conversation_reads r
      on r.mission_id = c.mission_id and r.conversation_id = c.id and r.user_id = ${userId}
    where ${side} = ${partyId} and ${isUnread(partyId)}`;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      ${unreadOf(sql`c.client_party_id`)} union all ${unreadOf(sql`c.provider_party_id`)} limit 100) counted`.execute(
    connection,
  );
  return rows[0]?.count ?? 0;
}
