import { checked } from "../../http/answers/checked-answers.ts";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import {
  NewReport,
  Report,
  ReportDecision,
  ReportPage,
  ReportReceipt,
  ReportsQuery,
} from "./report-contract.ts";
import type { ReportService } from "./report-service.ts";

const tags = ["Moderation"];

export function reportRoutes(api: App, deps: { reports: ReportService; cursors: Cursors }): void {
  const { reports, cursors } = deps;
  api.post("/reports", {
    config: { access: "public", audit: "report.create", limits: ["global", "report"] },
    schema: {
      tags,
      operationId: "report",
      summary: "Say what is wrong with a mission or an account; no account is needed",
      body: NewReport,
      response: { 201: ReportReceipt, ...problems(400, 401, 404, 409, 413, 415, 422, 503) },
    },
    handler: async (request, reply) => {
      const { actor } = request;
      const reporter = actor.kind === "user" ? { command: commandOf(request) } : { visitor: actor };
      return reply.code(201).send(checked(ReportReceipt, await reports.report(reporter, request.body)));
    },
  });

  api.get("/admin/reports", {
    config: {
      access: "user",
      audit: "report.look",
      look: { type: "report" },
      permission: "reports:decide",
    },
    schema: {
      tags,
      operationId: "listReports",
      summary: "Reports, newest first",
      querystring: ReportsQuery,
      response: { 200: ReportPage, ...problems(400, 401, 403, 503) },
    },
    handler: async (request) => {
      const { status, cursor, limit } = request.query;
      const walk = idCursor(cursors, `admin/reports:${userOf(request).userId}:${status}`, limit);
      return walk.page(await reports.list({ status, beforeId: walk.after(cursor), limit: limit + 1 }));
    },
  });

  api.post("/admin/reports/:id/decide", {
    config: { access: "user", audit: "report.decide", permission: "reports:decide" },
    schema: {
      tags,
      operationId: "decideReport",
      summary: "Say what became of a report, and why",
      params: IdParams,
      body: ReportDecision,
      response: { 200: Report, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: (request) => reports.decide(commandOf(request), request.params.id, request.body),
  });
}
