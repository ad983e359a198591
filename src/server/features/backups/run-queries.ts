import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { BackupManifest } from "./backup-manifest.ts";

export type MadeBy = BackupManifest["madeBy"];

/** An attempt to make a backup. */
export interface BackupRun {
  /** The backup's. */
  readonly id: string;
  readonly madeBy: MadeBy;
  readonly state: "running" | "done" | "failed";
  readonly begunAt: Date;
  readonly endedAt: Date | null;
  /** Of what lies in the store. */
  readonly bytes: number | null;
  readonly rows: number | null;
  /** Why it failed. */
  readonly reason: string | null;
}

/** Runs whose process has ended without a word. Asked while nobody else makes a backup. */
export async function endLostRuns(tx: Tx): Promise<void> {
  await sql`
    update backup_runs set state = 'failed', ended_at = clock_timestamp(), reason = 'it was ended before it was done'
    where state = 'running'`.execute(tx);
}

/** @returns the backup's id, made by the database's clock */
export async function insertRun(tx: Tx, madeBy: MadeBy): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into backup_runs (id, made_by) values (uuid_v7(), ${madeBy}) returning id`.execute(tx);
  return (rows[0] as { id: string }).id;
}

export async function markDone(
  tx: Tx,
  id: string,
  { bytes, rows }: { bytes: number; rows: number },
): Promise<void> {
  await sql`
    update backup_runs set state = 'done', ended_at = clock_timestamp(), bytes = ${bytes}, rows = ${rows}
    where id = ${id}`.execute(tx);
}

const MOST_OF_REASON = 500;

export async function markFailed(tx: Tx, id: string, reason: string): Promise<void> {
  await sql`
    update backup_runs set state = 'failed', ended_at = clock_timestamp(), reason = ${reason.slice(0, MOST_OF_REASON)}
    where id = ${id}`.execute(tx);
}

/** The newest first. */
export async function selectRuns(connection: Connection, most: number): Promise<BackupRun[]> {
  const { rows } = await sql<BackupRun>`
    select id, made_by as "madeBy", state, begun_at as "begunAt", ended_at as "endedAt", bytes, rows, reason
    from backup_runs order by begun_at desc, id desc limit ${most}::integer`.execute(connection);
  return rows;
}

/** What there is to be said of the last ones, by the database's clock. */
export interface LastRuns {
  /** Of the last good one; null: there is none. */
  readonly goodAt: Date | null;
  readonly goodIsOld: boolean;
  /** Why the last attempt failed; null: it did not. */
  readonly reason: string | null;
  /** Whether backups could have been made for as long as a good one may be old. */
  readonly overdue: boolean;
}

/** One a night, and time for it to be made: a day is 25 hours long once a year. */
const OLD = "26 hours";

/** @param since when the installation began to keep backups */
export async function selectLastRuns(connection: Connection, since: Date | null): Promise<LastRuns> {
  const { rows } = await sql<LastRuns>`
    with good as (select max(begun_at) as at from backup_runs where state = 'done')
    select good.at as "goodAt", coalesce(good.at < statement_timestamp() - ${OLD}::interval, false) as "goodIsOld",
      coalesce(${since}::timestamptz < statement_timestamp() - ${OLD}::interval, false) as overdue,
      (select reason from (select state, reason from backup_runs where state <> 'running' order by begun_at desc limit 1) as last
        where state = 'failed') as reason
    from good`.execute(connection);
  return rows[0] as LastRuns;
}

/** Attempts of more than two years ago. @returns how many */
export async function deleteOldRuns(tx: Tx): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from backup_runs where begun_at < statement_timestamp() - interval '2 years' and state <> 'running'`.execute(
    tx,
  );
  return Number(numAffectedRows);
}

/** By the database's clock, in milliseconds since the beginning of 1970. */
export async function selectNow(connection: Connection): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(connection);
  return (rows[0] as { now: Date }).now.getTime();
}
