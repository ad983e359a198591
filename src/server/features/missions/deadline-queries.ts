import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import type { MissionStatus } from "./mission-contract.ts";

/** When something of a mission ends, for who follows it. */
export interface MissionDeadline {
  readonly id: string;
  readonly title: string;
  readonly status: MissionStatus;
  /** Whether it is one of the parties' own. */
  readonly own: boolean;
  readonly deadline: Date | null;
  /** When a timer moves it on. */
  readonly dueAt: Date | null;
  readonly updatedAt: Date;
}

/** How long a deadline that has passed stays in calendars. */
const KEPT_DAYS = 30;

/**
 * Missions in a state that ends by itself, of these parties or with one of these ids, by what ends next; at most so many.
 * What everybody, or a party to it, may see: no draft, and nothing that is hidden or disputed.
 */
export async function findDeadlines(
  connection: Connection,
  followed: { readonly partyIds: readonly string[]; readonly missionIds: readonly string[] },
  most: number,
): Promise<MissionDeadline[]> {
  const { rows } = await sql<MissionDeadline>`
    select m.id, m.title, m.status, m.client_party_id = any(${followed.partyIds}::uuid[]) as own, m.deadline,
      m.due_at as "dueAt", m.updated_at as "updatedAt"
    from missions m
    where (m.client_party_id = any(${followed.partyIds}::uuid[]) or m.id = any(${followed.missionIds}::uuid[]))
      and m.status in ('published', 'closed', 'awarded', 'delivered')
      and greatest(m.deadline, m.due_at) > clock_timestamp() - make_interval(days => ${sql.lit(KEPT_DAYS)})
    order by coalesce(m.due_at, m.deadline), m.id limit ${most}`.execute(connection);
  return rows;
}
