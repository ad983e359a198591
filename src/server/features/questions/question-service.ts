import { type Actor, type Command, partyOf } from "../../core/actor.ts";
import { AppError, invalidField, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import { batch } from "../../platform/database/batch.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import type { Emit } from "../../platform/events.ts";
import { lockActiveAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { addAddendum, findVisibleMission, lockAfterDueTransitions } from "../missions/index.ts";
import { requireInTime } from "../offers/index.ts";
import { belongsToAny, lockMembership } from "../organisations/index.ts";
import { MOST_OF_A_MISSION, MOST_OF_A_PARTY, type QuestionReader, refuseContactDetails } from "./question.ts";
import type { NewAnswer, NewQuestion, Question } from "./question-contract.ts";
import {
  countQuestions,
  findQuestion,
  insertQuestion,
  listQuestions,
  lookUpQuestion,
  type QuestionKey,
  type QuestionRow,
  setAnswer,
} from "./question-queries.ts";
import { seenQuestion } from "./question-view.ts";

export type QuestionService = ReturnType<typeof createQuestionService>;

export interface QuestionDependencies {
  readonly database: Database;
  readonly emit: Emit;
}

/** Questions on a mission, asked without a name, and the client's answers: everybody reads the same at once. */
export function createQuestionService({ database, emit }: QuestionDependencies) {
  return {
    /** By number; one more than `limit` tells that there are more. Throws `not_found` for who does not see the mission. */
    async list(
      actor: Actor,
      missionId: string,
      page: { readonly after: number; readonly limit: number },
    ): Promise<Question[]> {
      const reader = readerOf(actor);
      await requireVisible(database.writer, missionId, reader);
      const rows = await listQuestions(database.writer, missionId, reader, page);
      return rows.map((row) => seenQuestion(row, reader));
    },

    /** Until the deadline, by anyone but the client; in time is what the clock says after the mission's row is locked. */
    ask(command: Command, missionId: string, { text }: NewQuestion): Promise<Question> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        await batch(tx, {
          active: () => lockActiveAccount(tx, actor),
          member: () => lockMembership(tx, actor),
        });
        const mission = await lockAfterDueTransitions(tx, missionId, emit);
        await requireVisible(tx, missionId, readerOf(actor));
        if (await belongsToAny(tx, actor.userId, [mission.clientPartyId])) throw new AppError("forbidden");
        requireInTime(mission);
        refuseContactDetails(text);
        const { all, own, last } = await countQuestions(tx, missionId, actor.partyId);
        if (own >= MOST_OF_A_PARTY) throw full("questions_of_party", MOST_OF_A_PARTY);
        if (all >= MOST_OF_A_MISSION) throw full("questions_of_mission", MOST_OF_A_MISSION);
        const key = await insertQuestion(tx, { mission, author: actor, number: last + 1, text });
        await recordAudit(tx, actor, {
          action: "question.ask",
          resource: { type: "question", id: key.id },
          changes: { missionId, number: last + 1 },
        });
        await emit(tx, actor, "question.asked", {
          missionId,
          questionId: key.id,
          clientPartyId: mission.clientPartyId,
          authorPartyId: actor.partyId,
        });
        return seen(tx, key, readerOf(actor));
      });
    },

    /** The client's, until the award, once; what changes the need becomes an addendum in the same transaction. */
    answer(command: Command, id: string, { text, asAddendum = false }: NewAnswer): Promise<Question> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const key = await lookUpQuestion(tx, id);
        if (key === null) throw notFound();
        const reader = readerOf(actor);
        const mission = await lockAfterDueTransitions(tx, key.missionId, emit);
        await requireVisible(tx, key.missionId, reader);
        const question = await findQuestion(tx, key, reader);
        if (question === null) throw notFound();
        const isClient = mission.clientPartyId === actor.partyId;
        if (!isClient || !may(actor, "missions:conduct")) throw new AppError("forbidden");
        if (question.answer !== null) throw new AppError("already_answered");
        if (mission.status !== "published" && mission.status !== "closed")
          throw new AppError("invalid_transition");
        refuseContactDetails(text);
        if (!(await setAnswer(tx, key, text))) throw new AppError("already_answered");
        if (asAddendum) await addAddendum(tx, actor, mission, text, emit);
        await recordAudit(tx, actor, {
          action: "question.answer",
          resource: { type: "question", id },
          changes: { missionId: key.missionId, number: question.number, asAddendum },
        });
        await emit(tx, actor, "question.answered", {
          missionId: key.missionId,
          questionId: id,
          clientPartyId: mission.clientPartyId,
          authorPartyId: question.authorPartyId,
        });
        return seen(tx, key, reader);
      });
    },
  };
}

const readerOf = (actor: Actor): QuestionReader => ({
  partyId: partyOf(actor),
  moderator: may(actor, "missions:moderate"),
});

const seen = async (tx: Tx, key: QuestionKey, reader: QuestionReader): Promise<Question> =>
  seenQuestion((await findQuestion(tx, key, reader)) as QuestionRow, reader);

async function requireVisible(
  connection: Connection,
  missionId: string,
  reader: QuestionReader,
): Promise<void> {
  if ((await findVisibleMission(connection, missionId, reader)) === null) throw notFound();
}

const full = (code: string, maximum: number): AppError =>
  new AppError("limit_reached", { fields: invalidField("/text", code, { maximum }).fields });
