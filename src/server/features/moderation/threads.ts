import type { UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { findReportedMessages, findThread, type Message, readThread } from "../conversations/index.ts";
import { findWork } from "../missions/index.ts";
import { belongsToAny } from "../organisations/index.ts";
import { findReport } from "./report-queries.ts";

export type Threads = ReturnType<typeof createThreads>;

export interface ThreadOf {
  readonly from: "report" | "dispute";
  /** Of the report, or of the mission. */
  readonly id: string;
}

/** Conversations that moderators may read: of a reported message, and of a mission while it is disputed. */
export function createThreads({ database }: { readonly database: Database }) {
  return {
    /**
     * @param page with `tells` false only whether there is something to read, as HEAD asks: nobody has read it then
     * Throws `not_found` where there is no such reason, `forbidden` for who belongs to one of the two sides.
     */
    read: (
      actor: UserActor,
      { from, id }: ThreadOf,
      {
        tells,
        ...page
      }: { readonly beforeId: string | null; readonly limit: number; readonly tells: boolean },
    ): Promise<Message[]> =>
      database.transaction(async (tx) => {
        const thread = await (from === "report" ? ofReport(tx, id) : ofDispute(tx, id));
        if (thread === null) throw notFound();
        const sides = [thread.clientPartyId, thread.providerPartyId];
        if (await belongsToAny(tx, actor.userId, sides)) throw new AppError("forbidden");
        if (!tells) return [];
        return readThread(tx, actor, thread, { ...page, because: from });
      }),
  };
}

async function ofReport(tx: Tx, id: string) {
  const report = await findReport(tx, id);
  if (report?.subject.type !== "message") return null;
  const [message] = await findReportedMessages(tx, [report.subject.id]);
  return message ?? null;
}

async function ofDispute(tx: Tx, missionId: string) {
  const work = await findWork(tx, missionId, missionId);
  if (work?.status !== "disputed" || work.providerPartyId === null) return null;
  return findThread(tx, missionId, work.providerPartyId);
}
