import { type Actor, type Command, partyOf } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import type { Connection, Database } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import { recordAudit } from "../audit/index.ts";
import { findVisibleMission } from "../missions/index.ts";
import { belongsToAny } from "../organisations/index.ts";
import type { NewReport, Report, ReportDecision, ReportReceipt } from "./report-contract.ts";
import {
  decideReport,
  findReport,
  insertReport,
  listReports,
  partyExists,
  reportedParty,
} from "./report-queries.ts";

export type ReportService = ReturnType<typeof createReportService>;

/** A report as it was sent: by somebody signed in, whose key makes it one, or by a visitor. */
export type Reporter = { readonly command: Command } | { readonly visitor: Actor };

export function createReportService({ database }: { readonly database: Database }) {
  return {
    /** Throws `not_found` for what its reporter cannot see. */
    async report(reporter: Reporter, input: NewReport): Promise<ReportReceipt> {
      const actor = "command" in reporter ? reporter.command.actor : reporter.visitor;
      if (!(await isVisible(database.writer, actor, input.subject))) throw notFound();
      const store = async (tx: Parameters<typeof insertReport>[0]): Promise<ReportReceipt> => {
        const { id, createdAt } = await insertReport(tx, actor.kind === "user" ? actor.userId : null, input);
        await recordAudit(tx, actor, {
          action: "report.create",
          resource: { type: "report", id },
          changes: { subject: input.subject.type, category: input.category },
        });
        return { id, createdAt: createdAt.toISOString() };
      };
      return "command" in reporter ? write(database, reporter.command, store) : database.transaction(store);
    },

    /** Newest first; one more than `limit` tells that there are more. */
    list: (filter: {
      status: "open" | "decided";
      beforeId: string | null;
      limit: number;
    }): Promise<Report[]> => listReports(database.writer, filter),

    /**
     * Says what became of a report; what is to be hidden or suspended is done by its own route. Throws `forbidden` for
     * who made the report, or belongs to the party that it is about: nobody judges an own case.
     */
    decide(command: Command, id: string, decision: ReportDecision): Promise<Report> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        if (!may(actor, "reports:decide")) throw new AppError("forbidden");
        const standing = await findReport(tx, id);
        if (standing === null) throw notFound();
        const about = await reportedParty(tx, id);
        const concerned = about !== null && (await belongsToAny(tx, actor.userId, [about]));
        if (concerned || standing.reporterUserId === actor.userId) throw new AppError("forbidden");
        if (!(await decideReport(tx, id, actor.userId, decision))) throw new AppError("invalid_transition");
        await recordAudit(tx, actor, {
          action: "report.decide",
          resource: { type: "report", id },
          changes: { outcome: decision.outcome },
        });
        return (await findReport(tx, id)) as Report;
      });
    },
  };
}

async function isVisible(
  connection: Connection,
  actor: Actor,
  { type, id }: NewReport["subject"],
): Promise<boolean> {
  if (type === "account") return partyExists(connection, id);
  const reader = { partyId: partyOf(actor), moderator: may(actor, "missions:moderate") };
  return (await findVisibleMission(connection, id, reader)) !== null;
}
