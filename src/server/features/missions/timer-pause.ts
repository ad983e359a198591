import { type ColumnType, type Generated, sql } from "kysely";
import { systemActor } from "../../core/actor.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { Emit, Listener } from "../../platform/events.ts";
import type { Auction, MissionStatus } from "./mission-contract.ts";
import { missionTag } from "./mission-tags.ts";
import { raiseSequence } from "./tally-queries.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    timer_pauses: {
      id: Generated<string>;
      since: Date;
      begun_at: ColumnType<Date, never, never>;
      ended_at: Date | null;
    };
  }
}

/** A mission whose time came while nobody could have acted on it. */
export interface Overdue {
  readonly id: string;
  readonly title: string;
  readonly status: MissionStatus;
  readonly auction: Auction;
  readonly dueAt: Date;
}

/**
 * Nobody could act on what an older state says is due: no mission moves by itself until an operator says so. A pause that
 * came along goes on, from when it began.
 */
export const pauseRestored: Listener<"installation.restored"> = async (tx, _actor, { snapshotAt }) => {
  await sql`
    insert into timer_pauses (since) select ${snapshotAt}::timestamptz
    where not exists (select from timer_pauses where ended_at is null)`.execute(tx);
};

/** Since when the timers rest; null: they run. */
export async function timersPausedSince(connection: Connection): Promise<Date | null> {
  const { rows } = await sql<{ since: Date }>`
    select since from timer_pauses where ended_at is null`.execute(connection);
  return rows[0]?.since ?? null;
}

/** Missions whose time came after `since` and before now, the oldest first. */
export async function overdueSince(connection: Connection, since: Date): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`
    select id, title, status, auction, due_at as "dueAt" from missions
    where due_at > ${since} and due_at <= clock_timestamp() and status <> 'hidden'
    order by due_at, id`.execute(connection);
  return rows;
}

/**
 * Lets the timers run again. With `extendMs` whatever came due since the state that was put back, or comes due before then,
 * has so long from now. A sealed auction whose deadline has passed is not opened again: its prices may have been read.
 * @returns how many were given time, and how many sealed auctions end at once
 */
export async function resumeTimers(
  database: Database,
  emit: Emit,
  extendMs: number | null,
): Promise<{ readonly extended: number; readonly sealed: number }> {
  return database.transaction(async (tx) => {
    const since = await timersPausedSince(tx);
    const done = { extended: 0, sealed: 0 };
    if (since === null) return done;
    if (extendMs !== null) {
      for (const { id, status, auction } of await overdueSince(tx, since)) {
        if (status === "published" && auction === "sealed") done.sealed += 1;
        else if (await extendDue(tx, id, status, extendMs, emit)) done.extended += 1;
      }
    }
    await sql`update timer_pauses set ended_at = clock_timestamp() where ended_at is null`.execute(tx);
    return done;
  });
}

async function extendDue(
  tx: Tx,
  id: string,
  status: MissionStatus,
  extendMs: number,
  emit: Emit,
): Promise<boolean> {
  const { rows } = await sql<{ dueAt: Date }>`
    update missions m set due_at = new.due_at,
      deadline = case when m.status = 'published' then new.due_at else m.deadline end,
      extension_count = case when m.status = 'published' then 0 else m.extension_count end
    from (select date_trunc('milliseconds', statement_timestamp()) + make_interval(secs => ${extendMs / 1_000}) as due_at) as new
    where m.id = ${id} and m.status = ${status} and m.due_at <= statement_timestamp()
    returning new.due_at as "dueAt"`.execute(tx);
  const [row] = rows;
  if (row === undefined) return false;
  invalidateOnCommit(tx, missionTag(id));
  if (status !== "published") return true;
  await raiseSequence(tx, id);
  const deadline = row.dueAt.toISOString();
  await emit(tx, systemActor("swideal backup resume", "resume"), "mission.deadline_moved", {
    missionId: id,
    deadline,
  });
  return true;
}
