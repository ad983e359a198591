import { publicStatus } from "../missions/index.ts";
import { isAtWork, isWritable, type Work, writableUntil } from "./conversation.ts";
import type { ConversationRow } from "./conversation-queries.ts";
import type { Conversation, Message } from "./message-contract.ts";
import type { MessageRow } from "./message-queries.ts";

export const seenMessage = (row: MessageRow, readerPartyId: string): Message => ({
  id: row.id,
  conversationId: row.conversationId,
  missionId: row.missionId,
  author: { id: row.authorPartyId, displayName: row.authorName },
  mine: row.authorPartyId === readerPartyId,
  text: row.text,
  sentAt: row.sentAt.toISOString(),
});

const instant = (text: string | null) => (text === null ? null : new Date(text));

export function seenConversation(row: ConversationRow, readerPartyId: string): Conversation {
  const isClient = row.clientPartyId === readerPartyId;
  const { status, providerPartyId, startedAt, endedAt, now } = row.work;
  const work: Work = {
    ...{ status, providerPartyId, now: new Date(now) },
    ...{ startedAt: instant(startedAt), endedAt: instant(endedAt) },
  };
  // A dispute is for its two parties alone.
  const insider = isClient || providerPartyId === readerPartyId;
  return {
    id: row.id,
    mission: { id: row.missionId, title: row.title, status: insider ? status : publicStatus(status) },
    part: isClient ? "client" : "provider",
    with: isClient
      ? { id: row.providerPartyId, displayName: row.providerName }
      : { id: row.clientPartyId, displayName: row.clientName },
    lastMessage: {
      id: row.lastMessageId,
      text: row.lastText,
      mine: row.lastAuthorPartyId === readerPartyId,
      sentAt: row.lastMessageAt.toISOString(),
    },
    unread: row.unread,
    muted: row.muted,
    blocked: row.blocked,
    writable: isWritable(work, row.providerPartyId),
    writableUntil: writableUntil(work, row.providerPartyId)?.toISOString() ?? null,
    atWork: isAtWork(work, row.providerPartyId),
  };
}
