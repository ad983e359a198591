import type { Actor, Command } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import type { Database } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import { recordAudit } from "../audit/index.ts";
import { belongsToAny } from "../organisations/index.ts";
import type { NewReport, Report, ReportDecision, ReportReceipt } from "./report-contract.ts";
import { decideReport, findReport, insertReport, listReports } from "./report-queries.ts";
import { isSubjectVisible, partiesConcerned, restrictSubject, withSubjects } from "./report-subjects.ts";
import type { Restrict } from "./restrictions.ts";

export type ReportService = ReturnType<typeof createReportService>;

/** A report as it was sent: by somebody signed in, whose key makes it one, or by a visitor. */
export type Reporter = { readonly command: Command } | { readonly visitor: Actor };

export interface ReportDependencies {
  readonly database: Database;
  readonly restrict: Restrict;
}

export function createReportService({ database, restrict }: ReportDependencies) {
  return {
    /** Throws `not_found` for what its reporter cannot see. */
    async report(reporter: Reporter, input: NewReport): Promise<ReportReceipt> {
      const actor = "command" in reporter ? reporter.command.actor : reporter.visitor;
      if (!(await isSubjectVisible(database.writer, actor, input.subject))) throw notFound();
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
    list: async (filter: {
      status: "open" | "decided";
      beforeId: string | null;
      limit: number;
    }): Promise<Report[]> => withSubjects(database.writer, await listReports(database.writer, filter)),

    /**
     * Says what became of a report. A question that is restricted goes out of sight with it, and its author is told why; a
     * mission is hidden and an account suspended by their own routes. Throws `forbidden` for
     * who made the report, or belongs to the party that it is about: nobody judges an own case.
     */
    decide(command: Command, id: string, decision: ReportDecision): Promise<Report> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        if (!may(actor, "reports:decide")) throw new AppError("forbidden");
        const standing = await findReport(tx, id);
        if (standing === null) throw notFound();
        const concerned = await belongsToAny(tx, actor.userId, await partiesConcerned(tx, standing));
        if (concerned || standing.reporterUserId === actor.userId) throw new AppError("forbidden");
        if (!(await decideReport(tx, id, actor.userId, decision))) throw new AppError("invalid_transition");
        const hidden = decision.outcome === "restricted" ? await restrictSubject(tx, standing) : null;
        if (hidden !== null)
          await restrict(tx, actor, { ...hidden, kind: "question_hidden", reason: decision.reason });
        await recordAudit(tx, actor, {
          action: "report.decide",
          resource: { type: "report", id },
          changes: { outcome: decision.outcome },
        });
        const [decided] = await withSubjects(tx, [(await findReport(tx, id)) as Report]);
        return decided as Report;
      });
    },
  };
}
