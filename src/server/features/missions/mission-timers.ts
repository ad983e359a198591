import type { Database } from "../../platform/database/database.ts";
import { settleTimer } from "./mission-moves.ts";
import type { LockedMission } from "./move-queries.ts";
import { dueMissions, lockMission } from "./move-queries.ts";

const BATCH = 50;

/**
 * Moves every mission whose time has come, batch by batch, each batch in its own transaction; returns how
 * many. Several instances may run it at once: each takes what the others have not locked. It may lag:
 * whoever writes to a mission lets its timer act first.
 */
export async function runMissionTimers(database: Database, currency: string): Promise<number> {
  let moved = 0;
  for (;;) {
    const count = await database.transaction(async (tx) => {
      const ids = await dueMissions(tx, BATCH);
      for (const id of ids) await settleTimer(tx, (await lockMission(tx, id)) as LockedMission, currency);
      return ids.length;
    });
    moved += count;
    if (count < BATCH) return moved;
  }
}
