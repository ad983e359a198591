import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

export interface FavouriteRow {
  readonly missionId: string;
  readonly createdAt: Date;
  /** As text, for PostgreSQL knows microseconds and a Date does not. */
  readonly sortValue: string;
}

/** Whether it is one since now; false: it was one before. */
export async function insertFavourite(tx: Tx, userId: string, missionId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into favourites (user_id, mission_id) values (${userId}, ${missionId})
    on conflict (user_id, mission_id) do nothing`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function deleteFavourite(tx: Tx, userId: string, missionId: string): Promise<void> {
  await sql`delete from favourites where user_id = ${userId} and mission_id = ${missionId}`.execute(tx);
}

export async function countFavourites(connection: Connection, userId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from favourites where user_id = ${userId}`.execute(connection);
  return rows[0]?.count ?? 0;
}

/** The latest first, from behind `after`. */
export async function listFavourites(
  connection: Connection,
  userId: string,
  after: readonly [at: string, missionId: string] | null,
  limit: number,
): Promise<FavouriteRow[]> {
  const seek =
    after === null
      ? sql``
      : sql`and (created_at, mission_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const { rows } = await sql<FavouriteRow>`
    select mission_id as "missionId", created_at as "createdAt", created_at::text as "sortValue"
    from favourites where user_id = ${userId} ${seek}
    order by created_at desc, mission_id desc limit ${limit}`.execute(connection);
  return rows;
}

/** All of them, the latest first; they are bounded. */
export async function favouriteIds(connection: Connection, userId: string): Promise<string[]> {
  const { rows } = await sql<{ missionId: string }>`
    select mission_id as "missionId" from favourites where user_id = ${userId}
    order by created_at desc, mission_id desc`.execute(connection);
  return rows.map(({ missionId }) => missionId);
}

/** Who has put a mission aside, for whoever tells people of what happens to it. */
export async function whoseFavourite(connection: Connection, missionId: string): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select user_id as "userId" from favourites where mission_id = ${missionId}`.execute(connection);
  return rows.map(({ userId }) => userId);
}
