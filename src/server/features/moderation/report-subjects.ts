import { type Actor, partyOf } from "../../core/actor.ts";
import { may } from "../../core/permissions.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { findReportedMessages } from "../conversations/index.ts";
import { findVisibleMission } from "../missions/index.ts";
import { findReportedQuestions, hideQuestion } from "../questions/index.ts";
import type { NewReport, Report } from "./report-contract.ts";
import { partyExists, reportedParty } from "./report-queries.ts";

type Subject = Pick<NewReport["subject"], "type" | "id">;

/** Whether a reporter can see what the report is about. */
export async function isSubjectVisible(
  connection: Connection,
  actor: Actor,
  { type, id }: Subject,
): Promise<boolean> {
  if (type === "account") return partyExists(connection, id);
  const moderator = may(actor, "missions:moderate");
  const seesMission = async (missionId: string) =>
    (await findVisibleMission(connection, missionId, { partyId: partyOf(actor), moderator })) !== null;
  if (type === "mission") return seesMission(id);
  if (type === "message") {
    const [message] = await findReportedMessages(connection, [id]);
    const party = partyOf(actor);
    return message !== undefined && (party === message.clientPartyId || party === message.providerPartyId);
  }
  const [question] = await findReportedQuestions(connection, [id]);
  if (question === undefined) return false;
  const seesQuestion = !question.hidden || moderator || question.authorPartyId === partyOf(actor);
  return seesQuestion && (await seesMission(question.missionId));
}

/** The parties that a report is about: nobody who belongs to one of them decides it. */
export async function partiesConcerned(connection: Connection, report: Report): Promise<string[]> {
  if (report.subject.type === "question") {
    const [question] = await findReportedQuestions(connection, [report.subject.id]);
    return question === undefined ? [] : [question.authorPartyId, question.clientPartyId];
  }
  if (report.subject.type === "message") {
    const [message] = await findReportedMessages(connection, [report.subject.id]);
    return message === undefined ? [] : [message.clientPartyId, message.providerPartyId];
  }
  const party = await reportedParty(connection, report.id);
  return party === null ? [] : [party];
}

/** Reports with what their questions and messages say, and where these stand. */
export async function withSubjects(connection: Connection, reports: readonly Report[]): Promise<Report[]> {
  const idsOf = (type: string) =>
    reports.flatMap(({ subject }) => (subject.type === type ? [subject.id] : []));
  const questions = await findReportedQuestions(connection, idsOf("question"));
  const messages = await findReportedMessages(connection, idsOf("message"));
  const said = new Map<string, { readonly text: string; readonly missionId: string }>([
    ...questions.map((one) => [one.id, one] as const),
    ...messages.map((one) => [one.messageId, one] as const),
  ]);
  return reports.map((report) => {
    const found = said.get(report.subject.id);
    if (found === undefined) return report;
    return { ...report, subject: { ...report.subject, label: found.text, missionId: found.missionId } };
  });
}

/** Whom the decision is to be told, and of which mission. */
export interface TakenOutOfSight {
  readonly partyId: string;
  readonly missionId: string;
  readonly question: { readonly id: string; readonly reportId: string };
}

/** What follows at once from a decision to restrict: a question goes out of sight. Null: nothing does by itself. */
export async function restrictSubject(tx: Tx, report: Report): Promise<TakenOutOfSight | null> {
  if (report.subject.type !== "question") return null;
  const [question] = await findReportedQuestions(tx, [report.subject.id]);
  if (question === undefined) return null;
  await hideQuestion(tx, question, report.id);
  return {
    partyId: question.authorPartyId,
    missionId: question.missionId,
    question: { id: question.id, reportId: report.id },
  };
}
