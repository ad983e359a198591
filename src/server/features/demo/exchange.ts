import type { BulkRows } from "../../platform/database/bulk.ts";
import { type BulkConversation, conversationRows, messageRows, readRows } from "../conversations/index.ts";
import { favouriteRows } from "../favourites/index.ts";
import { type MissionRow, priceHistoryRows, toldTallyRows } from "../missions/index.ts";
import { type AuctionQuestion, questionRows } from "../questions/index.ts";
import { conversationOf, type DemoMessage } from "./conversations.ts";
import { idOf } from "./ids.ts";
import { DAY } from "./lifecycle.ts";
import type { DemoMission } from "./mission.ts";
import type { OwnMissions } from "./own-missions.ts";
import { priceHistoryOf } from "./price-history.ts";
import { questionsOf } from "./questions.ts";
import { createRandom } from "./random.ts";
import type { Told } from "./told.ts";

export interface ExchangeOptions {
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly own: OwnMissions;
  readonly put: <Row>(rows: BulkRows<Row>, row: Row) => void;
  readonly tell: (
    missionId: string,
    userId: string,
    partyId: string,
    told: Told | null,
    subjectId?: string | null,
  ) => void;
}

/** In the order in which foreign keys want them. */
export const exchangeTables = [
  ...[toldTallyRows, priceHistoryRows, questionRows],
  ...[conversationRows, messageRows, readRows, favouriteRows],
];

/** A stream of random numbers of one mission, apart from those of its text, life and offers. */
const EXCHANGE = 4;
/** What one of the two accounts puts aside: its own trade first. */
const FAVOURITES = { trade: "electricite", ofTrade: 4, every: 131, most: 9 };

/**
 * What people tell each other about the missions: prices as they went, questions with their answers, and of those who
 * sign in their conversations and favourites.
 */
export function createExchange({ seed, at, own, put, tell }: ExchangeOptions) {
  const favourites = new Map<string, number>();
  const userOf = (partyId: string): string =>
    partyId === own.clientPartyId
      ? own.clientUserId
      : partyId === own.providerPartyId
        ? own.providerUserId
        : idOf(`${partyId}:user`, at - 900 * DAY);

  const putQuestions = (
    demo: DemoMission,
    mission: MissionRow,
    providers: readonly string[],
  ): AuctionQuestion[] => {
    const isOwn = mission.clientPartyId === own.clientPartyId;
    const random = createRandom(seed, EXCHANGE, demo.index);
    const questions = questionsOf(demo, at, random, isOwn ? 1 : undefined).map((question, index, all) =>
      // Something is left to be answered by who looks around.
      isOwn && mission.status === "published" && index === all.length - 1
        ? { ...question, answer: null, answeredAt: null }
        : question,
    );
    return questions.map(({ offer, text, askedAt, answer, answeredAt }, index) => {
      const authorPartyId = providers[offer] as string;
      const question = {
        ...{ number: index + 1, authorPartyId, text, answer },
        askedAt: new Date(askedAt),
        answeredAt: answeredAt === null ? null : new Date(answeredAt),
      };
      put(questionRows, {
        ...question,
        id: idOf(`${mission.id}:question:${index}`, askedAt),
        missionId: mission.id,
        clientPartyId: mission.clientPartyId,
        authorUserId: userOf(authorPartyId),
      });
      if (isOwn && answer === null)
        tell(mission.id, own.clientUserId, own.clientPartyId, { kind: "question_asked", at: askedAt });
      if (authorPartyId === own.providerPartyId && answeredAt !== null)
        tell(mission.id, own.providerUserId, authorPartyId, { kind: "question_answered", at: answeredAt });
      return { ...question, hidden: false };
    });
  };

  const putConversation = (mission: MissionRow, providerPartyId: string, lines: readonly DemoMessage[]) => {
    const [first] = lines;
    if (first === undefined) return;
    const { id: missionId, clientPartyId } = mission;
    const conversation: BulkConversation = {
      id: idOf(`${missionId}:${providerPartyId}:conversation`, first.sentAt),
      ...{ missionId, clientPartyId, providerPartyId },
      messages: lines.map(({ by, text, sentAt }, index) => {
        const authorPartyId = by === "client" ? clientPartyId : providerPartyId;
        const id = idOf(`${missionId}:${providerPartyId}:${index}`, sentAt);
        return { id, authorPartyId, authorUserId: userOf(authorPartyId), text, sentAt: new Date(sentAt) };
      }),
    };
    put(conversationRows, conversation);
    for (const message of conversation.messages) put(messageRows, { conversation, message });
    const reader = clientPartyId === own.clientPartyId ? clientPartyId : providerPartyId;
    readUpTo(conversation, reader, mission.status === "published" || mission.status === "in_progress");
  };

  /** Who writes has read what was before; what has come since is unread while something may still be done about it. */
  const readUpTo = (conversation: BulkConversation, reader: string, unread: boolean) => {
    const { id, missionId, messages } = conversation;
    const last = messages.at(-1);
    const lastRead = unread ? messages.findLast(({ authorPartyId }) => authorPartyId === reader) : last;
    const userId = userOf(reader);
    if (lastRead !== undefined) put(readRows, { conversation, userId, lastReadId: lastRead.id });
    if (last === undefined || last === lastRead) return;
    tell(missionId, userId, reader, { kind: "message_received", at: last.sentAt.getTime() }, id);
  };

  const favour = (mission: MissionRow, userId: string) => {
    const from = mission.publishedAt?.getTime() ?? at;
    put(favouriteRows, { userId, missionId: mission.id, at: new Date(from + (at - from) / 2) });
    favourites.set(userId, (favourites.get(userId) ?? 0) + 1);
  };

  return {
    /**
     * @param providers by party id, of the mission's offers in their order
     * @returns what was asked
     */
    add(demo: DemoMission, mission: MissionRow, providers: readonly string[]): AuctionQuestion[] {
      if (mission.publishedAt === null) return [];
      const questions = putQuestions(demo, mission, providers);
      const answered = questions.filter(({ answer }) => answer !== null).length;
      const points = priceHistoryOf(demo);
      put(toldTallyRows, { ...mission, sequence: points.length + answered, answered });
      points.forEach(({ at: moment, ...point }, index) => {
        put(priceHistoryRows, { missionId: mission.id, sequence: index + 1, at: new Date(moment), ...point });
      });
      const random = createRandom(seed, EXCHANGE, -1 - demo.index);
      const isOwn = mission.clientPartyId === own.clientPartyId;
      demo.offers.slice(0, 2).forEach((offer, index) => {
        const provider = providers[index] as string;
        if (!isOwn && provider !== own.providerPartyId) return;
        putConversation(mission, provider, conversationOf(demo, offer, at, random));
      });
      if (mission.status !== "published" || isOwn) return questions;
      const ofTrade = demo.category === FAVOURITES.trade;
      const kept = favourites.get(own.providerUserId) ?? 0;
      if (ofTrade ? kept < FAVOURITES.ofTrade : demo.index % FAVOURITES.every === 0 && kept < FAVOURITES.most)
        favour(mission, own.providerUserId);
      if (demo.index % FAVOURITES.every === 1 && (favourites.get(own.clientUserId) ?? 0) < FAVOURITES.most)
        favour(mission, own.clientUserId);
      return questions;
    },
  };
}
