import type { Command, UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { batch } from "../../platform/database/batch.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import type { Emit } from "../../platform/events.ts";
import { lockActiveAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { findWork } from "../missions/index.ts";
import { lockOffer } from "../offers/index.ts";
import { isDissolved, lockMembership } from "../organisations/index.ts";
import { isAtWork, isWritable, MOST_WITH_ONE_TEXT } from "./conversation.ts";
import {
  isBlocked,
  lockConversation,
  lookUpConversation,
  openConversation,
  type Sides,
} from "./conversation-queries.ts";
import type { Message, NewMessage } from "./message-contract.ts";
import {
  countSameText,
  findMessage,
  insertMessage,
  lockMessagesOf,
  type MessageRow,
  nextMessageId,
  setLastMessage,
} from "./message-queries.ts";
import { seenMessage } from "./message-view.ts";
import { mutedIn } from "./read-queries.ts";

export type MessageService = ReturnType<typeof createMessageService>;

const AN_HOUR_S = 3_600;

export interface MessageDependencies {
  readonly database: Database;
  readonly emit: Emit;
}

/** What the client of a mission and a provider write to each other; anybody of either side writes for it. */
export function createMessageService({ database, emit }: MessageDependencies) {
  /**
   * Whoever suspends the writer, or removes it from its party, comes after and finds what is written; so does what the
   * writer itself sends meanwhile, or many at once would pass the limit of one text together.
   */
  const hold = (tx: Tx, actor: UserActor) =>
    batch(tx, {
      active: () => lockActiveAccount(tx, actor),
      member: () => lockMembership(tx, actor),
      turn: () => lockMessagesOf(tx, actor.userId),
    });

  const post = async (tx: Tx, actor: UserActor, sides: Sides, text: string): Promise<Message> => {
    const { missionId, clientPartyId, providerPartyId } = sides;
    const other = actor.partyId === clientPartyId ? providerPartyId : clientPartyId;
    const { work, blocked, same, gone, muted } = await batch(tx, {
      work: () => findWork(tx, missionId, providerPartyId),
      blocked: () => isBlocked(tx, actor.partyId, other),
      same: () => countSameText(tx, actor.userId, text, sides.id),
      gone: () => isDissolved(tx, other),
      muted: () => mutedIn(tx, sides),
    });
    if (work === null || gone || !isWritable(work, providerPartyId)) throw new AppError("invalid_transition");
    // Who works together has to be able to write.
    if (blocked && !isAtWork(work, providerPartyId)) throw new AppError("blocked");
    if (same >= MOST_WITH_ONE_TEXT) throw new AppError("rate_limited", { retryAfterSeconds: AN_HOUR_S });
    const conversation = await lockConversation(tx, sides);
    const message = { id: await nextMessageId(tx, conversation.lastMessageId), author: actor, text };
    const event = {
      missionId,
      clientPartyId,
      providerPartyId,
      conversationId: sides.id,
      messageId: message.id,
    };
    const { written } = await batch(tx, {
      inserted: () => insertMessage(tx, conversation, message),
      last: () => setLastMessage(tx, conversation, message),
      audited: () =>
        recordAudit(tx, actor, {
          action: "message.post",
          resource: { type: "message", id: message.id },
          changes: { missionId, conversationId: sides.id },
        }),
      heard: () =>
        emit(tx, actor, "message.posted", {
          ...event,
          authorPartyId: actor.partyId,
          recipientPartyId: other,
          mutedUserIds: muted,
        }),
      written: () => findMessage(tx, missionId, message.id),
    });
    return seenMessage(written as MessageRow, actor.partyId);
  };

  return {
    /**
     * Begins the conversation about an offer, or goes on with it: the offer's provider, or the mission's client. In a
     * sealed auction once its deadline has passed, by the clock after the mission's row is locked.
     */
    open(command: Command, offerId: string, { text }: NewMessage): Promise<Message> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        await hold(tx, actor);
        const { mission, offer } = await lockOffer(tx, actor, offerId, emit);
        const sealed = mission.auction === "sealed" && !mission.deadlinePassed;
        if (sealed) throw new AppError("invalid_transition");
        return post(tx, actor, await openConversation(tx, offer), text);
      });
    },

    write(command: Command, conversationId: string, { text }: NewMessage): Promise<Message> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        await hold(tx, actor);
        const sides = await lookUpConversation(tx, conversationId, actor.partyId);
        if (sides === null) throw notFound();
        return post(tx, actor, sides, text);
      });
    },
  };
}
