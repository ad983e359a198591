import { bulkRows } from "../../platform/database/bulk.ts";

export interface BulkQuestion {
  readonly id: string;
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly authorPartyId: string;
  readonly authorUserId: string;
  readonly number: number;
  readonly text: string;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
}

export const questionRows = bulkRows<BulkQuestion>("questions", {
  id: (question) => question.id,
  mission_id: (question) => question.missionId,
  client_party_id: (question) => question.clientPartyId,
  author_party_id: (question) => question.authorPartyId,
  author_user_id: (question) => question.authorUserId,
  number: (question) => question.number,
  text: (question) => question.text,
  asked_at: (question) => question.askedAt,
  answer: (question) => question.answer,
  answered_at: (question) => question.answeredAt,
});
