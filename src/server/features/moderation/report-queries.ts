import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { NewReport, Report, ReportDecision, SubjectType } from "./report-contract.ts";

interface ReportRow {
  readonly id: string;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly label: string | null;
  readonly category: Report["category"];
  readonly text: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly reporterUserId: string | null;
  readonly createdAt: Date;
  readonly outcome: Report["outcome"];
  readonly reason: string | null;
  readonly decidedAt: Date | null;
}

const columns = sql`
  r.id, r.subject_type as "subjectType", r.subject_id as "subjectId", r.category, r.text, r.reporter_name as name,
  r.reporter_email as email, r.reporter_user_id as "reporterUserId", r.created_at as "createdAt", r.outcome, r.reason,
  r.decided_at as "decidedAt",
  case r.subject_type when 'mission' then m.title when 'account' then p.display_name end as label`;
const joins = sql`reports r left join missions m on m.id = r.subject_id left join parties p on p.id = r.subject_id`;

/** Whether an account's party is there; a mission is asked of the missions. */
export async function partyExists(connection: Connection, partyId: string): Promise<boolean> {
  const { rows } = await sql`select from parties where id = ${partyId}`.execute(connection);
  return rows.length > 0;
}

export async function insertReport(
  tx: Tx,
  reporterUserId: string | null,
  { subject, category, text, name, email }: NewReport,
): Promise<{ id: string; createdAt: Date }> {
  const { rows } = await sql<{ id: string; createdAt: Date }>`
    insert into reports (subject_type, subject_id, category, text, reporter_user_id, reporter_name, reporter_email)
    values (${subject.type}, ${subject.id}, ${category}, ${text}, ${reporterUserId}, ${name ?? null}, ${email ?? null})
    returning id, created_at as "createdAt"`.execute(tx);
  return rows[0] as { id: string; createdAt: Date };
}

/** Newest first. */
export async function listReports(
  connection: Connection,
  filter: { status: "open" | "decided"; beforeId: string | null; limit: number },
): Promise<Report[]> {
  const { status, beforeId, limit } = filter;
  const { rows } = await sql<ReportRow>`
    select ${columns} from ${joins}
    where ${status === "open" ? sql`r.outcome is null` : sql`r.outcome is not null`}
      ${beforeId === null ? sql`` : sql`and r.id < ${beforeId}`}
    order by r.id desc limit ${limit}`.execute(connection);
  return rows.map(reportOf);
}

export async function findReport(connection: Connection, id: string): Promise<Report | null> {
  const { rows } = await sql<ReportRow>`select ${columns} from ${joins} where r.id = ${id}`.execute(
    connection,
  );
  return rows[0] === undefined ? null : reportOf(rows[0]);
}

/** The party that a report of an account or a mission is about: its own, or the client; null where it is gone. */
export async function reportedParty(connection: Connection, id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select case r.subject_type when 'mission' then m.client_party_id else p.id end as id
    from ${joins} where r.id = ${id}`.execute(connection);
  return rows[0]?.id ?? null;
}

/** False where the report was decided before. */
export async function decideReport(
  tx: Tx,
  id: string,
  moderatorId: string,
  { outcome, reason }: ReportDecision,
): Promise<boolean> {
  const { rows } = await sql`
    update reports set outcome = ${outcome}, reason = ${reason}, decided_by = ${moderatorId},
      decided_at = clock_timestamp()
    where id = ${id} and outcome is null returning id`.execute(tx);
  return rows.length > 0;
}

function reportOf({ subjectType, subjectId, label, createdAt, decidedAt, ...row }: ReportRow): Report {
  return {
    ...row,
    subject: { type: subjectType, id: subjectId, label, missionId: null },
    createdAt: createdAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}
