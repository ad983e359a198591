import type { Command, UserActor } from "../../core/actor.ts";
import { notFound } from "../../core/errors.ts";
import type { Connection, Database } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import { write } from "../../platform/database/write.ts";
import type { Emit } from "../../platform/events.ts";
import { personTag } from "../../platform/live/person-tag.ts";
import {
  countUnreadConversations,
  listConversations,
  lookUpConversation,
  type Sides,
} from "./conversation-queries.ts";
import type { Conversation, Message, ReadState } from "./message-contract.ts";
import { listMessages } from "./message-queries.ts";
import { seenConversation, seenMessage } from "./message-view.ts";
import { isMessageOf, moveReadPointer, readState, setMuted } from "./read-queries.ts";

export type ConversationService = ReturnType<typeof createConversationService>;

interface Page {
  readonly beforeId: string | null;
  readonly limit: number;
}

/** The acting party's conversations, and how far each of its people has read in them. */
export function createConversationService({
  database,
  emit,
}: {
  readonly database: Database;
  readonly emit: Emit;
}) {
  return {
    /** The latest first; one more than `limit` tells that there are more. */
    async list(
      actor: UserActor,
      filter: Page & { readonly unread: boolean },
    ): Promise<{ conversations: Conversation[]; unreadConversations: number }> {
      const [rows, unreadConversations] = await Promise.all([
        listConversations(database.writer, actor, filter),
        countUnreadConversations(database.writer, actor),
      ]);
      const conversations = rows.map((row) => seenConversation(row, actor.partyId));
      return { conversations, unreadConversations };
    },

    countUnread: (actor: UserActor): Promise<number> => countUnreadConversations(database.writer, actor),

    async read(actor: UserActor, id: string): Promise<Conversation> {
      const filter = { unread: false, beforeId: null, limit: 1, id };
      const [row] = await listConversations(database.writer, actor, filter);
      if (row === undefined) throw notFound();
      return seenConversation(row, actor.partyId);
    },

    async listMessages(actor: UserActor, id: string, page: Page): Promise<Message[]> {
      const sides = await requireSides(database.writer, actor, id);
      return (await listMessages(database.writer, sides, page)).map((row) => seenMessage(row, actor.partyId));
    },

    /** Only forward: an earlier message changes nothing. Throws `not_found` for a message of another conversation. */
    readUpTo(command: Command, id: string, messageId: string): Promise<ReadState> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const sides = await requireSides(tx, actor, id);
        if (!(await isMessageOf(tx, sides, messageId))) throw notFound();
        const moved = await moveReadPointer(tx, sides, actor.userId, messageId);
        // Other pages of the same person count anew.
        if (moved) invalidateOnCommit(tx, personTag(actor.userId, "message"));
        const state = await readState(tx, sides, actor);
        const event = { userId: actor.userId, conversationId: id };
        if (state.unread === 0) await emit(tx, actor, "conversation.read_up_to", event);
        return state;
      });
    },

    /** For the reader alone, its colleagues are told as before. */
    mute(command: Command, id: string, muted: boolean): Promise<null> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        await setMuted(tx, await requireSides(tx, actor, id), actor.userId, muted);
        return null;
      });
    },
  };
}

async function requireSides(connection: Connection, actor: UserActor, id: string): Promise<Sides> {
  const sides = await lookUpConversation(connection, id, actor.partyId);
  if (sides === null) throw notFound();
  return sides;
}
