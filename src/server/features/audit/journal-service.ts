import type { UserActor } from "../../core/actor.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { recordAudit } from "./audit.ts";
import {
  type JournalFilter,
  type JournalPlace,
  type JournalRow,
  listJournal,
  placeBeyond,
} from "./journal-queries.ts";

export type JournalService = ReturnType<typeof createJournalService>;

/** Of one file: what a person opens in a spreadsheet, and a few seconds of the database. */
export const MOST_IN_A_FILE = 100_000;
const AT_ONCE = 1_000;

/** Reading the log is an action of its own: it is committed before anything is answered. */
export function createJournalService(
  { database }: { readonly database: Database },
  mostInAFile = MOST_IN_A_FILE,
) {
  const note = (tx: Tx, actor: UserActor, filter: JournalFilter, format: "json" | "csv") =>
    recordAudit(tx, actor, {
      action: "audit.look",
      resource: { type: "audit", id: null },
      changes: { ...given(filter), format },
    });

  return {
    /** Newest first. `tells` false: as HEAD asks, which tells nothing and leaves no entry. */
    page: (
      actor: UserActor,
      filter: JournalFilter,
      { after, limit, tells }: { after: JournalPlace | null; limit: number; tells: boolean },
    ): Promise<JournalRow[]> =>
      database.transaction(async (tx) => {
        const rows = await listJournal(tx, filter, after, limit);
        if (tells) await note(tx, actor, filter, "json");
        return rows;
      }),

    /**
     * The same to be written into a file, page after page as it is taken, none of them held; of at most `mostInAFile`
     * entries. `next`: where the next file begins, null where this one holds the last.
     */
    async file(
      actor: UserActor,
      filter: JournalFilter,
      { after, tells }: { after: JournalPlace | null; tells: boolean },
    ): Promise<{ pages: AsyncGenerator<JournalRow[]>; next: JournalPlace | null }> {
      const next = await database.transaction(async (tx) => {
        if (tells) await note(tx, actor, filter, "csv");
        return placeBeyond(tx, filter, after, mostInAFile);
      });
      return { pages: pagesOf(database, filter, after, mostInAFile), next };
    },
  };
}

async function* pagesOf(
  { writer }: Pick<Database, "writer">,
  filter: JournalFilter,
  after: JournalPlace | null,
  most: number,
): AsyncGenerator<JournalRow[]> {
  let place = after;
  for (let left = most; left > 0; left -= AT_ONCE) {
    const limit = Math.min(AT_ONCE, left);
    const rows = await listJournal(writer, filter, place, limit);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
    place = [last.at, last.id];
  }
}

const given = (filter: JournalFilter): Partial<Record<keyof JournalFilter, string>> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
