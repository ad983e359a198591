import { type ColumnType, sql } from "kysely";
import { batch } from "../../platform/database/batch.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    mission_timer_failures: {
      mission_id: string;
      failures: number;
      retry_at: ColumnType<Date, never, never>;
      reason: string;
    };
  }
}

/** A mission whose time has come; `dueAt` as PostgreSQL writes it, to the microsecond. */
export interface DueMission {
  readonly id: string;
  readonly dueAt: string;
}

/**
 * Missions whose time has come, oldest first, behind `after`; without those that failed and wait for their next try.
 * A hidden one waits until it is shown again.
 */
export async function dueMissions(
  connection: Connection,
  after: DueMission | null,
  limit: number,
): Promise<DueMission[]> {
  const behind = after ? sql`and (m.due_at, m.id) > (${after.dueAt}::timestamptz, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<DueMission>`
    select m.id, m.due_at::text as "dueAt" from missions m
    where m.due_at <= clock_timestamp() and m.status <> 'hidden' ${behind}
      and not exists (select from timer_pauses where ended_at is null)
      and not exists (
        select from mission_timer_failures f where f.mission_id = m.id and f.retry_at > clock_timestamp()
      )
    order by m.due_at, m.id limit ${limit}`.execute(connection);
  return rows;
}

/**
 * Locks a mission that still is due, without waiting; false when it is not, or somebody else holds it. Nor does this
 * transaction wait long for what belongs to it.
 */
export async function takeDue(tx: Tx, id: string): Promise<boolean> {
  const { taken } = await batch(tx, {
    patience: () => sql`set local lock_timeout = '1s'`.execute(tx),
    taken: () =>
      sql`
        select from missions where id = ${id} and due_at <= clock_timestamp() and status <> 'hidden'
        for update skip locked`.execute(tx),
  });
  return taken.rows.length > 0;
}

/**
 * One more failure: the next try in a minute, then in two, four, … and at most six hours. Returns how many. When is
 * worked out where it is inserted: a distributed PostgreSQL takes nothing that depends on a time in `do update`.
 */
export async function recordFailure(
  connection: Connection,
  missionId: string,
  reason: string,
): Promise<number> {
  const { rows } = await sql<{ failures: number }>`
    insert into mission_timer_failures (mission_id, failures, retry_at, reason)
    select ${missionId}, coalesce(max(failures), 0) + 1,
      statement_timestamp()
        + least(interval '1 minute' * power(2, least(coalesce(max(failures), 0), 10)), interval '6 hours'),
      ${reason}
    from mission_timer_failures where mission_id = ${missionId}
    on conflict (mission_id) do update
      set failures = excluded.failures, retry_at = excluded.retry_at, reason = excluded.reason
    returning failures`.execute(connection);
  return rows[0]?.failures ?? 0;
}

/** Forgets the failures of missions that wait for nothing any more, whoever moved them. */
export async function forgetFailures(connection: Connection): Promise<void> {
  for (const missionId of await failuresThatAreOver(connection)) {
    await sql`
      delete from mission_timer_failures where mission_id = ${missionId} and mission_id in (
        select f.mission_id from mission_timer_failures f
        where f.mission_id = ${missionId} and not exists (
          select from missions m
          where m.id = ${missionId} and m.due_at <= statement_timestamp() and m.status <> 'hidden'
        )
        for update skip locked
      )`.execute(connection);
  }
}

/** Without a lock: each is asked again when it is deleted. */
async function failuresThatAreOver(connection: Connection): Promise<string[]> {
  const { rows } = await sql<{ missionId: string }>`
    select f.mission_id as "missionId" from mission_timer_failures f
    where not exists (
      select from missions m
      where m.id = f.mission_id and m.due_at <= statement_timestamp() and m.status <> 'hidden'
    )`.execute(connection);
  return rows.map(({ missionId }) => missionId);
}

export interface TimersBehind {
  /** Missions that failed at least so many times in a row. */
  readonly failing: number;
  /** Missions that are due for longer than `lateMinutes` and were not even tried. */
  readonly late: number;
}

/** What the timers of all instances have not done; counted up to 1,000. */
export async function timersBehind(
  connection: Connection,
  { failures, lateMinutes }: { failures: number; lateMinutes: number },
): Promise<TimersBehind> {
  const { rows } = await sql<TimersBehind>`
    select
      (select count(*) from mission_timer_failures where failures >= ${failures}) as failing,
      (select count(*) from (
        select m.id from missions m
        where m.due_at <= clock_timestamp() - make_interval(mins => ${lateMinutes}) and m.status <> 'hidden'
          and not exists (select from mission_timer_failures f where f.mission_id = m.id)
        limit 1000
      ) as untried) as late`.execute(connection);
  return rows[0] as TimersBehind;
}
