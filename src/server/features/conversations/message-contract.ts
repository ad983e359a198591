import { z } from "zod";
import { Id, Instant, PageQuery, page, plainText, queryBoolean } from "../../http/common-contract.ts";

export const NewMessage = z
  .strictObject({ text: plainText({ min: 1, max: 5_000, multiline: true }) })
  .meta({ id: "NewMessage" });
export type NewMessage = z.infer<typeof NewMessage>;

const Party = z.strictObject({ id: Id, displayName: z.string() });

export const Message = z
  .strictObject({
    id: Id.meta({ description: "Within a conversation ids ascend in the order of writing" }),
    conversationId: Id,
    missionId: Id,
    author: Party,
    mine: z.boolean().meta({ description: "Whether the acting party wrote it" }),
    text: z.string(),
    sentAt: Instant,
  })
  .meta({ id: "Message" });
export type Message = z.infer<typeof Message>;

export const MessagePage = page(Message);
export const MessagesQuery = PageQuery;

export const Conversation = z
  .strictObject({
    id: Id,
    mission: z.strictObject({ id: Id, title: z.string(), status: z.string() }),
    part: z.enum(["client", "provider"]).meta({ description: "The acting party's" }),
    with: Party,
    lastMessage: z.strictObject({ id: Id, text: z.string(), mine: z.boolean(), sentAt: Instant }),
    unread: z.int().meta({ description: "Of the other side's messages; at most 100 are counted" }),
    muted: z.boolean().meta({ description: "Its messages are told by no mail" }),
    blocked: z.boolean().meta({ description: "The acting party has blocked the other side" }),
    writable: z.boolean(),
    writableUntil: Instant.nullable().meta({ description: "Null: no end is set" }),
    atWork: z.boolean().meta({ description: "The mission was awarded to this provider, and is not over" }),
  })
  .meta({ id: "Conversation" });
export type Conversation = z.infer<typeof Conversation>;

export const ConversationPage = page(Conversation).extend({
  unreadConversations: z.int().meta({ description: "Of all of the acting party's; at most 100 are counted" }),
});
export type ConversationPage = z.infer<typeof ConversationPage>;
/** In how many something is unread. */
export const UnreadConversations = z
  .strictObject({ count: z.int().meta({ description: "At most 100 are counted" }) })
  .meta({ id: "UnreadConversations" });
export const ConversationsQuery = PageQuery.extend({
  unread: queryBoolean.optional().meta({ description: "true: those alone in which something is unread" }),
});

export const ReadUpTo = z.strictObject({ messageId: Id });
export const ReadState = z
  .strictObject({ lastReadId: Id.nullable(), unread: z.int() })
  .meta({ id: "ReadState" });
export type ReadState = z.infer<typeof ReadState>;

export const Block = z.strictObject({ party: Party, since: Instant }).meta({ id: "Block" });
export type Block = z.infer<typeof Block>;
export const Blocks = z.strictObject({ items: z.array(Block) });
export const BlockParams = z.object({ partyId: Id });
