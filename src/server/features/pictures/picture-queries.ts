import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";

/** The picture of a mission as it is now; null where there is none yet, or one of another content. */
export async function findPicture(
  connection: Connection,
  missionId: string,
  contentHash: Buffer,
): Promise<Buffer | null> {
  const { rows } = await sql<{ picture: Buffer }>`
    select picture from mission_pictures where mission_id = ${missionId} and content_hash = ${contentHash}`.execute(
    connection,
  );
  return rows[0]?.picture ?? null;
}

export interface MadePicture {
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly contentHash: Buffer;
  readonly picture: Buffer;
}

/** In the place of the one of before. */
export async function putPicture(connection: Connection, made: MadePicture): Promise<void> {
  await sql`
    insert into mission_pictures (mission_id, client_party_id, content_hash, picture)
    values (${made.missionId}, ${made.clientPartyId}, ${made.contentHash}, ${made.picture})
    on conflict (mission_id) do update set client_party_id = excluded.client_party_id,
      content_hash = excluded.content_hash, picture = excluded.picture, made_at = excluded.made_at`.execute(
    connection,
  );
}

/** Those that were made long ago, at most so many; who shares such a mission again has it made again. */
export async function deleteOldPictures(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from mission_pictures where mission_id in (
      select mission_id from mission_pictures where made_at < statement_timestamp() - interval '60 days'
      order by made_at limit ${limit})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** A picture shows a title. */
export const forgetPictures: Listener<"account.erased"> = async (tx, _actor, { partyId }) => {
  await sql`delete from mission_pictures where client_party_id = ${partyId}`.execute(tx);
};
