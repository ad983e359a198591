import { z } from "zod";
import { Id, Instant, PageQuery, page, plainText } from "../../http/common-contract.ts";

/** What can be reported. */
export const SubjectType = z.enum(["mission", "account", "question", "message"]);
export type SubjectType = z.infer<typeof SubjectType>;

export const ReportCategory = z.enum([
  "illegal",
  "fraud",
  "employment",
  "forbidden_object",
  "harassment",
  "personal_data",
  "spam",
  "objection",
  "other",
]);
export type ReportCategory = z.infer<typeof ReportCategory>;

const goodFaith = z.boolean().check(({ value, issues }) => {
  if (!value) issues.push({ code: "custom", input: value, params: { code: "good_faith" } });
});

export const NewReport = z
  .strictObject({
    subject: z.strictObject({ type: SubjectType, id: Id }).meta({
      description:
        "`id`: of the mission; of an account, the id of its party, as missions and offers show it; of a question with its answer",
    }),
    category: ReportCategory.meta({ description: "`objection`: against a moderator's decision" }),
    text: plainText({ min: 10, max: 5_000, multiline: true }),
    name: plainText({ min: 1, max: 200 }).optional(),
    email: z.email().max(254).optional(),
    goodFaith: goodFaith.meta({
      description: "Always true: what is said is believed to be right and complete",
    }),
  })
  .meta({ id: "NewReport" });
export type NewReport = z.infer<typeof NewReport>;

/** What whoever reports gets back. */
export const ReportReceipt = z.strictObject({ id: Id, createdAt: Instant }).meta({ id: "ReportReceipt" });
export type ReportReceipt = z.infer<typeof ReportReceipt>;

export const ReportOutcome = z.enum(["restricted", "no_action"]);

export const Report = z
  .strictObject({
    id: Id,
    subject: z.strictObject({
      type: SubjectType,
      id: Id,
      /** The mission's title, the party's name, or what was asked or written. */
      label: z.string().nullable(),
      missionId: Id.nullable().meta({
        description: "Where a question or a message stands; null for the others",
      }),
    }),
    category: ReportCategory,
    text: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    reporterUserId: Id.nullable(),
    createdAt: Instant,
    outcome: ReportOutcome.nullable(),
    reason: z.string().nullable(),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: "Report" });
export type Report = z.infer<typeof Report>;

export const ReportPage = page(Report);
export const ReportsQuery = PageQuery.extend({ status: z.enum(["open", "decided"]).default("open") });

export const ReportDecision = z
  .strictObject({ outcome: ReportOutcome, reason: plainText({ min: 3, max: 2_000, multiline: true }) })
  .meta({ id: "ReportDecision" });
export type ReportDecision = z.infer<typeof ReportDecision>;
