import type { QuestionReader } from "./question.ts";
import type { Question } from "./question-contract.ts";
import type { QuestionRow } from "./question-queries.ts";

/** As this reader may see it: who asked is told to moderators, and to itself. */
export function seenQuestion(row: QuestionRow, reader: QuestionReader): Question {
  return {
    id: row.id,
    missionId: row.missionId,
    number: row.number,
    text: row.text,
    askedAt: row.askedAt.toISOString(),
    answer: row.answer,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    mine: row.authorPartyId === reader.partyId,
    hidden: row.hidden,
    author: reader.moderator ? { id: row.authorPartyId, displayName: row.authorName } : null,
  };
}
