export {
  type BulkConversation,
  type BulkMessage,
  conversationRows,
  messageRows,
  readRows,
} from "./conversation-bulk.ts";
export { isBlocked, lookUpConversation } from "./conversation-queries.ts";
export { conversationsFeature } from "./feature.ts";
export { Message, MessagePage, MessagesQuery } from "./message-contract.ts";
export { isUnreadBy } from "./read-queries.ts";
export { tellPagesOfMessage } from "./tell-pages.ts";
export {
  findReportedMessages,
  findThread,
  type ReportedMessage,
  readThread,
} from "./thread-for-moderators.ts";
