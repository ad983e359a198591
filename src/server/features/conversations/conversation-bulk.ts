import { bulkRows } from "../../platform/database/bulk.ts";

export interface BulkConversation {
  readonly id: string;
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly providerPartyId: string;
  /** In the order in which they were written; at least one. */
  readonly messages: readonly BulkMessage[];
}

export interface BulkMessage {
  readonly id: string;
  readonly authorPartyId: string;
  readonly authorUserId: string;
  readonly text: string;
  readonly sentAt: Date;
}

const lastOf = ({ messages }: BulkConversation, partyId?: string) =>
  messages.findLast(({ authorPartyId }) => partyId === undefined || authorPartyId === partyId);

export const conversationRows = bulkRows<BulkConversation>("conversations", {
  id: (conversation) => conversation.id,
  mission_id: (conversation) => conversation.missionId,
  client_party_id: (conversation) => conversation.clientPartyId,
  provider_party_id: (conversation) => conversation.providerPartyId,
  last_message_id: (conversation) => lastOf(conversation)?.id ?? null,
  last_message_at: (conversation) => lastOf(conversation)?.sentAt ?? null,
  last_of_client_id: (conversation) => lastOf(conversation, conversation.clientPartyId)?.id ?? null,
  last_of_provider_id: (conversation) => lastOf(conversation, conversation.providerPartyId)?.id ?? null,
});

export const messageRows = bulkRows<{ conversation: BulkConversation; message: BulkMessage }>("messages", {
  id: ({ message }) => message.id,
  conversation_id: ({ conversation }) => conversation.id,
  mission_id: ({ conversation }) => conversation.missionId,
  client_party_id: ({ conversation }) => conversation.clientPartyId,
  provider_party_id: ({ conversation }) => conversation.providerPartyId,
  author_party_id: ({ message }) => message.authorPartyId,
  author_user_id: ({ message }) => message.authorUserId,
  text: ({ message }) => message.text,
  sent_at: ({ message }) => message.sentAt,
});

/** How far a person has read. */
export const readRows = bulkRows<{
  readonly conversation: BulkConversation;
  readonly userId: string;
  readonly lastReadId: string;
}>("conversation_reads", {
  mission_id: ({ conversation }) => conversation.missionId,
  conversation_id: ({ conversation }) => conversation.id,
  user_id: ({ userId }) => userId,
  last_read_id: ({ lastReadId }) => lastReadId,
});
